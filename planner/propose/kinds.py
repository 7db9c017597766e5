"""What can be proposed: for each kind its solver's entry point, and what can be set for it.

Nothing is imported here before a proposal is wanted: command line and palette only need words.
"""

import importlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from importlib.util import find_spec
from typing import Any

from planner.phrases import N_


class Sort(StrEnum):
    """What a setting holds: ids of rows, a number, yes and no, points by the ids of places."""

    DELEGATIONS = "delegations"
    TOURS = "tours"
    ROUND_TABLE = "round table"
    NUMBER = "number"
    SWITCH = "switch"
    CHOICE = "choice"
    SCORES = "scores"


@dataclass(frozen=True, slots=True)
class Setting:
    """A member of an options class that organisers may set; ``name`` is an English source string.

    ``flag`` is its option on the command line, ``help`` what that says of it; ``choices``: values
    and their names, of which one is chosen.
    """

    field: str
    flag: str
    name: str
    sort: Sort
    help: str
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Proposable:
    """A kind of proposal.  ``title`` and ``line`` are English source strings.

    ``entry`` and ``options`` are ``module:name``: ``propose_x(programme, options, budget, report)``
    and its frozen options class.  ``room`` is where it is asked for.  ``by_delegation``: what has
    gone out counts for each delegation by itself.  ``loses``: it begins with something that has
    fallen out, and keeps everything else.
    """

    name: str
    title: str
    line: str
    entry: str
    options: str
    room: str = ""
    settings: tuple[Setting, ...] = ()
    by_delegation: bool = False
    loses: bool = False

    @property
    def is_there(self) -> bool:
        """Whether its solver is part of this program."""
        return find_spec(self.entry.partition(":")[0]) is not None

    def make_options(self, values: Mapping[str, Any]) -> Any:
        """The options with these members; those that the class does not have are left out."""
        made = found_at(self.options)
        known = {field.name for field in fields(made)}
        return made(**{name: value for name, value in values.items() if name in known})

    @property
    def offered(self) -> tuple[Setting, ...]:
        """The settings that its options class has."""
        known = {field.name for field in fields(found_at(self.options))}
        return tuple(s for s in self.settings if s.field in known)

    @property
    def scored(self) -> Setting | None:
        """The setting that holds changed scores of places, where the kind has any."""
        return next((s for s in self.settings if s.sort is Sort.SCORES), None)

    def default(self, field: str) -> Any:
        """What a member of the options is when nobody sets it."""
        return getattr(found_at(self.options)(), field, None)


#: What of the present plan may be kept beside the pins (``proposal.Keep``), in words.
KEEPS = {
    "all": N_("all"),
    "released": N_("what has gone out"),
    "pinned": N_("what is pinned"),
    "nothing": N_("nothing"),
}
#: How long a solver looks for something better, in seconds, where nobody says.
SECONDS = 10

FOR = Setting(
    "delegations",
    "--for",
    N_("Delegations"),
    Sort.DELEGATIONS,
    N_("only this delegation; may be repeated"),
)
TOURS = Setting(
    "tours", "--tour", N_("Circuits"), Sort.TOURS, N_("only this circuit; may be repeated")
)
MAX_VISITS = Setting(
    "max_visits", "--max-visits", N_("Stops a day"), Sort.NUMBER, N_("so many stops a day at most")
)
MAY_REPEAT = Setting(
    "may_repeat",
    "--may-repeat",
    N_("Same place on several circuits"),
    Sort.SWITCH,
    N_("a place may be on several circuits"),
)
#: The places with their scores are a list of their own; what is set here are the changed ones.
SCORES = Setting(
    "scores",
    "--score",
    N_("Scores"),
    Sort.SCORES,
    N_("this place counts so many points, 0: it is not wanted; may be repeated"),
)
OBJECTIVE = Setting(
    "objective",
    "--objective",
    N_("Aim"),
    Sort.CHOICE,
    N_("fair: the worst-off first, then the sum; sum: the sum alone"),
    (("fair", N_("fair")), ("sum", N_("sum"))),
)
PER_DAY = Setting(
    "per_day", "--per-day", N_("Items a day"), Sort.NUMBER, N_("so many items a day at most")
)
PAUSE = Setting(
    "pause", "--pause", N_("Pause (min)"), Sort.NUMBER, N_("minutes between two of them")
)
FREE_TIME = Setting(
    "fill_free_time", "--fill-free-time", N_("Use free time"), Sort.SWITCH, N_("use free time too")
)
MINUTES = Setting(
    "minutes", "--minutes", N_("Minutes each"), Sort.NUMBER, N_("minutes that each takes")
)
TABLES = Setting("tables", "--tables", N_("Tables"), Sort.NUMBER, N_("how many tables there are"))
TABLE = Setting(
    "table_id", "--table", N_("Round table"), Sort.ROUND_TABLE, N_("only this round table")
)
#: The choices are those of ``edits.speaking_order``, whose names are shown.
RULE = Setting(
    "rule",
    "--rule",
    N_("Order"),
    Sort.CHOICE,
    N_("the rule of the speaking order"),
    (
        ("city-en", N_("alphabetical by city, English names")),
        ("city-fr", N_("alphabetical by city, French names")),
        ("field", N_("by creative field, then by city")),
        ("departure", N_("who leaves first speaks first")),
        ("arrival", N_("who arrives first speaks first")),
        ("alternate", N_("alternate creative fields")),
        ("alternate-countries", N_("alternate countries")),
    ),
)

KINDS: dict[str, Proposable] = {
    kind.name: kind
    for kind in (
        Proposable(
            "tour",
            N_("Wake tour"),
            N_("Which places, on which day, in which order and when."),
            "planner.propose.tour:propose_tour",
            "planner.propose.tour_options:TourOptions",
            "tour",
            (TOURS, MAX_VISITS, MAY_REPEAT, SCORES),
        ),
        Proposable(
            "visits",
            N_("KIKK visits"),
            N_("Who goes to what at the festival, the worst-off delegation first."),
            "planner.propose.visits:propose_visits",
            "planner.propose.visits_options:VisitOptions",
            "visits",
            (FOR, OBJECTIVE, PER_DAY, PAUSE, FREE_TIME),
            by_delegation=True,
        ),
        Proposable(
            "meetings",
            N_("1:1 meetings"),
            N_("Who meets whom, in which slot and at which table."),
            "planner.propose.meetings:propose_meetings",
            "planner.propose.meetings_options:MeetingOptions",
            "visits",
            (FOR, OBJECTIVE, MINUTES, TABLES, FREE_TIME),
        ),
        Proposable(
            "round-table",
            N_("Round table"),
            N_("The slot in which most speakers are there, and a fair order with minutes."),
            "planner.propose.round_table:propose_round_table",
            "planner.propose.round_table_options:RoundTableOptions",
            "round-table",
            (TABLE, RULE, MINUTES),
        ),
        Proposable(
            "all",
            N_("Everything at once"),
            N_("A whole draft from wishes and places: tour, round table, visits, meetings."),
            "planner.propose.all:propose_all",
            "planner.propose.all:AllOptions",
            by_delegation=True,
        ),
        Proposable(
            "repair",
            N_("Repair"),
            N_("Something falls out or comes late: the least change that makes it work again."),
            "planner.propose.repair:propose_repair",
            "planner.propose.loss:RepairOptions",
            loses=True,
        ),
    )
}


def kinds() -> Iterator[Proposable]:
    """The kinds of which the solver is there, in the order in which they are offered."""
    return (kind for kind in KINDS.values() if kind.is_there)


def found_at(place: str) -> Any:
    """What ``module:name`` stands for, imported now."""
    module, name = place.split(":")
    return getattr(importlib.import_module(module), name)
