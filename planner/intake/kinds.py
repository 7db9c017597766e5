"""What can be imported, in the order in which one list builds on another."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from planner.errors import PlannerError
from planner.phrases import N_, Phrase

if TYPE_CHECKING:
    from planner.intake.listing import Listing

AUTO = "auto"
PROGRAMME = "programme"
#: Kind -> what it is called.
KINDS: dict[str, str] = {
    "sites": N_("Sites"),
    "hosts": N_("Hosts"),
    "delegations": N_("Delegations and delegates"),
    "travel": N_("Travel times"),
    PROGRAMME: N_("Festival programme"),
    "wishes": N_("Wishes and meeting requests"),
}


def listings(kind: str = AUTO) -> "Sequence[Listing]":
    """The lists of one kind, or of every kind."""
    from planner.intake.own.plan_tables import PLAN
    from planner.intake.people.delegations import DELEGATIONS, PARTICIPANTS
    from planner.intake.places.hosts import HOSTS
    from planner.intake.places.sites import SITES
    from planner.intake.places.ways import WAYS
    from planner.intake.sessions.session_tables import SESSIONS
    from planner.intake.wishes.wishes import WISHES

    every = (SITES, HOSTS, PARTICIPANTS, DELEGATIONS, WAYS, PLAN, SESSIONS, WISHES)
    if kind in (AUTO, ""):
        return every
    found = [listing for listing in every if listing.kind == kind]
    if not found:
        raise PlannerError(Phrase("Nothing of the kind “{kind}” can be imported.", kind=kind))
    return found
