"""The eight rooms in their order, and how each is reached.  Loaded lazily by the app."""

from typing import NamedTuple

from planner.phrases import N_


class Room(NamedTuple):
    """A room of the app: ``mode`` is its name for Textual, ``path`` the screen class.

    ``short`` is shown where the names of all rooms do not fit side by side.
    """

    mode: str
    name: str
    short: str
    path: str


ROOMS = (
    Room("board", N_("Board"), N_("Board"), "screens.board:BoardScreen"),
    Room("tour", N_("Wake tour"), N_("Tour"), "screens.tour:TourScreen"),
    Room("round-table", N_("Round table"), N_("Table"), "screens.round_table:RoundTableScreen"),
    Room("visits", N_("KIKK visits"), N_("Visits"), "screens.visits:VisitsScreen"),
    Room("people", N_("People"), N_("People"), "screens.people:PeopleScreen"),
    Room("places", N_("Places"), N_("Places"), "screens.places:PlacesScreen"),
    Room("conflicts", N_("Conflicts"), N_("Conflicts"), "screens.conflicts:ConflictsScreen"),
    Room("publish", N_("Publish"), N_("Publish"), "screens.publish:PublishScreen"),
)
