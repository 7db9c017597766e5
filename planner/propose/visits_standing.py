"""How visits stand: the items, who is given what, what of that stays, and which places are left."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from models.words import ActivityStatus, Role
from planner.checks.wording import listed, timed
from planner.entities import Activity, Participation
from planner.names import fold
from planner.phrases import Phrase
from planner.programme import Party, Programme, Span, count_heads
from planner.propose.agenda_form import Frame
from planner.propose.busy import Busy
from planner.propose.proposal import Keep
from planner.propose.visits_bars import offers
from planner.propose.visits_options import VisitOptions

#: Places of something that anybody may come to.
UNLIMITED = 100_000

#: A delegation and an activity, by id.
Pair = tuple[str, str]


@dataclass(frozen=True)
class Kept:
    """What stays: ``pinned`` pairs can hold together, those ``aside`` only take their time.

    ``notes`` name pins that contradict one another.
    """

    pinned: tuple[Pair, ...] = ()
    aside: frozenset[Pair] = frozenset()
    notes: tuple[Phrase, ...] = ()


@dataclass(frozen=True)
class Standing:
    """Visits of one programme, as the options look at them."""

    programme: Programme
    options: VisitOptions
    frame: Frame = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "frame", Frame(self.programme))

    # -- who and what -------------------------------------------------------------------------

    @cached_property
    def offers(self) -> dict[str, Activity]:
        return {a.id: a for a in offers(self.programme, self.options)}

    @cached_property
    def delegations(self) -> tuple[str, ...]:
        wanted = self.options.delegations
        people = (d.id for d in self.programme.active_delegations)
        return tuple(d for d in people if not wanted or d in wanted)

    @cached_property
    def rows(self) -> dict[Pair, Participation]:
        """The present participations of whole delegations in items, and nothing else."""
        mine = frozenset(self.delegations)
        return {
            (row.delegation_id, offer_id): row
            for offer_id in self.offers
            for row in self.programme.participations_of.get(offer_id, ())
            if row.delegation_id in mine and row.role is Role.ATTENDS and row.heads is None
            if row.delegation_id is not None
        }

    def stays(self, pair: Pair) -> bool:
        """Whether a present participation may not be given up: pinned, kept, or confirmed."""
        keep, offer = self.options.keep, self.offers[pair[1]]
        if offer.pin_people or keep is Keep.ALL:
            return True
        if keep is Keep.NOTHING:
            return False
        confirmed = offer.status is ActivityStatus.CONFIRMED or self.rows[pair].confirmed
        return bool(confirmed) or (keep is Keep.RELEASED and pair in self.options.released)

    def limit(self, delegation_id: str) -> int | None:
        """Items a day: as many as are wanted, or as it has now on its fullest day."""
        most = self.options.per_day
        if most is None or self.options.keep is Keep.NOTHING:
            return most
        days = Counter(self.day(o) for d, o in self.rows if d == delegation_id)
        return max(most, *days.values()) if days else most

    def size(self, delegation_id: str) -> int:
        """Heads; a delegation whose number nobody knows counts as one."""
        return self.programme.heads_of(delegation_id) or 1

    def span(self, offer_id: str) -> Span:
        return self.programme.spans[offer_id]

    def group(self, offer_id: str) -> str | None:
        """Of items of one title at one place a delegation is given one."""
        return self._groups.get(offer_id)

    @cached_property
    def _groups(self) -> dict[str, str]:
        by_name: dict[tuple[str, str | None], list[str]] = {}
        for offer in self.offers.values():
            if name := fold(offer.title):
                by_name.setdefault((name, offer.site_id), []).append(offer.id)
        return {i: ids[0] for ids in by_name.values() if len(ids) > 1 for i in ids}

    def clash(self, one: str, other: str) -> bool:
        """Whether nobody can be given both: their times, the way between, or the same thing."""
        if self.group(one) is not None and self.group(one) == self.group(other):
            return True
        first, second = sorted((one, other), key=lambda o: (self.span(o), o))
        gap = self.span(second).begin - self.span(first).end
        a, b = self.offers[first].site_id, self.offers[second].site_id
        return gap < max(self.frame.widest(a, b), self.options.pause)

    def day(self, offer_id: str) -> int:
        """The day of an item as the solver counts days."""
        return self.frame.minute(self.span(offer_id).begin) // 1440

    # -- places -------------------------------------------------------------------------------

    @cached_property
    def places(self) -> dict[str, int]:
        """Places that the solver may give away, those of kept pairs included."""
        return {offer_id: self._places(offer) for offer_id, offer in self.offers.items()}

    def _places(self, offer: Activity) -> int:
        limits = [offer.capacity] if offer.capacity is not None else []
        site = self.programme.sites.get(offer.site_id or "")
        if site is not None and site.capacity is not None:
            limits.append(site.capacity - self._beside(offer))
        if not limits:
            return UNLIMITED
        return max(min(limits) - self._bound(offer), 0)

    def _beside(self, offer: Activity) -> int:
        """Heads in other activities of the site at that time, as they are."""
        span = self.span(offer.id)
        return sum(
            self.programme.head_count(e.activity.id)[0]
            for e in self.programme.by_site.get(offer.site_id or "", ())
            if e.activity.id != offer.id and e.span.overlaps(span)
        )

    def _bound(self, offer: Activity) -> int:
        """Heads that are not the solver's to move: named delegates, parts of delegations."""

        def free(party: Party) -> bool:
            pair = (party.delegation_id or "", offer.id)
            return party.delegate_id is None and pair in self.rows and pair not in self.kept.aside

        return count_heads(p for p in self.programme.parties(offer.id) if not free(p))[0]

    # -- who is elsewhere -----------------------------------------------------------------------

    @cached_property
    def busy(self) -> dict[str, Busy]:
        """The programme of each delegation without what the solver may give and take."""
        return {d: self._busy(d, self.kept.aside) for d in self.delegations}

    def _busy(self, delegation_id: str, aside: frozenset[Pair]) -> Busy:
        movable = {o for d, o in self.rows if d == delegation_id and (d, o) not in aside}
        fill = self.options.fill_free_time
        return Busy(self.frame, delegation_id, movable, fill_free_time=fill)

    # -- what is kept -----------------------------------------------------------------------------

    @cached_property
    def kept(self) -> Kept:
        """Pins first, then by time; what does not go with those before stands aside."""
        wanted = sorted(
            (pair for pair in self.rows if self.stays(pair)),
            key=lambda p: (not self.offers[p[1]].pin_people, self.span(p[1]), p),
        )
        busy = {d: self._busy(d, frozenset()) for d in self.delegations}
        admitted: dict[str, list[str]] = {d: [] for d in self.delegations}
        aside: set[Pair] = set()
        notes: list[Phrase] = []
        for pair in wanted:
            mine = admitted[pair[0]]
            if rivals := list(self._rivals(busy[pair[0]], pair, mine)):
                aside.add(pair)
                notes += self._contradiction(pair, rivals)
            else:
                mine.append(pair[1])
        pinned = (pair for pair in wanted if pair not in aside)
        return Kept(tuple(pinned), frozenset(aside), tuple(notes))

    def _rivals(self, busy: Busy, pair: Pair, mine: list[str]) -> Iterator[str]:
        """Ids of what a kept pair does not go with; its own where a limit is full."""
        delegation_id, offer_id = pair
        for fact in busy.facts(self.span(offer_id), self.offers[offer_id].site_id):
            yield fact.activity_id or offer_id
        yield from (other for other in mine if self.clash(offer_id, other))
        same_day = sum(self.day(other) == self.day(offer_id) for other in mine)
        limit = self.limit(delegation_id)
        if limit is not None and same_day >= limit:
            yield offer_id

    def _contradiction(self, pair: Pair, rivals: list[str]) -> Iterator[Phrase]:
        offer = self.offers[pair[1]]
        others = [
            a
            for a in (self.programme.activities[i] for i in rivals if i != offer.id)
            if self.programme.spans[a.id].overlaps(self.span(offer.id))
            and (a.pin_people or a.pin_time)
        ]
        if offer.pin_people and others:
            yield Phrase(
                "{who} cannot be in {what} and in {others}, which are pinned both",
                who=self.programme.delegations[pair[0]].name,
                what=timed(self.programme, offer),
                others=listed([timed(self.programme, a) for a in others]),
            )
