"""Names and titles with characters that no font can draw, found before anything is printed."""

from collections.abc import Mapping

from planner.programme import Programme
from planner.publish.fonts import OtherFonts
from planner.publish.glyphs import foreign, missing
from planner.publish.paper import substitutes_for
from planner.publish.shown import shown


def unprintable(
    programme: Programme, others: OtherFonts
) -> dict[str, Mapping[str, tuple[str, ...]]]:
    """By room where they are mended: the texts with their characters that have no font."""
    rooms = {
        "people": _names_of_people(programme),
        "places": _names_of_places(programme),
        "board": [a.title for a in shown(programme, programme.activities.values())],
    }
    faces = others.faces_for(c for texts in rooms.values() for t in texts for c in foreign(t))
    found = {
        room: {text: clusters for text in texts if (clusters := missing(text, faces))}
        for room, texts in rooms.items()
    }
    return {room: texts for room, texts in found.items() if texts}


def _names_of_people(programme: Programme) -> list[str]:
    """Of delegations, delegates and hosts; a name in Latin letters stands in for another."""
    present = programme.active_delegations
    delegates = [d for row in present for d in programme.delegates_of.get(row.id, ())]
    substitutes = substitutes_for(programme)
    return [
        *(delegation.name for delegation in present),
        *(delegate.name for delegate in delegates if delegate.name not in substitutes),
        *(host.name for host in programme.hosts.values()),
    ]


def _names_of_places(programme: Programme) -> list[str]:
    """Of those where something happens."""
    activities = shown(programme, programme.activities.values())
    ids = {site_id for a in activities for site_id in (a.site_id, a.from_site_id) if site_id}
    return [site.name for site in programme.sites.values() if site.id in ids]
