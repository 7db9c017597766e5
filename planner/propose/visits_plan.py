"""Who is given what: a plan of visits, what it is worth, and whether something more would fit."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from planner.checks.wording import timed, who
from planner.phrases import Phrase, Value
from planner.programme import Span
from planner.propose.facts import Cause, Fact
from planner.propose.rest import widest_gap
from planner.propose.visits_bars import no_room
from planner.propose.visits_form import VisitsForm
from planner.propose.visits_interest import points
from planner.propose.visits_standing import Pair
from planner.solve.assign_form import AssignSolution


@dataclass(frozen=True)
class VisitsPlan:
    """``given``: pairs of delegation and item that the plan holds, kept ones included."""

    form: VisitsForm
    given: frozenset[Pair]

    @classmethod
    def of(cls, form: VisitsForm, solution: AssignSolution) -> "VisitsPlan":
        """What a solution says, and what stands aside of it; without one all stays as it is."""
        if solution.status not in ("optimal", "feasible"):
            return cls(form, frozenset(form.rows))
        pairs = {(d, o) for d, offers in solution.assign.items() for o in offers}
        return cls(form, frozenset(pairs | form.kept.aside | set(form.kept.pinned)))

    @cached_property
    def by_delegation(self) -> dict[str, tuple[str, ...]]:
        """Items of each delegation, in order of time."""
        mine: dict[str, list[str]] = {d: [] for d in self.form.delegations}
        for d, o in self.given:
            mine[d].append(o)
        return {d: tuple(sorted(m, key=lambda o: (self.form.span(o), o))) for d, m in mine.items()}

    @cached_property
    def dropped(self) -> tuple[Pair, ...]:
        """What is given up."""
        return tuple(pair for pair in self.form.rows if pair not in self.given)

    @cached_property
    def by_offer(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {o: [] for o in self.form.offers}
        for d in self.form.delegations:
            for o in self.by_delegation[d]:
                found[o].append(d)
        return {o: tuple(people) for o, people in found.items()}

    def points(self, delegation_id: str) -> int:
        """What a delegation has of it."""
        reasons = self.form.reasons
        return sum(
            points(reasons.get((delegation_id, o), ())) for o in self.by_delegation[delegation_id]
        )

    @property
    def total(self) -> int:
        return sum(map(self.points, self.form.delegations))

    def places_left(self, offer_id: str) -> int:
        """What the solver could still give away."""
        form = self.form
        taken = sum(
            form.size(d) for d in self.by_offer[offer_id] if (d, offer_id) not in form.kept.aside
        )
        return form.places[offer_id] - taken

    # -- would it fit ---------------------------------------------------------------------------

    def facts(self, pair: Pair) -> tuple[Fact, ...]:
        """All that keeps something more out of this plan: without all of them it would fit."""
        return (*self.form.barred.get(pair, ()), *self.beside(pair))

    def beside(self, pair: Pair) -> Iterator[Fact]:
        """What of the plan itself stands in its way."""
        delegation_id, offer_id = pair
        yield from self._instead(pair)
        yield from self._full(pair)
        mine = self.by_delegation[delegation_id]
        limit = self.form.limit(delegation_id)
        same_day = [
            o
            for o in mine
            if self.form.day(o) == self.form.day(offer_id)
            and (delegation_id, o) not in self.form.kept.aside
        ]
        if limit is not None and len(same_day) >= limit:
            phrase = Phrase(
                "{who} has {n} items that day already, and no more than {limit} are wanted",
                who=who(self.form.programme, delegation_id),
                n=len(same_day),
                limit=limit,
            )
            yield Fact(Cause.DAY_FULL, phrase, offer_id, delegation_id, firm=False)
        yield from self._rest(pair)

    def _instead(self, pair: Pair) -> Iterator[Fact]:
        delegation_id, offer_id = pair
        form = self.form
        for other in self.by_delegation[delegation_id]:
            if other == offer_id or (delegation_id, other) in form.kept.aside:
                continue
            if not form.clash(offer_id, other):
                continue
            seen = form.group(offer_id) is not None and form.group(offer_id) == form.group(other)
            values: dict[str, Value] = {
                "who": who(form.programme, delegation_id),
                "what": timed(form.programme, form.offers[other]),
                "n": points(form.reasons.get((delegation_id, other), ())),
            }
            if seen:
                phrase = Phrase("{who} sees it already: {what}", None, **values)
            elif form.span(other).overlaps(form.span(offer_id)):
                phrase = Phrase("{who} is at {what} then, which brings {n} points", None, **values)
            else:
                phrase = Phrase(
                    "{who} is at {what}, which brings {n} points: too near to come from or go to",
                    None,
                    **values,
                )
            firm = (delegation_id, other) in form.kept.pinned
            cause = Cause.SEEN if seen else Cause.BUSY
            yield Fact(cause, phrase, other, delegation_id, firm=firm)

    def _full(self, pair: Pair) -> Iterator[Fact]:
        delegation_id, offer_id = pair
        form, left = self.form, self.places_left(offer_id)
        needs = form.size(delegation_id)
        if needs <= left:
            return
        holders = [(d, form.size(d)) for d in self.by_offer[offer_id] if d != delegation_id]
        offer = form.offers[offer_id]
        places = offer.capacity if offer.capacity is not None and holders else left
        phrase = no_room(form.programme, offer, places, holders, delegation_id, needs)
        held = sum(n for d, n in holders if (d, offer_id) in form.kept.pinned)
        firm = needs > form.places[offer_id] - held
        yield Fact(Cause.CAPACITY, phrase, offer_id, delegation_id, needs - left, firm)

    def _rest(self, pair: Pair) -> Iterator[Fact]:
        delegation_id, offer_id = pair
        form = self.form
        day = form.programme.clock.day(form.span(offer_id).begin)
        rest = form.rest_on(delegation_id, day)
        if rest is None:
            return
        window = Span(rest[0] + form.frame.zero, rest[1] + form.frame.zero)
        mine = [
            form.span(o) for o in self.by_delegation[delegation_id] if not form.clash(o, offer_id)
        ]
        taken = [*form.busy[delegation_id].spans(), *mine, form.span(offer_id)]
        if widest_gap(window, taken) < rest[2]:
            phrase = Phrase(
                "{who} would have no {minutes} min for lunch between {begin} and {end}",
                who=who(form.programme, delegation_id),
                minutes=rest[2],
                begin=form.programme.clock.wall(window.begin),
                end=form.programme.clock.wall(window.end),
            )
            yield Fact(Cause.REST, phrase, offer_id, delegation_id, firm=False)
