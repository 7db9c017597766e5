"""Fixed words of host sheets and driver sheets.

They belong to the gettext domain ``documents``, like those of ``labels.py``.
"""

from planner.phrases import N_

TO_CALL = N_("Whom to call")
GUESTS = N_("Guests")

# -- host sheets ------------------------------------------------------------------------------

HOST_SHEET = N_("Host sheet")
PLEASE_CONFIRM = N_("Please confirm")
CONFIRM_MARKED = N_("Please confirm to the organisers what is marked “{mark}”.")
CONFIRMED = N_("{role} (confirmed)")
GROUP_ARRIVES = N_("The group arrives")
GROUP_LEAVES = N_("The group leaves")
THEY_SPEAK = N_("They speak")
PROVIDED = N_("provided ({languages})")
NOT_PROVIDED = N_("not provided")
YOU_MEET = N_("You meet")
WHERE = N_("Where, in which language")
WHO_COMES = N_("Who comes")
COUNTRY = N_("Country")
FIELD = N_("Creative field")

# -- driver sheets ----------------------------------------------------------------------------

DRIVER_SHEET = N_("Driver sheet")
ARRIVE_LEAVE = N_("Arrive, leave")
STOP = N_("Stop")
PASSENGERS = N_("Passengers")
BOARD = N_("Board: {heads}")
GET_OFF = N_("Get off: {heads}")
ALL_OUT = N_("Get off and come back: {heads}")
ON_BOARD = N_("On board: {heads}")
EMPTY = N_("empty run")
SEATS_USED = N_("{heads} of {seats}")
SEATS_TAKEN = N_("Seats used")
DRIVING = N_("Driving time")
WITHOUT_BREAK = N_("Longest without a break of 45 min")
BREAKS = N_("Breaks of 45 min or more")
NO_BREAK = N_("none")
HOURS = N_("{hours} h {minutes}")
ABOUT = N_("about {time} (estimated)")
LIMITED = N_("{time}; limit: {limit}")
MORE_UNKNOWN = N_("{time} and ways of unknown length")
UNKNOWN_WAY = N_("way of unknown length")
DISTANCE = N_("Distance")
KILOMETRES = N_("about {number} km")
