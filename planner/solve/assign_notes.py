"""What of a problem means nothing, in sentences: it is planned without that."""

from collections.abc import Iterator

from planner.solve.assign_facts import Facts
from planner.solve.assign_faults import clock


def notes_of(facts: Facts) -> tuple[str, ...]:
    """A sentence for everything that can be in no plan, whatever else is."""
    return (*_wishes(facts), *_offers(facts), *_rests(facts), *_meetings(facts))


def _wishes(facts: Facts) -> Iterator[str]:
    delegations = facts.problem.delegations
    wished = any(score > 0 for d in delegations for score in d.interest.values())
    if delegations and not wished and not facts.problem.meetings:
        yield "No delegation wishes for anything."


def _offers(facts: Facts) -> Iterator[str]:
    for offer in facts.problem.offers:
        if offer.capacity <= 0:
            yield f"{offer.id} has no room for anybody."


def _rests(facts: Facts) -> Iterator[str]:
    for who, delegation in enumerate(facts.problem.delegations):
        for earliest, latest, minutes in set(delegation.rests) - set(facts.rests[who]):
            stretch = f"{clock(earliest)} and {clock(latest)}"
            yield f"{delegation.id} cannot have a pause of {minutes} minutes between {stretch}."


def _meetings(facts: Facts) -> Iterator[str]:
    problem = facts.problem
    if problem.meetings and not problem.meeting_slots:
        yield "There are no slots for meetings."
        return
    for meeting, slots in zip(problem.meetings, facts.meeting_slots, strict=True):
        if meeting.a == meeting.b:
            yield f"Meeting {meeting.id} is of {meeting.a} alone."
        elif meeting.value > 0 and not slots:
            yield f"{meeting.a} and {meeting.b} have no slot in common for meeting {meeting.id}."
