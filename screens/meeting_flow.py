"""The questions that lead to a new meeting: with whom, who comes, and when."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from planner.edits.core import Edit
from planner.edits.meetings import MEETING_MINUTES, add_meeting, usual_place
from planner.free_time import busy_spans, festival_days, next_free_slot
from planner.meetings import Request, Table, name_of, requests
from planner.phrases import Phrase, _, colon, short_date
from planner.programme import Programme, Span
from screens.dialogs import Pick
from screens.forms.choices import hosts

if TYPE_CHECKING:
    from screens.app import PlannerApp

#: So many free times are proposed for each day, so far apart.
SLOTS_A_DAY, APART_MINUTES = 4, 30


async def pick_people(app: "PlannerApp") -> tuple[str, ...] | None:
    """A host, and a delegation or one of its delegates; None when given up."""
    assert app.state is not None
    programme = app.state.programme
    host = await app.push_screen_wait(Pick(_("Meeting with which local actor?"), hosts(programme)))
    if host is None:
        return None
    guests = await app.push_screen_wait(Pick(_("Who meets them?"), _guests(programme)))
    return (guests[0], host[0]) if guests is not None else None


async def pick_members(app: "PlannerApp", person_id: str) -> str | None:
    """All of a delegation, or one of its delegates; anybody else stays who they are."""
    assert app.state is not None
    programme = app.state.programme
    if not programme.delegates_of.get(person_id):
        return person_id
    choices = [c for c in _guests(programme) if _belongs(programme, c[0], person_id)]
    chosen = await app.push_screen_wait(Pick(_("Who of them?"), choices))
    return chosen[0] if chosen is not None else None


async def plan_meeting(app: "PlannerApp", people: Sequence[str]) -> str | None:
    """Choose when, make the meeting; its id, or None when given up."""
    assert app.state is not None
    programme = app.state.programme
    site_id = usual_place(programme, [p for p in people if p in programme.hosts])
    names = " – ".join(name_of(programme, p) for p in people)
    title = _("When? {people}").format(people=names)
    chosen = await app.push_screen_wait(Pick(title, _slots(programme, people, site_id)))
    if chosen is None:
        return None
    return _made(app, people, chosen[0], site_id)


async def plan_here(
    app: "PlannerApp", start: datetime, table: Table | None, person_id: str | None = None
) -> str | None:
    """Choose which request is met at a time and place; the meeting's id, or None when given up.

    ``person_id``: only requests of and for a host or delegation.
    """
    assert app.state is not None
    programme = app.state.programme
    waiting = [
        r
        for r in requests(programme)
        if r.meeting is None and (person_id is None or person_id in r.people)
    ]
    if not waiting:
        app.say(Phrase("No request waits: n makes a meeting of your own."))
        return None
    choices = sorted(
        ((r, *_wish_words(programme, r, start)) for r in waiting), key=lambda choice: choice[1]
    )
    title = _("What takes place at {time}?").format(time=f"{start:%H:%M}")
    chosen = await app.push_screen_wait(Pick(title, [(r, words) for r, _busy, words in choices]))
    if chosen is None:
        return None
    people = await pick_all_members(app, chosen[0])
    if people is None:
        return None
    if table is None:
        return _made(app, people, start)
    return _made(app, people, start, table.site_id, table.point)


async def pick_all_members(app: "PlannerApp", request: Request) -> list[str] | None:
    """Who comes from either side of a request, hosts last; None when given up."""
    assert app.state is not None
    hosts = app.state.programme.hosts
    people: list[str] = []
    for person in sorted(request.people, key=lambda p: p in hosts):
        member = await pick_members(app, person)
        if member is None:
            return None
        people.append(member)
    return people


def _wish_words(programme: Programme, request: Request, start: datetime) -> tuple[bool, str]:
    """Whether somebody is busy at that time, and the request in words."""
    begin = programme.clock.at(start)
    span = Span(begin, begin + MEETING_MINUTES)
    busy = any(s.overlaps(span) for s in busy_spans(programme, request.people))
    one, other = (name_of(programme, p) for p in request.people)
    return busy, f"{'×' if busy else '✓'} ☆{request.wish.priority} {one} – {other}"


def _made(
    app: "PlannerApp",
    people: Sequence[str],
    start: datetime | None,
    site_id: str | None = None,
    point: str | None = None,
) -> str | None:
    """Make a meeting at a time and table; its id."""
    made: list[str] = []

    def make(now: Programme) -> Edit:
        edit = add_meeting(now, people, start=start, site_id=site_id, table=point)
        made.append(edit.changes[0].id)
        return edit

    return made[0] if app.perform(make) else None


def _slots(
    programme: Programme, people: Sequence[str], site_id: str | None
) -> list[tuple[datetime | None, str]]:
    """Some free times of each day of the festival, and the tray."""
    found: list[tuple[datetime | None, str]] = []
    for day in festival_days(programme):
        after: datetime | None = None
        for _nth in range(SLOTS_A_DAY):
            slot = next_free_slot(
                programme, people, MEETING_MINUTES, day, site_id=site_id, not_before=after
            )
            if slot is None:
                break
            found.append((slot, f"{short_date(day)} {slot:%H:%M}"))
            after = programme.clock.shift(slot, APART_MINUTES)
    return [*found, (None, _("later: leave it in the tray"))]


def _guests(programme: Programme) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for delegation in programme.active_delegations:
        found.append((delegation.id, _("{name}: all of it").format(name=delegation.name)))
        for delegate in programme.delegates_of.get(delegation.id, ()):
            found.append((delegate.id, f"{colon(delegation.name)} {delegate.name}"))
    return found


def _belongs(programme: Programme, guest_id: str, delegation_id: str) -> bool:
    delegate = programme.delegates.get(guest_id)
    return guest_id == delegation_id or (
        delegate is not None and delegate.delegation_id == delegation_id
    )
