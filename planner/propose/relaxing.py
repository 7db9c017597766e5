"""Small changes of a plan that take a fact out of the way."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from models.words import HostKind, Kind, Role
from planner.checks.wording import lasting, timed, titled, who
from planner.edits.activities import move
from planner.edits.core import merged
from planner.edits.round_table import enlist
from planner.entities import Activity, Change
from planner.free_time import next_free_slot
from planner.meetings import people_of
from planner.phrases import Phrase
from planner.programme import Programme, Span
from planner.propose.agenda_form import Frame
from planner.propose.busy import Busy
from planner.propose.facts import Cause, Fact
from planner.propose.proposal import Relaxation
from planner.propose.visits_bars import languages
from planner.round_table import codes

#: Nobody stays away from these alone.
SHARED = frozenset({Kind.TRANSFER, Kind.STOP, Kind.MEAL})


class Step(NamedTuple):
    """What would take one fact away; ``changes`` None: it is not ours to change."""

    phrase: Phrase
    changes: tuple[Change, ...] | None = None
    cost: Phrase | None = None


def hardness(programme: Programme, fact: Fact) -> int:
    """How hard it is to take a fact out of the way; 1: another plan could."""
    if not fact.firm:
        return 1
    activity = programme.activities.get(fact.activity_id or "")
    if fact.cause in (Cause.NOT_YET, Cause.GONE, Cause.ACCESS):
        return 4
    if activity is not None and fact.cause in (Cause.BUSY, Cause.WAY):
        fixed = activity.pin_time or activity.pin_people or activity.kind in SHARED
        return 3 if fixed else 2
    return 2


def together(steps: Iterable[Step], *, also: Iterable[Change] = ()) -> Relaxation | None:
    """All steps as one relaxation, with an edit where each has changes."""
    steps = tuple(steps)
    if not steps:
        return None
    phrase, cost = steps[0].phrase, steps[0].cost
    for step in steps[1:]:
        phrase = Phrase("{one}; {other}", one=phrase, other=step.phrase)
        if step.cost is not None:
            cost = (
                step.cost if cost is None else Phrase("{one}; {other}", one=cost, other=step.cost)
            )
    changes: list[Change] = []
    for step in steps:
        if step.changes is None:
            return Relaxation(phrase, cost)
        changes += step.changes
    return Relaxation(phrase, cost, merged(phrase, (*changes, *also)))


def freeing(programme: Programme, fact: Fact, span: Span, site_id: str | None) -> Step:
    """What would free somebody of what they do, or bring them earlier, or keep them longer."""
    minutes = lasting(max(fact.minutes, 1))
    person = who(programme, fact.person_id or "")
    if fact.cause is Cause.NOT_YET:
        return Step(Phrase("{who} arrives {time} earlier", who=person, time=minutes))
    if fact.cause is Cause.GONE:
        return Step(Phrase("{who} leaves {time} later", who=person, time=minutes))
    activity = programme.activities[fact.activity_id or ""]
    if activity.kind is Kind.MEETING:
        moved = _moved_meeting(programme, activity, fact.person_id or "", span, site_id)
        if moved is not None:
            return moved
    if activity.kind in SHARED:
        return Step(Phrase("{what} at another time", what=timed(programme, activity)))
    return _taken_off(programme, activity, fact.person_id or "")


def _moved_meeting(
    programme: Programme, meeting: Activity, person_id: str, span: Span, site_id: str | None
) -> Step | None:
    """The meeting at the next time at which all of it are free, and out of the way."""
    if meeting.pin_time:
        return None
    way = Frame(programme).widest(site_id, meeting.site_id)
    later = programme.clock.wall(span.end + way)
    for day, not_before in ((later.date(), later), (None, None)):
        start = next_free_slot(
            programme,
            people_of(programme, meeting.id),
            meeting.minutes,
            day,
            site_id=meeting.site_id,
            not_before=not_before,
            ignoring={meeting.id},
        )
        if start is None:
            continue
        changes = move(programme, meeting.id, start).changes
        helps = Busy(Frame(programme.apply(changes)), person_id).facts(span, site_id)
        if not any(f.activity_id == meeting.id for f in helps):
            what = titled(meeting)
            phrase = Phrase(
                "{what} moves to {day} {start}", what=what, day=start.date(), start=start
            )
            return Step(phrase, changes)
    return None


def _taken_off(programme: Programme, activity: Activity, person_id: str) -> Step:
    """Somebody no longer takes part; a pin of the participants goes with it."""
    root = programme.activities.get(activity.parent_id or "", activity)
    family = {root.id, *(p.id for p in programme.parts.get(root.id, ()))}
    people = {person_id, *(d.id for d in programme.delegates_of.get(person_id, ()))}
    delegate = programme.delegates.get(person_id)
    rows = [
        row
        for activity_id in sorted(family)
        for row in programme.participations_of.get(activity_id, ())
        if {row.delegation_id, row.delegate_id, row.host_id} & people
    ]
    phrase = Phrase(
        "{who} does not come to {what}", who=who(programme, person_id), what=timed(programme, root)
    )
    if not rows or (
        delegate is not None
        and delegate.delegation_id in programme.delegations_in(root.id)
        and not any(r.delegate_id == person_id for r in rows)
    ):
        return Step(phrase)
    changes = [Change(row, None) for row in rows]
    if root.pin_people:
        changes.append(Change(root, replace(root, pin_people=False)))
        phrase = Phrase("{what}, its pin released", what=phrase)
    return Step(phrase, tuple(changes))


def interpreting(programme: Programme, fact: Fact, span: Span) -> Step:
    """An interpreter who is free then and speaks both languages."""
    activity = programme.activities[fact.activity_id or ""]
    spoken = codes([activity.language or ""])
    theirs = languages(programme, fact.person_id or "")
    for host_id in _interpreters(programme):
        known = languages(programme, host_id)
        if known & spoken and known & theirs:
            busy = Busy(Frame(programme), host_id).facts(span, activity.site_id)
            if next(busy, None) is None:
                changes = enlist(programme, activity.id, host_id, Role.INTERPRETS).changes
                phrase = Phrase(
                    "{who} interprets at {what}", who=who(programme, host_id), what=titled(activity)
                )
                return Step(phrase, changes)
    return Step(
        Phrase(
            "somebody interprets from “{language}” for {who}",
            language=activity.language or "",
            who=who(programme, fact.person_id or ""),
        )
    )


def _interpreters(programme: Programme) -> Iterator[str]:
    hosts = programme.hosts.values()
    return iter(sorted(h.id for h in hosts if h.kind is HostKind.INTERPRETER))
