"""What stands in the tables of the Round table room: slots, entries, delegations, team."""

from dataclasses import dataclass

from models.words import Kind, Role
from planner.conflicts import Severity
from planner.entities import Activity
from planner.phrases import N_, _, language, plural, short_date
from planner.programme import Party, Programme
from planner.round_table import (
    Balance,
    balance,
    round_tables,
    speaking,
)
from screens.details import party_name
from screens.kinds import LOOKS
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
        10,
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
        return ", ".join(sorted(_speaker(self.programme, p) for p in speak or lead))

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
    Column("minutes", N_("Min"), lambda row: str(row.part.minutes), 3, right=True, edits="minutes"),
    Column("what", N_("Entry"), lambda row: row.what, 18, grow=3, edits="title"),
    Column("speakers", N_("Who speaks"), lambda row: row.speakers, 16, grow=2),
    Column("language", N_("Lang."), lambda row: row.language, 5, edits="language"),
    Column("city", N_("City, field"), lambda row: row.city, 12, grow=1, from_width=82),
    Column("kind", N_("Kind"), lambda row: row.kind, 12, from_width=112),
)
