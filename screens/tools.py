"""Screens beside the rooms: reached by a key, the palette or a click, left by escape."""

from planner.phrases import N_
from screens.rooms import Room

TOOLS = (
    Room("history", N_("History"), N_("History"), "screens.history:HistoryScreen"),
    Room("compare", N_("Compare"), N_("Compare"), "screens.compare:CompareScreen"),
    Room("day-of", N_("Day of"), N_("Day of"), "screens.day_of:DayOfScreen"),
    Room("proposals", N_("Proposals"), N_("Proposals"), "screens.proposals:ProposalsScreen"),
)
#: Mode -> its key and what it is for (an English source string), for keys and palette.
KEYS = {
    "history": ("f4", N_("Every step, by whom and when; back to any of them")),
    "compare": ("f6", N_("Two days, two delegations, or now and then, side by side")),
    "day-of": ("f7", N_("Who is where now; what a delay does to the day")),
    "proposals": ("f9", N_("Let a solver propose; review what it says, then apply it")),
}
