"""Fixed words of what lies on tables, hangs on doors and is worn: see ``labels.py``."""

from planner.phrases import N_

NAME_CARDS = N_("Name cards")
DOOR_SIGNS = N_("Door signs")
BADGES = N_("Badges")
ATTENDANCE = N_("Attendance")

#: The running order of a round table.
DOORS = N_("Doors")
BEGINS = N_("Start")
ENDS = N_("End")
MINUTES = N_("Min")
WHAT_AND_WHO = N_("What and who")
TIME_LEFT = N_("Time left")
NOTES = N_("Notes")
NO_ORDER = N_("There is no running order yet.")
NEEDED = N_("{used} of {slot} min")
FREE = N_("{minutes} min free")
OVER = N_("{minutes} min over")
EXACT = N_("fits to the minute")
INTERPRETED_BY = N_("interpretation for {names}, by {people}")
NOT_INTERPRETED = N_("interpretation needed for {names}, and nobody is there for it")

#: Cards and badges.
CUT_AND_FOLD = N_("Cut at the solid marks, fold at the dashed ones.")
ORGANISER = N_("Organiser")
INTERPRETER = N_("Interpreter")
SPEAKER = N_("Speaker")
CODE_OF = N_("Code with the name of {name}, to keep in a phone")

#: The attendance sheet.
NUMBER = N_("No.")
SIGNATURE = N_("Signature")
ARRIVED = N_("Arrived")
MORE = N_("{number} more, no name yet")
HOW_MANY = N_("number of people not known yet")
