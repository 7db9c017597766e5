"""From a programme to the assignment problem of its visits, with what each pair is worth.

What is fixed (meals, round table, meetings, tours, arrivals) is weighed here, for each item and
delegation with the exact way and hour: an item that does not go with it is not offered to the
solver at all, and the facts are kept.  Only what delegations are given is the solver's.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from planner.checks.wording import timed
from planner.entities import Activity
from planner.phrases import Phrase
from planner.programme import Span
from planner.propose.facts import Cause, Fact
from planner.propose.proposal import Keep
from planner.propose.rest import rest_on
from planner.propose.visits_bars import access_facts, is_late, spoken_facts
from planner.propose.visits_interest import Reason, points, shown_fields, tastes
from planner.propose.visits_standing import Pair, Standing
from planner.solve.assign_form import AssignProblem, Delegation, Offer

#: A point in the solver's unit, and what it is worth to leave somebody where they are: a point,
#: half of the slightest reason, so that nothing is changed for nothing.
POINT, STAYS = 100, 100


@dataclass(frozen=True)
class VisitsForm(Standing):
    """The problem of one programme and options, made on demand."""

    # -- what is worth what, and what cannot be -------------------------------------------------

    @cached_property
    def reasons(self) -> dict[Pair, tuple[Reason, ...]]:
        """What speaks for each pair; those for which nothing does only where they stand."""
        tasted = tastes(self.programme)
        shown = {o.id: shown_fields(self.programme, o) for o in self.offers.values()}
        found: dict[Pair, tuple[Reason, ...]] = {}
        for delegation_id in self.delegations:
            for offer in self.offers.values():
                pair = delegation_id, offer.id
                reasons = tasted[delegation_id].of(offer, shown[offer.id])
                if reasons or (pair in self.rows and self.options.keep is not Keep.NOTHING):
                    found[pair] = reasons
        return found

    @cached_property
    def barred(self) -> dict[Pair, tuple[Fact, ...]]:
        """The facts of pairs that cannot be, whatever else is planned."""
        kept = self.kept.aside.union(self.kept.pinned)
        bars = {p: tuple(self._bars(p, r)) for p, r in self.reasons.items() if p not in kept}
        return {pair: facts for pair, facts in bars.items() if facts}

    def _bars(self, pair: Pair, found: tuple[Reason, ...]) -> Iterator[Fact]:
        delegation_id, offer_id = pair
        offer = self.offers[offer_id]
        yield from spoken_facts(self.programme, delegation_id, offer)
        people = (d.id for d in self.programme.delegates_of.get(delegation_id, ()))
        yield from access_facts(self.programme, people, offer)
        yield from self.busy[delegation_id].facts(self.span(offer_id), offer.site_id)
        yield from self._seen(pair)
        unasked = not any(r.wish is not None and r.wish.activity_id for r in found)
        late = is_late(self.programme, self.options, offer)
        if late and unasked and pair not in self.rows:
            phrase = Phrase("{what} ends late in the evening", what=timed(self.programme, offer))
            yield Fact(Cause.HOURS, phrase, offer_id, delegation_id)

    def _seen(self, pair: Pair) -> Iterator[Fact]:
        """The same thing among what stands aside: the solver does not know of it."""
        delegation_id, offer_id = pair
        if (group := self.group(offer_id)) is None:
            return
        for other in (
            o for d, o in self.kept.aside if d == delegation_id and self.group(o) == group
        ):
            what = timed(self.programme, self.offers[other])
            phrase = Phrase(
                "{who} sees it already: {what}",
                who=self.programme.delegations[delegation_id].name,
                what=what,
            )
            yield Fact(Cause.SEEN, phrase, other, delegation_id)

    # -- the problem ----------------------------------------------------------------------------

    @cached_property
    def problem(self) -> AssignProblem:
        given = tuple(map(self._offer, self.offers.values()))
        people = tuple(map(self._delegation, self.delegations))
        return AssignProblem(
            "visits",
            self.frame.matrix(self.options.pause),
            given,
            people,
            self.kept.pinned,
            objective=self.options.objective,
        )

    def _offer(self, offer: Activity) -> Offer:
        begin, end = self.frame.minutes(self.span(offer.id))
        held = sum(self.size(d) for d, o in self.kept.pinned if o == offer.id)
        return Offer(
            offer.id,
            self.frame.venue(offer.site_id),
            begin,
            end,
            max(self.places[offer.id], held),
            offer.kind.value,
            self.group(offer.id),
        )

    def _delegation(self, delegation_id: str) -> Delegation:
        pinned = [o for d, o in self.kept.pinned if d == delegation_id]
        interest = {o: self._score((delegation_id, o)) for o in self.offers}
        interest = {o: score for o, score in interest.items() if score or o in pinned}
        held = map(self.span, pinned)
        away = tuple(map(self.frame.minutes, without(self.busy[delegation_id].spans(), held)))
        return Delegation(
            delegation_id,
            interest,
            away,
            self.limit(delegation_id),
            self.size(delegation_id),
            tuple(self._rests(delegation_id)),
        )

    def _score(self, pair: Pair) -> int:
        """In the solver's unit; 0 where it cannot be."""
        if pair not in self.reasons or pair in self.barred or pair in self.kept.aside:
            return 0
        stays = pair in self.rows and self.options.keep is not Keep.NOTHING
        return points(self.reasons[pair]) * POINT + (STAYS if stays else 0)

    # -- rest ---------------------------------------------------------------------------------

    def _rests(self, delegation_id: str) -> Iterator[tuple[int, int, int]]:
        """Lunch on the days with items and without a meal, where what is fixed leaves it."""
        if not self.options.lunch:
            return
        days = {self.programme.clock.day(self.span(o).begin) for o in self.offers}
        for day in sorted(days):
            if (rest := self.rest_on(delegation_id, day)) is not None:
                yield rest

    def rest_on(self, delegation_id: str, day: date) -> tuple[int, int, int] | None:
        """Lunch that is to stay free; what stands in the plan today is not given up for it."""
        fresh = self.options.keep is Keep.NOTHING
        pairs = self.kept.pinned if fresh else self.rows
        held = [self.span(o) for d, o in pairs if d == delegation_id]
        return rest_on(self.busy[delegation_id], day, self.options.lunch, held)


def without(spans: Iterable[Span], held: Iterable[Span]) -> list[Span]:
    """What is left of spans where others are cut out."""
    left = list(spans)
    for cut in held:
        parts = (
            (Span(s.begin, min(s.end, cut.begin)), Span(max(s.begin, cut.end), s.end)) for s in left
        )
        left = [part for pair in parts for part in pair if part.begin < part.end]
    return left
