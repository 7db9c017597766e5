"""A round table and whom it wants: who speaks, leads and listens, and which slots there are."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from models.words import ABSENT, DelegationStatus, Kind, Role
from planner.checks.places import EXCLUSIVE
from planner.edits.core import new_id
from planner.entities import Activity
from planner.free_time import festival_days
from planner.phrases import _
from planner.programme import Programme, Span
from planner.propose.agenda_form import Frame, begins, closed_on, slots
from planner.propose.busy import Busy
from planner.propose.facts import Fact
from planner.propose.proposal import Keep
from planner.propose.round_table_options import TABLE_MINUTES, RoundTableOptions
from planner.round_table import round_tables, speaking, team


@dataclass(frozen=True)
class Slot:
    """A time for a round table: for each who cannot be there the facts.

    ``beside``: other things at the place at that time.
    """

    span: Span
    speakers: dict[str, tuple[Fact, ...]]
    team: dict[str, tuple[Fact, ...]]
    listeners: dict[str, tuple[Fact, ...]]
    beside: int


@dataclass(frozen=True)
class TableForm:
    """One round table; ``is_new``: it is not in the programme yet."""

    programme: Programme
    options: RoundTableOptions
    table: Activity
    is_new: bool = False

    # -- who ------------------------------------------------------------------------------------

    @cached_property
    def speakers(self) -> tuple[str, ...]:
        """Ids of the wanted: a delegate who is named to speak, else the delegation."""
        delegations = self.programme.delegations
        known = {**self.speaking_now}
        if self.options.speakers:
            return tuple(
                known.get(person, (person,))[0]
                for person in dict.fromkeys(self.options.speakers)
                if self._comes(person)
            )
        if known:
            return tuple(p for people in known.values() for p in people)
        accepted = (d for d in self.programme.active_delegations)
        return tuple(
            d.id for d in accepted if delegations[d.id].status is DelegationStatus.ACCEPTED
        )

    def _comes(self, person_id: str) -> bool:
        delegation = self.programme.delegations.get(self.delegation_of(person_id))
        return delegation is not None and delegation.status not in ABSENT

    def delegation_of(self, person_id: str) -> str:
        delegate = self.programme.delegates.get(person_id)
        return delegate.delegation_id if delegate else person_id

    @cached_property
    def speaking_now(self) -> dict[str, tuple[str, ...]]:
        """Delegation -> who of it speaks: delegates by name, else itself; absent ones left out."""
        found: dict[str, dict[str, None]] = {}
        for part in self.parts:
            for row in self.programme.participations_of.get(part.id, ()):
                person = row.delegate_id or row.delegation_id
                if row.role is Role.SPEAKS and person is not None and self._comes(person):
                    found.setdefault(self.delegation_of(person), {})[person] = None
        return {delegation: tuple(people) for delegation, people in found.items()}

    @property
    def parts(self) -> tuple[Activity, ...]:
        return self.programme.parts.get(self.table.id, ())

    def parts_of(self, person_id: str) -> tuple[Activity, ...]:
        """The entries in which somebody's delegation speaks."""
        delegation_id = self.delegation_of(person_id)
        return tuple(p for p in self.parts if delegation_id in speaking(self.programme, p.id))

    @cached_property
    def team(self) -> tuple[str, ...]:
        """Hosts who moderate or interpret, and have not said no."""
        rows = team(self.programme, self.table.id)
        found = (row.host_id for row in rows if row.confirmed is not False)
        return tuple(dict.fromkeys(host for host in found if host is not None))

    @cached_property
    def listeners(self) -> tuple[str, ...]:
        """Delegations that attend, and do not speak."""
        heard = {self.delegation_of(p) for p in self.speakers}
        return tuple(d for d in self.programme.delegations_in(self.table.id) if d not in heard)

    # -- when -----------------------------------------------------------------------------------

    @property
    def minutes(self) -> int:
        return self.options.minutes or self.table.minutes

    @property
    def site_id(self) -> str | None:
        return self.table.site_id or self.options.site_id

    @cached_property
    def now(self) -> Span | None:
        """Where it stands, with the minutes that are wanted."""
        span = self.programme.spans.get(self.table.id)
        return Span(span.begin, span.begin + self.minutes) if span else None

    @property
    def stays(self) -> bool:
        """Whether it may not be moved."""
        if self.now is None:
            return False
        if self.table.pin_time or self.options.keep is Keep.ALL:
            return True
        released = self.table.id in self.options.released
        return self.options.keep is Keep.RELEASED and released

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """Every slot there is, the best first; where it stands comes before equally good ones."""
        return tuple(sorted(map(self.slot, self._spans()), key=self.rank))

    def _spans(self) -> Iterator[Span]:
        days = self.options.days or festival_days(self.programme)
        found = {span for day in days for span in self._of_day(day)}
        now = self.now
        if now is not None and (day := self.programme.clock.day(now.begin)) in days:
            closed = closed_on(self.programme, self.site_id, day)
            found |= set() if any(now.overlaps(c) for c in closed) else {now}
        return iter(sorted(found))

    def _of_day(self, day: date) -> Iterator[Span]:
        options = self.options
        times = begins(day, options.first, options.last, self.minutes, options.step)
        return slots(self.programme, self.site_id, times, self.minutes)

    def slot(self, span: Span) -> Slot:
        """Who cannot be there at a time, and why."""

        def missing(people: tuple[str, ...]) -> dict[str, tuple[Fact, ...]]:
            found = {p: tuple(self.busy[p].facts(span, self.site_id)) for p in people}
            return {p: facts for p, facts in found.items() if facts}

        return Slot(
            span,
            missing(self.speakers),
            missing(self.team),
            missing(self.listeners),
            self._beside(span),
        )

    @cached_property
    def busy(self) -> dict[str, Busy]:
        family = {self.table.id, *(p.id for p in self.parts)}
        frame = Frame(self.programme)
        people = dict.fromkeys((*self.speakers, *self.team, *self.listeners))
        return {p: Busy(frame, p, family, fill_free_time=False) for p in people}

    def _beside(self, span: Span) -> int:
        if self.site_id is None:
            return 0
        return sum(
            e.span.overlaps(span)
            for e in self.programme.by_site.get(self.site_id, ())
            if e.activity.id != self.table.id and e.activity.kind in EXCLUSIVE
        )

    def rank(self, slot: Slot) -> tuple[int, ...]:
        """Speakers, then who leads, the place, the others; then as near as can be to now."""
        moved = abs(slot.span.begin - self.now.begin) if self.now else 0
        missing = (len(slot.speakers), len(slot.team), slot.beside, len(slot.listeners))
        return (*missing, moved, slot.span.begin)


def forms(programme: Programme, options: RoundTableOptions) -> tuple[TableForm, ...]:
    """The round tables of the edition that are meant, or a new one."""
    found = round_tables(programme)
    if options.table_id is not None:
        found = tuple(t for t in found if t.id == options.table_id)
    if found:
        return tuple(TableForm(programme, options, table) for table in found)
    if options.table_id is not None:
        return ()
    table = Activity(
        new_id(),
        programme.edition.id,
        Kind.ROUND_TABLE,
        _("Round table"),
        minutes=options.minutes or TABLE_MINUTES,
        site_id=options.site_id,
    )
    if programme.edition.theme:
        title = _("Round table: {theme}").format(theme=programme.edition.theme)
        table = replace(table, title=title)
    return (TableForm(programme, options, table, is_new=True),)
