"""Who meets when and at which table: a plan of meetings, and whether one more would fit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from planner.checks.wording import who
from planner.phrases import Phrase
from planner.programme import Span
from planner.propose.facts import Cause, Fact
from planner.propose.meetings_form import MeetingsForm, People, Wanted
from planner.solve.assign_form import AssignSolution


@dataclass(frozen=True)
class MeetingsPlan:
    """``who``: the people of each wanted meeting by its key; ``at``: when those that are held."""

    form: MeetingsForm
    who: Mapping[str, People]
    at: Mapping[str, Span]

    @classmethod
    def of(
        cls, form: MeetingsForm, who: Mapping[str, People], solution: AssignSolution
    ) -> "MeetingsPlan":
        at = {key: form.spans[slot] for key, slot in solution.meetings}
        plan = cls(form, who, at)
        for wanted in form.wanted:
            plan = plan._put_back(wanted)
        return plan

    @property
    def held(self) -> tuple[Wanted, ...]:
        """By time, then by the order in which they are wanted."""
        found = (w for w in self.form.wanted if w.key in self.at)
        return tuple(sorted(found, key=self.span))

    @property
    def missed(self) -> tuple[Wanted, ...]:
        return tuple(w for w in self.form.wanted if w.key not in self.at)

    @property
    def value(self) -> int:
        return sum(w.value for w in self.held)

    def span(self, wanted: Wanted) -> Span:
        """When a meeting is held; one that is shorter than its slot ends earlier."""
        span = self.at[wanted.key]
        minutes = wanted.meeting.minutes if wanted.meeting else span.end - span.begin
        return Span(span.begin, span.begin + minutes)

    def loses(self) -> bool:
        """Whether a meeting that has a time today has none any more."""
        spans = self.form.programme.spans
        return any(w.meeting is not None and w.meeting.id in spans for w in self.missed)

    def _put_back(self, wanted: Wanted) -> "MeetingsPlan":
        """Leave a meeting at its own time where nothing speaks against it."""
        meeting = wanted.meeting
        own = self.form.programme.spans.get(meeting.id) if meeting else None
        if own is None or self.at.get(wanted.key) == own:
            return self
        rest = {key: span for key, span in self.at.items() if key != wanted.key}
        without = replace(self, at=rest)
        if next(without.facts(wanted, self.who[wanted.key], own), None) is not None:
            return self
        return replace(self, at=rest | {wanted.key: own})

    # -- tables ---------------------------------------------------------------------------------

    @cached_property
    def tables(self) -> dict[str, str]:
        """A table for each meeting; those that stay at their time keep theirs."""
        found: dict[str, str] = {}
        spans = self.form.programme.spans
        for wanted in self.held:
            meeting = wanted.meeting
            stays = meeting is not None and spans.get(meeting.id) == self.span(wanted)
            if stays and meeting is not None and meeting.meeting_point:
                found[wanted.key] = meeting.meeting_point
        for wanted in self.held:
            if wanted.key not in found:
                found[wanted.key] = self._table(wanted, found)
        return found

    def _table(self, wanted: Wanted, known: Mapping[str, str]) -> str:
        span = self.span(wanted)
        busy = {
            table
            for other in self.held
            if (table := known.get(other.key)) and self.span(other).overlaps(span)
        }
        return next((t for t in self.form.free_tables(span) if t not in busy), "")

    # -- would it fit -----------------------------------------------------------------------------

    def facts(self, wanted: Wanted, people: People, span: Span) -> Iterator[Fact]:
        """All that keeps a meeting out of a time: without all of them it would fit."""
        form = self.form
        for person in people:
            yield from form.busy(person).facts(span, form.site_id)
            yield from self._meets(wanted, person, span)
        at_once = [w for w in self.held if w is not wanted and self.at[w.key].overlaps(span)]
        if len(at_once) >= len(form.free_tables(span)):
            begin = form.programme.clock.wall(span.begin)
            phrase = Phrase(
                "All tables ({n}) are taken on {day} at {begin}",
                n=len(form.table_names),
                day=begin.date(),
                begin=begin,
            )
            yield Fact(Cause.TABLES, phrase, firm=not at_once)

    def _meets(self, wanted: Wanted, person: str, span: Span) -> Iterator[Fact]:
        programme = self.form.programme
        for other in self.held:
            pair = self.who[other.key]
            if (
                other is wanted
                or person not in self._kin(pair)
                or not self.at[other.key].overlaps(span)
            ):
                continue
            with_whom = next((p for p in pair if p != person), person)
            phrase = Phrase(
                "{who} meets {other} then ({begin}–{end})",
                who=who(programme, person),
                other=who(programme, with_whom),
                begin=programme.clock.wall(self.at[other.key].begin),
                end=programme.clock.wall(self.span(other).end),
            )
            meeting_id = other.meeting.id if other.meeting else None
            yield Fact(Cause.BUSY, phrase, meeting_id, person, firm=False)

    def _kin(self, pair: People) -> frozenset[str]:
        """Those who meet; with a whole delegation its delegates, with a delegate the whole."""
        programme = self.form.programme
        found = set(pair) | {self.form.party_of(p) for p in pair}
        for person in pair:
            found |= {d.id for d in programme.delegates_of.get(person, ())}
        return frozenset(found)
