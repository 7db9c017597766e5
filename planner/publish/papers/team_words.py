"""Fixed words of the team's papers: day sheets, catering, contacts and the report."""

from models.words import HostKind
from planner.phrases import N_

DAY_SHEETS = N_("Day sheets")
WHAT_AND_WHERE = N_("What, where")
WHO = N_("Who")
TO_CALL = N_("Contact")
NOTES = N_("In charge, notes")
TEAM_ONLY = N_("Team only")
TO_CHECK = N_("To check")
NO_ANSWER = N_("No answer yet")
SAID_NO = N_("Has said no")
NIGHT = N_("Hotels, night after this day")
TELEPHONE = N_("Telephone")
DRIVERS = N_("Drivers")
SEE_CONTACTS = N_("Delegations: see the contact list")
HEADS = N_("People")
STEP_FREE = N_("Step-free access")
#: Where there are too many to be named.
MANY = N_("Delegations: {delegations}, people: {people}")

CATERING = N_("Meals and diets")
CATERING_ABOUT = N_("Numbers of people. Those who have not said what they eat are “{not_stated}”.")
COVERS = N_("Covers")
TOTAL = N_("Total")
TOTAL_OF_ALL = N_("All meals")
OTHER_DIETS = N_("Other diets")

CONTACTS = N_("Contact list")
CONFIDENTIAL = N_("For the team only: do not pass on.")
WITHOUT_NAMES = N_("Without a name yet: {number}")
HOST_GROUPS: dict[HostKind, str] = {
    HostKind.INSTITUTION: N_("Institutions"),
    HostKind.ACTOR: N_("Local actors"),
    HostKind.MODERATOR: N_("Moderators"),
    HostKind.INTERPRETER: N_("Interpreters"),
}
