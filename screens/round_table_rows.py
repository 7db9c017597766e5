"""What stands in the tables of the Round table room: slots, entries, delegations, team."""

from dataclasses import dataclass

from models.words import Kind, Role
from planner.availability import Is
from planner.conflicts import Severity
from planner.entities import Activity, Host, Participation
from planner.phrases import N_, _, language, plural, short_date
from planner.programme import Party, Programme
from planner.round_table import (
    Balance,
    Need,
    Seat,
    balance,
    needs,
    round_tables,
    seats,
    speaking,
    team,
)
from screens.details import party_name
from screens.forms.choices import ROLE_NAMES
from screens.kinds import LOOKS
from screens.people_rows import ANSWERS
from screens.state import State
from screens.tour_rows import clock_text, worst
from screens.widgets.table_columns import Column, sign_column
from screens.widgets.timeline_paint import PIN


def balance_text(found: Balance) -> str:
    """``5 min over``, ``12 min free`` or that it fits."""
    if found.over > 0:
        return str(plural("{n} min over", "{n} min over", found.over))
    if found.over < 0:
        return str(plural("{n} min free", "{n} min free", -found.over))
    return _("fits exactly")


# -- slots --------------------------------------------------------------------------------


@dataclass(frozen=True)
class TableRow:
    """A round table."""

    programme: Programme
    activity: Activity
    balance: Balance
    severity: Severity | None

    @property
    def id(self) -> str:
        return self.activity.id

    @property
    def day(self) -> str:
        start = self.programme.start(self.activity)
        return short_date(start.date()) if start else _("no time yet")

    @property
    def times(self) -> str:
        span = self.programme.spans.get(self.activity.id)
        if span is None:
            return ""
        first = clock_text(self.programme, span.begin)
        return f"{first}–{clock_text(self.programme, span.end)}"

    @property
    def title(self) -> str:
        pin = f"{PIN} " if self.activity.pin_time else ""
        return f"{LOOKS[Kind.ROUND_TABLE].sign} {pin}{self.activity.title}"


def table_rows(state: State) -> list[TableRow]:
    """Every round table, by time."""
    programme = state.programme
    found = []
    for table in round_tables(programme):
        ids = (table.id, *(p.id for p in programme.parts.get(table.id, ())))
        severity = worst(*(state.marks.get(i) for i in ids))
        found.append(TableRow(programme, table, balance(programme, table.id), severity))
    return found


TABLE_COLUMNS: tuple[Column[TableRow], ...] = (
    sign_column(lambda row: row.severity),
    Column("day", N_("Day"), lambda row: row.day, 11),
    Column("times", N_("Slot"), lambda row: row.times, 11),
    Column("minutes", N_("Min"), lambda row: str(row.activity.minutes), 3, right=True),
    Column("title", N_("Round table"), lambda row: row.title, 16, grow=2),
    Column(
        "place",
        N_("Place"),
        lambda row: row.programme.site_name(row.activity.site_id) or _("no place yet"),
        12,
        grow=1,
    ),
    Column("balance", N_("Entries"), lambda row: balance_text(row.balance), 12),
)


# -- entries ------------------------------------------------------------------------------


@dataclass(frozen=True)
class EntryRow:
    """An entry of the running order."""

    programme: Programme
    part: Activity
    table: Activity
    severity: Severity | None

    @property
    def id(self) -> str:
        return self.part.id

    @property
    def begin(self) -> str:
        span = self.programme.spans.get(self.part.id)
        return clock_text(self.programme, span.begin if span else None)

    @property
    def what(self) -> str:
        pin = f"{PIN} " if self.part.pin_time or self.part.pin_order else ""
        return f"{pin}{self.part.title or _('(no title)')}"

    @property
    def kind(self) -> str:
        return _(LOOKS[self.part.kind].name)

    @property
    def speakers(self) -> str:
        """Who speaks; where nobody does, who leads."""
        parties = self.programme.parties(self.part.id)
        speak = [p for p in parties if p.role is Role.SPEAKS]
        lead = [p for p in parties if p.role in (Role.MODERATES, Role.HOSTS)]
        if not speak and not lead:
            return _("✖ nobody") if self.part.kind is Kind.INTERVENTION else ""
        return ", ".join(_speaker(self.programme, p) for p in speak or lead)

    @property
    def language(self) -> str:
        return self.part.language or self.table.language or "?"

    @property
    def city(self) -> str:
        """The cities that speak, and their creative field."""
        names = []
        for delegation_id in speaking(self.programme, self.part.id):
            delegation = self.programme.delegations[delegation_id]
            city = self.programme.cities.get(delegation.city_id)
            field = self.programme.fields.get((city and city.field_id) or "")
            name = city.name if city else delegation.name
            names.append(f"{name} · {field.name(language())}" if field else name)
        return ", ".join(names)


def _speaker(programme: Programme, party: Party) -> str:
    delegate = programme.delegates.get(party.delegate_id or "")
    if delegate is not None and delegate.latin_name:
        return f"{delegate.name} ({delegate.latin_name})"
    name = party_name(programme, party)
    return (
        _("{city} (nobody named)").format(city=name)
        if party.delegation_id and not delegate
        else name
    )


def entry_rows(state: State, table: Activity) -> list[EntryRow]:
    """The running order."""
    programme = state.programme
    return [
        EntryRow(programme, part, table, state.marks.get(part.id))
        for part in programme.parts.get(table.id, ())
    ]


ENTRY_COLUMNS: tuple[Column[EntryRow], ...] = (
    sign_column(lambda row: row.severity),
    Column("begin", N_("Begins"), lambda row: row.begin, 6),
    Column("minutes", N_("Min"), lambda row: str(row.part.minutes), 3, right=True),
    Column("what", N_("Entry"), lambda row: row.what, 18, grow=3),
    Column("speakers", N_("Who speaks"), lambda row: row.speakers, 16, grow=2),
    Column("language", N_("Lang."), lambda row: row.language, 5),
    Column("city", N_("City, field"), lambda row: row.city, 12, grow=1, from_width=82),
    Column("kind", N_("Kind"), lambda row: row.kind, 12, from_width=112),
)


# -- who is there -------------------------------------------------------------------------


@dataclass(frozen=True)
class SeatRow:
    """A delegation at the time of the round table."""

    programme: Programme
    seat: Seat

    @property
    def id(self) -> str:
        return self.seat.delegation.id

    @property
    def name(self) -> str:
        return ("● " if self.seat.attends else "· ") + self.seat.delegation.name

    @property
    def then(self) -> str:
        found = self.seat.availability
        return f"{found.sign} {found.words(self.programme)}"

    @property
    def speaks(self) -> str:
        minutes = sum(part.minutes for part in self.seat.entries)
        return _("{n} min").format(n=minutes) if minutes else _("no")

    @property
    def stay(self) -> str:
        delegation = self.seat.delegation
        ends = (delegation.arrival, delegation.departure)
        return "–".join(f"{e.day}/{e.month}" if e else "?" for e in ends)

    @property
    def facts(self) -> str:
        """Arrival and departure in full, heads and languages."""
        delegation = self.seat.delegation
        ends = (delegation.arrival, delegation.departure)
        arrival, departure = (f"{short_date(e)} {e:%H:%M}" if e else "?" for e in ends)
        heads = self.programme.heads_of(delegation.id)
        return _("{name}: arrives {arrival}, leaves {departure} · {n} people · {languages}").format(
            name=delegation.name,
            arrival=arrival,
            departure=departure,
            n="?" if heads is None else heads,
            languages=" ".join(delegation.languages) or "?",
        )

    @property
    def style(self) -> str:
        match self.seat.availability.state:
            case Is.NOT_YET | Is.GONE:
                return "$text-error"
            case Is.BUSY | Is.UNSURE:
                return "$text-warning"
            case _:
                return ""


def seat_rows(state: State, table: Activity) -> list[SeatRow]:
    return [SeatRow(state.programme, seat) for seat in seats(state.programme, table)]


SEAT_COLUMNS: tuple[Column[SeatRow], ...] = (
    Column("name", N_("Delegation"), lambda row: row.name, 14, grow=1),
    Column("speaks", N_("Speaks"), lambda row: row.speaks, 6, right=True),
    Column("then", N_("At that time"), lambda row: row.then, 12, grow=2),
    Column("stay", N_("Stay"), lambda row: row.stay, 11, from_width=51),
)


def strip_text(rows: list[SeatRow]) -> str:
    """The delegations with a sign each, and why somebody cannot be there."""
    pieces = []
    for row in rows:
        found = row.seat.availability
        if found.state in (Is.FREE, Is.NO_TIME):
            pieces.append(f"{found.sign} {row.seat.delegation.name}")
        else:
            words = found.words(row.programme)
            pieces.append(f"{found.sign} {row.seat.delegation.name} ({words})")
    return "   ".join(piece.replace(" ", "\u00a0") for piece in pieces)


# -- moderator, interpreters, languages ---------------------------------------------------


@dataclass(frozen=True)
class TeamRow:
    """A host who moderates or interprets."""

    row: Participation
    host: Host

    @property
    def id(self) -> str:
        return f"{self.row.role}:{self.host.id}"


def team_rows(state: State, table: Activity) -> list[TeamRow]:
    programme = state.programme
    found = []
    for row in team(programme, table.id):
        host = programme.hosts.get(row.host_id or "")
        if host is not None:
            found.append(TeamRow(row, host))
    return found


_ANSWER_STYLES = {None: "$text-warning", True: "$text-success", False: "$text-error"}
TEAM_COLUMNS: tuple[Column[TeamRow], ...] = (
    Column("role", N_("Role"), lambda row: _(ROLE_NAMES[row.row.role]), 10),
    Column("name", N_("Who"), lambda row: row.host.name, 12, grow=1),
    Column("languages", N_("Speaks"), lambda row: " ".join(row.host.languages) or "?", 8),
    Column(
        "answer",
        N_("Answer"),
        lambda row: _(ANSWERS[row.row.confirmed]),
        9,
        style=lambda row: _ANSWER_STYLES[row.row.confirmed],
    ),
)


def needs_text(state: State, table: Activity) -> list[str]:
    """What is missing for everybody to understand, a line each."""
    return [_need(state.programme, need) for need in needs(state.programme, table.id)]


def _need(programme: Programme, need: Need) -> str:
    names = ", ".join(_name(programme, person) for person in need.people)
    if need.speak:
        return _("! {names} shall speak “{language}”, which they do not: {entry}").format(
            names=names, language=need.language, entry=need.entries[0].title
        )
    text = plural(
        "! “{language}” ({n} entry): nobody interprets for {names}",
        "! “{language}” ({n} entries): nobody interprets for {names}",
        len(need.entries),
        language=need.language,
        names=names,
    )
    return str(text)


def _name(programme: Programme, person: str) -> str:
    if (delegate := programme.delegates.get(person)) is not None:
        return delegate.name
    return programme.delegations[person].name
