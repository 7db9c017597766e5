"""Planning what was asked for: a request becomes a meeting in the best free slot."""

from collections.abc import Callable, Iterator
from datetime import datetime

from planner.edits.core import Edit, require
from planner.edits.meetings import MEETING_MINUTES, add_meeting, free_table, usual_place
from planner.entities import Change, Wish
from planner.errors import PlannerError
from planner.free_time import STEP_MINUTES, festival_days, next_free_slot
from planner.meetings import Request, name_of, requests, tables
from planner.phrases import Phrase, plural
from planner.programme import Programme
from planner.round_table import codes


def plan_request(programme: Programme, wish_id: str) -> Edit:
    """A meeting for a request, at the first time at which both sides and a table are free.

    Of a delegation one delegate comes: first those who share a language with the other side,
    then who is free soonest, then by their own order.  Raises PlannerError when they meet
    already, or are never free together.
    """
    wish = require(programme, Wish, wish_id)
    request = next((r for r in requests(programme) if r.wish.id == wish.id), None)
    if request is None or request.meeting is not None:
        raise PlannerError(Phrase("They meet already, or one of them no longer comes."))
    made = _planned(programme, request)
    if made is None:
        asking, wanted = (name_of(programme, p) for p in request.people)
        raise PlannerError(
            Phrase("{a} and {b} are never free together, with a free table.", a=asking, b=wanted),
            Phrase("Free somebody, or plan it by hand (enter)."),
        )
    return made


def plan_requests(programme: Programme, stop: Callable[[], bool] = lambda: False) -> Edit:
    """Meetings for all requests that wait and fit, the most wanted first, in one step.

    Where ``stop`` says so the rest is left as it is.  Raises PlannerError when none fits.
    """
    now, changes = programme, list[Change]()
    waiting = [r for r in requests(programme) if r.meeting is None]
    done: set[frozenset[str]] = set()
    for request in waiting:
        if stop():
            break
        pair = frozenset(request.people)
        made = _planned(now, request) if pair not in done else None
        if made is not None:
            done.add(pair)
            changes += made.changes
            now = now.apply(made.changes)
    if not changes:
        raise PlannerError(Phrase("No request that waits fits into a free slot."))
    label = plural("Plan {n} meeting that was asked for", "Plan {n} meetings asked for", len(done))
    return Edit(label, tuple(changes))


def _planned(programme: Programme, request: Request) -> Edit | None:
    site_id = usual_place(programme, [p for p in request.people if p in programme.hosts])
    best: tuple[bool, datetime] | None = None
    people: tuple[str, str] | None = None
    for pair in _pairs(programme, request):
        start = best_start(programme, pair, MEETING_MINUTES, site_id)
        if start is None:
            continue
        rank = (not _share_a_language(programme, *pair), start)
        if best is None or rank < best:
            best, people = rank, pair
    if best is None or people is None:
        return None
    return add_meeting(programme, people, start=best[1], site_id=site_id)


def _pairs(programme: Programme, request: Request) -> Iterator[tuple[str, str]]:
    for one in _members(programme, request.asking):
        for other in _members(programme, request.wanted):
            yield one, other


def _members(programme: Programme, person_id: str) -> tuple[str, ...]:
    """The delegates of a delegation; anybody else, and a delegation without names, as they are."""
    return tuple(d.id for d in programme.delegates_of.get(person_id, ())) or (person_id,)


def _share_a_language(programme: Programme, one: str, other: str) -> bool:
    """False only where it is known that they do not."""
    spoken, understood = (codes(_languages(programme, person)) for person in (one, other))
    return not spoken or not understood or bool(spoken & understood)


def _languages(programme: Programme, person_id: str) -> tuple[str, ...]:
    if (host := programme.hosts.get(person_id)) is not None:
        return host.languages
    delegate = programme.delegates.get(person_id)
    delegation = programme.delegations[delegate.delegation_id if delegate else person_id]
    return (delegate.languages if delegate else ()) or delegation.languages


def best_start(
    programme: Programme, people: tuple[str, ...], minutes: int, site_id: str | None
) -> datetime | None:
    """The first time at which all are free, and a table where the site is known to have any."""
    has_tables = any(table.site_id == site_id for table in tables(programme))
    for day in festival_days(programme):
        after: datetime | None = None
        while slot := next_free_slot(
            programme, people, minutes, day, site_id=site_id, not_before=after
        ):
            if not has_tables or free_table(programme, site_id, slot, minutes):
                return slot
            after = programme.clock.shift(slot, STEP_MINUTES)
    return None
