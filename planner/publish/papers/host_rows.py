"""What a host does, line by line: visits with all there is to know of them, 1:1s one a line."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from models.words import Kind
from planner.checks.transport import needing_step_free
from planner.entities import Activity
from planner.names import fold
from planner.publish import change_words as changes
from planner.publish import labels as words
from planner.publish.copies import Copy
from planner.publish.items import ROLE_ORDER, Item, ItemKind
from planner.publish.labels import ROLES
from planner.publish.papers import sheet_words as sheets
from planner.publish.papers.host_guests import (
    Partner,
    delegations_at,
    interpretation_at,
    languages_at,
    partners,
    party_names,
)
from planner.publish.papers.host_rides import arrival, departure
from planner.publish.papers.sheet_head import Fact
from planner.publish.sheet_rows import PartRow, Row, RowMaker, town_address
from planner.publish.shown import host_rows
from planner.publish.wording import head_count


@dataclass(frozen=True, slots=True)
class Visit:
    """Anything but a 1:1; ``length`` is in words, ``is_turn``: it is the host's turn in it."""

    time: str
    length: str
    title: str
    kind: str
    badges: tuple[str, ...]
    facts: tuple[Fact, ...]
    parts: tuple[PartRow, ...]
    description: str
    is_turn: bool


@dataclass(frozen=True, slots=True)
class Meeting:
    """A 1:1; ``title`` is empty where it says nothing but who meets."""

    time: str
    title: str
    badges: tuple[str, ...]
    partners: tuple[Partner, ...]
    language: str
    place: str


@dataclass(frozen=True, slots=True)
class Run:
    """Visits, or 1:1s, that follow each other; ``notes`` stand below the 1:1s."""

    visits: tuple[Visit, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    notes: tuple[str, ...] = ()


class HostRows:
    """Turns the items of a host into visits and meetings."""

    def __init__(self, copy: Copy) -> None:
        self.copy = copy
        self.programme = copy.programme
        self.labels = copy.labels
        self.maker = RowMaker(copy.programme, copy.recipient, copy.labels, copy.changed)

    def runs(self, items: Iterable[Item]) -> Iterator[Run]:
        """One day, in order of time."""
        todays = tuple(items)
        present = {item.activity.id for item in todays if item.activity is not None}
        for are_meetings, group in groupby(todays, is_meeting):
            found = tuple(group)
            if are_meetings:
                yield self._meetings(found)
            else:
                yield Run(visits=tuple(self._visit(item, present) for item in found))

    # -- visits ---------------------------------------------------------------------------

    def _visit(self, item: Item, present: Collection[str]) -> Visit:
        """A turn in something that is ``present`` itself is a mere reminder."""
        activity = item.activity
        assert activity is not None
        row = self.maker.row(item, present)
        is_reminder = row.is_turn and activity.parent_id in present
        return Visit(
            time=row.time,
            length=self.labels(words.MINUTES, minutes=item.minutes),
            title=row.title,
            kind=row.kind,
            badges=self._badges(activity, row),
            facts=() if is_reminder else tuple(self._facts(item, activity)),
            parts=row.parts,
            description=row.description,
            is_turn=row.is_turn,
        )

    def _badges(self, activity: Activity, row: Row) -> tuple[str, ...]:
        rows = host_rows(self.programme, self.copy.recipient.id, activity)
        is_asked = any(row.confirmed is None for row in rows)
        return (*row.badges, self.labels(sheets.PLEASE_CONFIRM)) if is_asked else row.badges

    def _facts(self, item: Item, activity: Activity) -> Iterator[Fact]:
        """Those that are known and apply."""
        told = (
            (changes.PART_OF, (item.within,)),
            (words.YOUR_ROLE, (self._role(activity),)),
            (changes.PLACE, (_where(item, self._address(item)),)),
            (words.MEETING_POINT, (item.meeting_point or "",)),
            (sheets.GROUP_ARRIVES, arrival(self.programme, activity, self.labels)),
            (sheets.GROUP_LEAVES, departure(self.programme, activity, self.labels)),
            *self._of_people(item, activity),
            *self._of_languages(item, activity),
        )
        for heading, lines in told:
            for text in filter(str.strip, lines):
                yield Fact(self.labels(heading), text)

    def _role(self, activity: Activity) -> str:
        """What the host does, and whether it has said yes."""
        rows = host_rows(self.programme, self.copy.recipient.id, activity)
        roles = sorted({r.role for r in rows if r.role in ROLES}, key=ROLE_ORDER.index)
        told = ", ".join(self.labels(ROLES[role]) for role in roles)
        if told and all(r.confirmed for r in rows):
            return self.labels(sheets.CONFIRMED, role=told)
        return told

    def _address(self, item: Item) -> str:
        return town_address(item.place, self.labels) if item.place else ""

    def _of_people(self, item: Item, activity: Activity) -> Iterator[tuple[str, tuple[str, ...]]]:
        if item.kind is ItemKind.TURN:
            return
        yield words.DELEGATIONS, (delegations_at(self.programme, activity, self.labels),)
        if item.expected is not None:
            yield words.PEOPLE, (head_count(item.expected, self.labels),)
        if number := self._step_free([activity]):
            yield words.WITHOUT_STEPS, (str(number),)

    def _of_languages(
        self, item: Item, activity: Activity
    ) -> Iterator[tuple[str, tuple[str, ...]]]:
        language = self.labels.language_name(item.language)
        yield words.LANGUAGE, (language,)
        spoken = languages_at(self.programme, activity, self.labels)
        if spoken:
            yield sheets.THEY_SPEAK, (spoken,)
            interpretation = interpretation_at(self.programme, activity, self.labels)
            yield words.INTERPRETATION, (interpretation,)

    # -- meetings -------------------------------------------------------------------------

    def _meetings(self, items: tuple[Item, ...]) -> Run:
        activities = [item.activity for item in items if item.activity is not None]
        places = {i.place.name: self._address(i) for i in items if i.place is not None}
        notes = [f"{name}: {address}" for name, address in places.items() if address]
        if number := self._step_free(activities):
            notes.append(self.labels.headed(words.WITHOUT_STEPS, str(number)))
        return Run(meetings=tuple(self._meeting(item) for item in items), notes=tuple(notes))

    def _meeting(self, item: Item) -> Meeting:
        activity = item.activity
        assert activity is not None
        row = self.maker.row(item)
        met = partners(self.programme, activity, self.labels)
        return Meeting(
            time=row.time,
            title="" if self._says_who(item.title, activity) else item.title,
            badges=self._badges(activity, row),
            partners=met,
            language=self.labels.language_name(item.language),
            place=", ".join(
                filter(None, (item.place.name if item.place else "", item.meeting_point))
            ),
        )

    def _says_who(self, title: str, activity: Activity) -> bool:
        """Whether a title names everybody whom the host meets."""
        known = [
            party_names(self.programme, party)
            for party in self.programme.parties(activity.id)
            if party.delegation_id is not None
        ]
        return bool(known) and all(
            any(fold(name) in fold(title) for name in names) for names in known
        )

    def _step_free(self, activities: Iterable[Activity]) -> int:
        """How many different people need step-free access."""
        found = {
            person.id
            for activity in activities
            for person in needing_step_free(self.programme, self.programme.parties(activity.id))
        }
        return len(found)


def is_meeting(item: Item) -> bool:
    """Whether it is a 1:1 as a whole."""
    is_whole = item.kind is not ItemKind.TURN
    return is_whole and item.activity is not None and item.activity.kind is Kind.MEETING


def _where(item: Item, address: str) -> str:
    return ", ".join(filter(None, (item.place.name if item.place else "", address)))
