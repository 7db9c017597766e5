"""The questions that lead to a new meeting: with whom, who comes, and when."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from planner.edits.core import Edit
from planner.edits.meetings import MEETING_MINUTES, add_meeting, usual_place
from planner.free_time import festival_days, next_free_slot
from planner.meetings import name_of
from planner.phrases import _, short_date
from planner.programme import Programme
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
    made: list[str] = []

    def make(now: Programme) -> Edit:
        edit = add_meeting(now, people, start=chosen[0], site_id=site_id)
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
            found.append((delegate.id, f"{delegation.name}: {delegate.name}"))
    return found


def _belongs(programme: Programme, guest_id: str, delegation_id: str) -> bool:
    delegate = programme.delegates.get(guest_id)
    return guest_id == delegation_id or (
        delegate is not None and delegate.delegation_id == delegation_id
    )
