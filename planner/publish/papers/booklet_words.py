"""Fixed words of the delegation booklet and of its maps.

They belong to the gettext domain ``documents``, like those of ``labels.py``.
"""

from planner.phrases import N_

GLANCE = N_("Your days at a glance")
BARS = N_("Each bar is something in your programme; black: the delegation has the word.")
PLACES = N_("Places")
PAGE = N_("Page")

# -- the practical page -----------------------------------------------------------------------

PRACTICAL = N_("Practical information")
TIME_ZONE = N_("Time zone")
LOCAL_TIMES = N_("All times are local times: {zone} ({offset}).")
CLOCKS = N_("Change of the clocks")
CLOCKS_BACK = N_("{day}: clocks go back by one hour in the night before, from {before} to {after}.")
CLOCKS_FORWARD = N_(
    "{day}: clocks go forward by one hour in the night before, from {before} to {after}."
)
EMERGENCY = N_("Emergency number in the European Union")
#: Directive (EU) 2018/1972 (European Electronic Communications Code), article 109.
EMERGENCY_NUMBER = N_("112 (Directive (EU) 2018/1972, article 109)")
CALENDAR = N_("The programme in your calendar")
QR_CODE = N_("QR code of the address {address}")

# -- maps -------------------------------------------------------------------------------------

ROUTE = N_("The route")
TOWN_PLACES = N_("Your places in {town}")
#: What is read aloud instead of a map.
ROUTE_MAP = N_("Map of the route: {places}")
TOWN_MAP = N_("Map of {town}: {places}")
BEGINS = N_("Start: {place}")
ENDS = N_("End: {place}")
BEGINS_AND_ENDS = N_("Start and end: {place}")
ROUGHLY = N_("position known to {distance} only")
NOT_ON_MAP = N_("Not on the map: {places}")
NORTH = N_("N")
METRES = N_("{number} m")
KILOMETRES = N_("{number} km")
STRAIGHT = N_("Straight lines from place to place, not roads.")
SOURCE = N_("Borders: Natural Earth. Rivers: © OpenStreetMap contributors (ODbL), simplified.")
