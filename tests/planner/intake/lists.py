"""Lists of places, hosts, ways and wishes as files, for an edition that has nothing yet."""

from collections.abc import Mapping
from pathlib import Path

from planner.entities import Host, Site
from planner.intake.manner import Manner
from planner.intake.review import Choices, Review
from planner.programme import Programme
from tests.planner.intake.ring import Ring

NOTHING: Mapping[str, str] = {}


def list_ring(folder: Path, programme: Programme) -> Ring:
    """Imports of one list into a plan."""
    return Ring(programme, folder, name="list.csv")


def take(
    ring: Ring,
    text: str,
    answers: Mapping[str, str] = NOTHING,
    *,
    overwrite: bool = False,
    kind: str = "",
) -> Review:
    """Import a list; its kind is to be recognised."""
    choices = Choices(answers, overwrite_all=overwrite)
    return ring.take(text.encode(), choices, Manner(kind=kind))


def site(ring: Ring, name: str) -> Site:
    (found,) = (s for s in ring.programme.sites.values() if s.name == name)
    return found


def host(ring: Ring, name: str) -> Host:
    (found,) = (h for h in ring.programme.hosts.values() if h.name == name)
    return found
