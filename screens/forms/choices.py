"""The lists that fields choose from: value and label, in the order shown."""

from collections.abc import Iterable
from typing import Any

from models.words import ActivityStatus, HostKind, Kind, Role, TravelMode
from planner.edits.names import KIND_NAMES
from planner.edits.people import STATUS_NAMES
from planner.phrases import LANGUAGES, N_, _, language, short_date
from planner.programme import Programme
from screens.forms.suggestions import Choice

ACTIVITY_STATUS_NAMES = {
    ActivityStatus.PLANNED: N_("planned"),
    ActivityStatus.REQUESTED: N_("requested"),
    ActivityStatus.CONFIRMED: N_("confirmed"),
}
HOST_KIND_NAMES = {
    HostKind.INSTITUTION: N_("institution"),
    HostKind.ACTOR: N_("local actor"),
    HostKind.MODERATOR: N_("moderator"),
    HostKind.INTERPRETER: N_("interpreter"),
}
ROLE_NAMES = {
    Role.ATTENDS: N_("attends"),
    Role.SPEAKS: N_("speaks"),
    Role.MODERATES: N_("moderates"),
    Role.INTERPRETS: N_("interprets"),
    Role.HOSTS: N_("hosts"),
}
MODE_NAMES = {
    TravelMode.COACH: N_("coach"),
    TravelMode.CAR: N_("car"),
    TravelMode.WALK: N_("on foot"),
    TravelMode.WHEELCHAIR: N_("wheelchair"),
    TravelMode.TRAIN: N_("train"),
}
SITE_KIND_NAMES = {
    "creative-hub": N_("creative hub"),
    "tech-hub": N_("technology hub"),
    "museum": N_("museum"),
    "exhibition": N_("exhibition space"),
    "performing-arts": N_("performing arts"),
    "cultural-centre": N_("cultural centre"),
    "cinema": N_("cinema"),
    "university": N_("university"),
    "research-centre": N_("research centre"),
    "congress": N_("congress centre"),
    "heritage": N_("heritage"),
    "festival-venue": N_("festival venue"),
    "organiser": N_("organiser"),
    "economic-development": N_("economic development"),
    "station": N_("station"),
    "airport": N_("airport"),
    "hotel": N_("hotel"),
    "restaurant": N_("restaurant"),
    "meeting-point": N_("meeting point"),
    "studio": N_("studio"),
    "meeting-room": N_("meeting room"),
    "other": N_("other"),
}
WEEKDAY_NAMES = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"),
    N_("Saturday"), N_("Sunday"),
)  # fmt: skip
#: Languages in which documents can be made.
DOCUMENT_LANGUAGES = {
    **LANGUAGES,
    "de": "Deutsch",
    "it": "Italiano",
    "da": "Dansk",
    "nb": "Norsk bokmål",
    "sr": "Srpski, latinica",
    "sr-Cyrl": "Српски, ћирилица",
    "ka": "ქართული",
}


def _named(names: dict[Any, str]) -> list[Choice]:
    return [(value, _(name)) for value, name in names.items()]


def kinds(_programme: Programme) -> list[Choice]:
    from models.words import PART_KINDS

    return [(kind, _(name)) for kind, name in KIND_NAMES.items() if kind not in PART_KINDS]


def round_table_part_kinds(_programme: Programme) -> list[Choice]:
    found = (Kind.WELCOME, Kind.INTERVENTION, Kind.QUESTIONS)
    return [(kind, _(KIND_NAMES[kind])) for kind in found]


def delegation_statuses(_programme: Programme) -> list[Choice]:
    return _named(STATUS_NAMES)


def activity_statuses(_programme: Programme) -> list[Choice]:
    return _named(ACTIVITY_STATUS_NAMES)


def host_kinds(_programme: Programme) -> list[Choice]:
    return _named(HOST_KIND_NAMES)


def modes(_programme: Programme) -> list[Choice]:
    return _named(MODE_NAMES)


def roles(_programme: Programme) -> list[Choice]:
    return _named(ROLE_NAMES)


def site_kinds(_programme: Programme) -> list[Choice]:
    return _named(SITE_KIND_NAMES)


def weekdays(_programme: Programme) -> list[Choice]:
    return [(number, _(name)) for number, name in enumerate(WEEKDAY_NAMES)]


def document_languages(_programme: Programme) -> list[Choice]:
    return [(code, f"{name} ({code})") for code, name in DOCUMENT_LANGUAGES.items()]


def creative_fields(programme: Programme) -> list[Choice]:
    found = [(f.id, f.name(language())) for f in programme.fields.values()]
    return sorted(found, key=lambda choice: choice[1])


def cities(programme: Programme) -> list[Choice]:
    def label(name: str, country: str | None, field_id: str | None) -> str:
        field = programme.fields.get(field_id or "")
        return " · ".join(x for x in (name, country, field and field.name(language())) if x)

    found = [(c.id, label(c.name, c.country, c.field_id)) for c in programme.cities.values()]
    return sorted(found, key=lambda choice: choice[1].casefold())


def cities_called(programme: Programme, text: str) -> tuple[list[Any], bool]:
    """Ids of the cities that a name may mean, in any spelling; and whether it is the first."""
    from planner.matching import match_city

    match = match_city(text)
    by_code = {city.code: city.id for city in programme.cities.values()}
    codes = [match.certain] if match.certain else [c.code for c in match.candidates]
    found = [by_code[code] for code in codes if code in by_code]
    return found, match.certain is not None and bool(found)


def sites(programme: Programme) -> list[Choice]:
    def label(name: str, town: str | None, kind: str, address: str | None) -> str:
        kind_name = _(SITE_KIND_NAMES.get(kind, kind))
        return " · ".join(x for x in (name, town, kind_name, address) if x)

    rows = programme.sites.values()
    return _sorted((s.id, label(s.name, s.municipality, s.kind, s.address)) for s in rows)


def sites_of_kind(programme: Programme, *wanted: str) -> list[Choice]:
    return [c for c in sites(programme) if programme.sites[c[0]].kind in wanted]


def hotels(programme: Programme) -> list[Choice]:
    return sites_of_kind(programme, "hotel") or sites(programme)


def hubs(programme: Programme) -> list[Choice]:
    return sites_of_kind(programme, "station", "airport", "meeting-point", "hotel")


def hosts(programme: Programme) -> list[Choice]:
    return _sorted((h.id, h.name) for h in programme.hosts.values())


def vehicles(programme: Programme) -> list[Choice]:
    return _sorted((v.id, v.name) for v in programme.vehicles.values())


def delegations(programme: Programme) -> list[Choice]:
    return _sorted((d.id, d.name) for d in programme.delegations.values())


def activities(programme: Programme) -> list[Choice]:
    def label(title: str, activity_id: str) -> str:
        span = programme.spans.get(activity_id)
        if span is None:
            return f"{title} ({_('unplaced')})"
        wall = programme.clock.wall(span.begin)
        return f"{short_date(wall.date())} {wall:%H:%M}  {title}"

    rows = (a for a in programme.activities.values() if a.parent_id is None)
    return _sorted((a.id, label(a.title, a.id)) for a in rows)


def tour_days(programme: Programme) -> list[Choice]:
    found = []
    for day in sorted(programme.tour_days.values(), key=lambda d: (d.day, d.id)):
        tour = programme.tours.get(day.tour_id)
        found.append((day.id, f"{short_date(day.day)}  {tour.name if tour else ''}"))
    return found


def priorities(_programme: Programme) -> list[Choice]:
    return [(1, _("1 – must")), (2, _("2 – would like")), (3, _("3 – nice to have"))]


def _sorted(found: Iterable[Choice]) -> list[Choice]:
    return sorted(found, key=lambda choice: choice[1].casefold())


def name_of(programme: Programme, value: Any) -> str:
    """What a value is called that is not, or no longer, on offer: a row's name, else itself."""
    tables = (
        programme.sites,
        programme.hosts,
        programme.vehicles,
        programme.delegations,
        programme.cities,
    )
    for rows in tables:
        if (found := rows.get(value)) is not None:
            name: str = found.name
            return name
    activity = programme.activities.get(value)
    return activity.title if activity else str(value)
