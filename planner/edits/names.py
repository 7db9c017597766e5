"""How rows are called in journal labels and questions."""

from models.words import Kind
from planner.entities import (
    Acceptance,
    Activity,
    Boarding,
    Contact,
    Delegate,
    Delegation,
    Edition,
    Entity,
    Host,
    Opening,
    Organiser,
    Participation,
    Site,
    Tour,
    TourDay,
    TravelTime,
    Vehicle,
    Wish,
)
from planner.phrases import N_, Phrase
from planner.programme import Programme

KIND_NAMES: dict[Kind, str] = {
    Kind.STOP: N_("tour stop"),
    Kind.PRESENTATION: N_("presentation"),
    Kind.TRANSFER: N_("transfer"),
    Kind.MEAL: N_("meal"),
    Kind.ROUND_TABLE: N_("round table"),
    Kind.WELCOME: N_("welcome"),
    Kind.INTERVENTION: N_("intervention"),
    Kind.QUESTIONS: N_("questions"),
    Kind.SESSION: N_("festival session"),
    Kind.VISIT: N_("guided visit"),
    Kind.MEETING: N_("meeting"),
    Kind.RECEPTION: N_("reception"),
    Kind.FREE: N_("free time"),
    Kind.BLOCKER: N_("internal blocker"),
}

PATTERNS: dict[type[Entity], str] = {
    Delegation: N_("delegation “{name}”"),
    Delegate: N_("delegate “{name}”"),
    Host: N_("host “{name}”"),
    Contact: N_("contact “{name}”"),
    Site: N_("site “{name}”"),
    Tour: N_("tour “{name}”"),
    Vehicle: N_("vehicle “{name}”"),
    Organiser: N_("organiser “{name}”"),
    Edition: N_("edition “{name}”"),
}


def describe(programme: Programme, row: Entity) -> Phrase:
    """What a row is, in words: ``tour stop “TRAKK”``."""
    match row:
        case Activity():
            return Phrase("{kind} “{title}”", kind=Phrase(KIND_NAMES[row.kind]), title=row.title)
        case Participation():
            return Phrase(
                "{who} in “{title}”",
                who=who(programme, row),
                title=_title(programme, row.activity_id),
            )
        case Boarding():
            tour = programme.tours.get(row.tour_id)
            return Phrase(
                "{who} on board of “{tour}”",
                who=who(programme, row),
                tour=tour.name if tour else "",
            )
        case TourDay():
            tour = programme.tours.get(row.tour_id)
            return Phrase("day {day} of “{tour}”", day=row.day, tour=tour.name if tour else "")
        case Opening():
            return Phrase("opening hours of “{site}”", site=programme.site_name(row.site_id))
        case TravelTime():
            return Phrase(
                "travel time {a} – {b}",
                a=programme.site_name(row.from_site_id),
                b=programme.site_name(row.to_site_id),
            )
        case Wish():
            return Phrase("wish of “{who}”", who=who(programme, row))
        case Acceptance():
            return Phrase("accepted conflict “{note}”", note=row.note)
        case _:
            pattern = PATTERNS.get(type(row))
            if pattern is None:
                return Phrase("entry {id}", id=row.id)
            return Phrase(pattern, name=getattr(row, "name", ""))


def who(programme: Programme, row: Participation | Boarding | Wish) -> str:
    """The name of the delegation, delegate, host or guest a row is about."""
    if not isinstance(row, Wish) and (delegate := programme.delegates.get(row.delegate_id or "")):
        return delegate.name
    if delegation := programme.delegations.get(row.delegation_id or ""):
        return delegation.name
    if not isinstance(row, Boarding) and (host := programme.hosts.get(row.host_id or "")):
        return host.name
    return row.guest or "" if isinstance(row, Boarding) else ""


def _title(programme: Programme, activity_id: str) -> str:
    activity = programme.activities.get(activity_id)
    return activity.title if activity else ""
