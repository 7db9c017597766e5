"""What a plan of meetings is worth, before and after: in all and by delegation."""

from planner.meetings import requests
from planner.phrases import Phrase
from planner.propose.meetings_plan import MeetingsPlan
from planner.propose.proposal import Score


def scores(plan: MeetingsPlan) -> tuple[Score, ...]:
    """Requests that are met, by those who asked or were asked for; the worst-off share."""
    programme = plan.form.programme
    spans = programme.spans
    held = {request.wish.id for w in plan.held for request in w.requests}
    asked: dict[str, list[tuple[bool, bool]]] = {}
    everybody: list[tuple[bool, bool]] = []
    for request in requests(programme):
        now = request.meeting is not None and request.meeting.id in spans
        lost = any(request in w.requests for w in plan.missed)
        both = now, request.wish.id in held or (now and not lost)
        everybody.append(both)
        for person in request.people:
            if person in programme.delegations:
                asked.setdefault(person, []).append(both)
    found = [_counted(Phrase("Requests that are met"), everybody, None)]
    found += (
        _counted(Phrase("Requests that are met"), asked[d.id], d.id)
        for d in programme.active_delegations
        if d.id in asked
    )
    if asked:
        found.insert(1, _worst(asked))
    return tuple(found)


def _counted(rule: Phrase, rows: list[tuple[bool, bool]], subject: str | None) -> Score:
    return Score(rule, sum(b for b, _ in rows), sum(a for _, a in rows), subject)


def _worst(asked: dict[str, list[tuple[bool, bool]]]) -> Score:
    def share(which: int) -> int:
        return min(100 * sum(row[which] for row in rows) // len(rows) for rows in asked.values())

    return Score(Phrase("Worst-off delegation, % of its requests"), share(0), share(1))
