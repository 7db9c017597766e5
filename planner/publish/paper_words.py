"""Fixed words of schedules on paper and as a page, and of ways.

They belong to the gettext domain ``documents``, like those of ``labels.py``: extract both files.
"""

from models.words import TravelMode
from planner.phrases import N_

MASTER_SCHEDULE = N_("Master schedule")
SCHEDULE = N_("Your programme")
MEMBERS = N_("Members of the delegation")
ORGANISERS = N_("Organisers")
PICK_UP = N_("Pick-up point")
FESTIVAL = N_("Festival: {dates}")
PAGE_OF = N_("Page {page} of {pages}")
PRINTED_AT = N_("Printed on {day} at {time}")
EXAMPLE = N_("Example data")
NOTHING = N_("Nothing planned on this day.")
NOBODY = N_("No delegation yet")
BACK = N_("In the night before, clocks went back by one hour.")
FORWARD = N_("In the night before, clocks went forward by one hour.")
LATIN_LETTERS = N_("In Latin letters: {name}")

#: The way to an item, by how one travels: estimated, and as given by the organisers.
ESTIMATED: dict[TravelMode, str] = {
    TravelMode.COACH: N_("about {minutes} min by coach (estimated)"),
    TravelMode.CAR: N_("about {minutes} min by car (estimated)"),
    TravelMode.WALK: N_("about {minutes} min on foot (estimated)"),
    TravelMode.WHEELCHAIR: N_("about {minutes} min by wheelchair (estimated)"),
    TravelMode.TRAIN: N_("about {minutes} min by train (estimated)"),
}
GIVEN: dict[TravelMode, str] = {
    TravelMode.COACH: N_("{minutes} min by coach"),
    TravelMode.CAR: N_("{minutes} min by car"),
    TravelMode.WALK: N_("{minutes} min on foot"),
    TravelMode.WHEELCHAIR: N_("{minutes} min by wheelchair"),
    TravelMode.TRAIN: N_("{minutes} min by train"),
}
#: The way to a place, in a calendar.
WAY_TO = N_("To {place}")
