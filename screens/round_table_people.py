"""The people around a round table: delegations at that time, moderator, interpreters, languages."""

from dataclasses import dataclass

from planner.availability import Is
from planner.entities import Activity, Host, Participation
from planner.meetings import name_of
from planner.phrases import N_, _, plural, short_date
from planner.programme import Programme
from planner.round_table import Coverage, Need, Seat, coverage, needs, seats, team
from screens.forms.choices import ROLE_NAMES
from screens.people_rows import ANSWERS
from screens.state import State
from screens.widgets.table_columns import Column


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


def strip(rows: list[SeatRow]) -> list[str]:
    """The delegations with a sign each, and why somebody cannot be there."""
    pieces = []
    for row in rows:
        found = row.seat.availability
        if found.state in (Is.FREE, Is.NO_TIME):
            pieces.append(f"{found.sign} {row.seat.delegation.name}")
        else:
            words = found.words(row.programme)
            pieces.append(f"{found.sign} {row.seat.delegation.name} ({words})")
    return pieces


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


def language_lines(programme: Programme, table: Activity) -> list[str]:
    """What is missing, then for each language who needs help with it and who gives it."""
    lines = [_covered(programme, c) for c in coverage(programme, table.id) if c.people]
    missing = [_need(programme, need) for need in needs(programme, table.id)]
    return [*(missing or [_("✓ Everybody understands every entry.")]), *lines]


def _covered(programme: Programme, found: Coverage) -> str:
    """``fr (2 entries): Billie interprets for 5 of 5: Hamar, ...``."""
    who = ", ".join(name_of(programme, person) for person in found.interpreters)
    text = plural(
        "“{language}” ({n} entry): {who} for {helped} of {all}: {names}",
        "“{language}” ({n} entries): {who} for {helped} of {all}: {names}",
        found.entries,
        language=found.language,
        who=who or _("nobody interprets"),
        helped=len(found.helped),
        all=len(found.people),
        names=", ".join(name_of(programme, person) for person in found.people),
    )
    return str(text)


def _need(programme: Programme, need: Need) -> str:
    names = ", ".join(name_of(programme, person) for person in need.people)
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
