"""The forms of every kind of row."""

from planner import fields
from planner.entities import (
    Activity,
    Contact,
    Delegate,
    Delegation,
    Edition,
    Entity,
    Host,
    Organiser,
    Site,
    Tour,
    TourDay,
    TravelTime,
    Vehicle,
    Wish,
)
from planner.phrases import N_
from screens.forms import choices
from screens.forms.spec import FieldSpec as F
from screens.forms.spec import FormSpec, Look

CODES = N_("codes, e.g. fr, en")
UNKNOWN = N_("empty = unknown")

NOTE = F("note", N_("Internal note"), Look.LINES, fields.parse_lines)
EMAIL = F("email", N_("E-mail"), parser=fields.parse_email)
PHONE = F("phone", N_("Phone"))

EDITION = FormSpec(
    N_("Edition"),
    (
        F("name", N_("Name"), required=True),
        F("first_day", N_("First day (arrivals, tour)"), Look.DATE, fields.parse_date,
          required=True),
        F("festival_start", N_("Festival begins"), Look.DATE, fields.parse_date, required=True),
        F("festival_end", N_("Festival ends"), Look.DATE, fields.parse_date, required=True),
        F("last_day", N_("Last day (departures)"), Look.DATE, fields.parse_date, required=True),
        F("theme", N_("Theme")),
        F("time_zone", N_("Time zone"), parser=fields.parse_zone, required=True),
        F("language", N_("Language of the whole programme"), Look.CHOICE, required=True,
          choices=choices.document_languages),
        F("buffer_minutes", N_("Buffer between activities, minutes"), parser=fields.parse_int,
          required=True),
        F("margin_percent", N_("Margin on estimated travel, per cent"), parser=fields.parse_int,
          required=True),
        F("max_day_minutes", N_("Longest day, minutes"), parser=fields.parse_int, required=True),
        F("keep_until", N_("Keep the data of people until"), Look.DATE, fields.parse_date,
          hint=N_("usual: 180 days after the festival")),
        NOTE,
    ),
)  # fmt: skip

DELEGATION = FormSpec(
    N_("Delegation"),
    (
        F("city_id", N_("City"), Look.PICK, required=True, choices=choices.cities,
          search=choices.cities_called),
        F("name", N_("Name shown"), required=True),
        F("status", N_("Status"), Look.CHOICE, required=True, choices=choices.delegation_statuses),
        F("head_count", N_("How many people"), parser=fields.parse_int, hint=UNKNOWN),
        F("arrival", N_("Arrival"), Look.MOMENT, fields.parse_wall),
        F("arrival_site_id", N_("Arrives at"), Look.PICK, choices=choices.hubs),
        F("departure", N_("Departure"), Look.MOMENT, fields.parse_wall),
        F("departure_site_id", N_("Departs from"), Look.PICK, choices=choices.hubs),
        F("hotel_id", N_("Hotel"), Look.PICK, choices=choices.hotels),
        F("pickup_id", N_("Pick-up point"), Look.PICK, choices=choices.sites),
        F("languages", N_("Languages spoken"), parser=fields.parse_languages, hint=CODES),
        F("document_language", N_("Language of documents"), Look.CHOICE, required=True,
          choices=choices.document_languages),
        F("interests", N_("Interests"), Look.SEVERAL, choices=choices.creative_fields),
        NOTE,
    ),
)  # fmt: skip

DELEGATE = FormSpec(
    N_("Delegate"),
    (
        F("name", N_("Name, as they write it"), required=True),
        F("latin_name", N_("Name in Latin letters")),
        F("role", N_("Function")),
        EMAIL,
        PHONE,
        F("languages", N_("Languages spoken"), parser=fields.parse_languages, hint=CODES),
        F("diet", N_("Diet")),
        F("access_needs", N_("Access needs")),
        F("step_free", N_("Needs step-free access"), Look.YES_NO, required=True),
        F("arrival", N_("Own arrival"), Look.MOMENT, fields.parse_wall,
          hint=N_("empty = with the delegation")),
        F("departure", N_("Own departure"), Look.MOMENT, fields.parse_wall),
        NOTE,
    ),
)  # fmt: skip

HOST = FormSpec(
    N_("Host"),
    (
        F("name", N_("Name"), required=True),
        F("kind", N_("Kind"), Look.CHOICE, required=True, choices=choices.host_kinds),
        F("site_id", N_("Place"), Look.PICK, choices=choices.sites),
        EMAIL,
        PHONE,
        F("languages", N_("Languages spoken"), parser=fields.parse_languages, hint=CODES),
        F("fields", N_("Creative fields"), Look.SEVERAL, choices=choices.creative_fields),
        NOTE,
    ),
)

CONTACT = FormSpec(
    N_("Contact person"),
    (F("name", N_("Name"), required=True), F("role", N_("Function")), EMAIL, PHONE),
)

ORGANISER = FormSpec(
    N_("Organiser"),
    (F("name", N_("Name"), required=True), F("role", N_("Function")), EMAIL, PHONE),
)

SITE = FormSpec(
    N_("Site"),
    (
        F("name", N_("Name"), required=True),
        F("kind", N_("Kind"), Look.CHOICE, required=True, choices=choices.site_kinds),
        F("address", N_("Street and number")),
        F("postcode", N_("Postcode")),
        F("municipality", N_("Town")),
        F("lat", N_("Latitude"), parser=fields.parse_float, hint=UNKNOWN),
        F("lon", N_("Longitude"), parser=fields.parse_float),
        F("capacity", N_("Capacity, people"), parser=fields.parse_int, hint=UNKNOWN),
        F("step_free", N_("Step-free access"), Look.YES_NO_UNKNOWN, hint=UNKNOWN),
        F("visit_minutes", N_("Usual visit, minutes"), parser=fields.parse_int, hint=UNKNOWN),
        F("fields", N_("Creative fields"), Look.SEVERAL, choices=choices.creative_fields),
        NOTE,
    ),
)

TRAVEL_TIME = FormSpec(
    N_("Travel time of your own"),
    (
        F("from_site_id", N_("From"), Look.PICK, required=True, choices=choices.sites),
        F("to_site_id", N_("To"), Look.PICK, required=True, choices=choices.sites),
        F("minutes", N_("Minutes"), parser=fields.parse_int, required=True),
        F("mode", N_("By"), Look.CHOICE, choices=choices.modes, hint=N_("empty = any")),
        F("both_ways", N_("Both ways"), Look.YES_NO, required=True),
        F("note", N_("Where the figure comes from")),
    ),
)

VEHICLE = FormSpec(
    N_("Vehicle"),
    (
        F("name", N_("Name"), required=True),
        F("seats", N_("Seats"), parser=fields.parse_int, hint=UNKNOWN),
        F("wheelchair_places", N_("Wheelchair places"), parser=fields.parse_int, hint=UNKNOWN),
        F("operator", N_("Operator")),
        F("driver", N_("Driver")),
        F("driver_phone", N_("Driver's phone")),
    ),
)

TOUR = FormSpec(
    N_("Wake tour"),
    (
        F("name", N_("Name"), required=True),
        F("vehicle_id", N_("Vehicle"), Look.PICK, choices=choices.vehicles),
        NOTE,
    ),
)

TOUR_DAY = FormSpec(
    N_("Day of the tour"),
    (
        F("day", N_("Date"), Look.DATE, fields.parse_date, required=True),
        F("start", N_("Starts at"), Look.TIME, fields.parse_time),
        F("start_site_id", N_("Starts from"), Look.PICK, choices=choices.sites),
        F("end", N_("Ends at"), Look.TIME, fields.parse_time),
        F("end_site_id", N_("Ends in"), Look.PICK, choices=choices.sites),
    ),
)

ACTIVITY = FormSpec(
    N_("Activity"),
    (
        F("title", N_("Title"), required=True),
        F("kind", N_("Kind"), Look.CHOICE, required=True, choices=choices.kinds),
        F("start", N_("Begins"), Look.MOMENT, fields.parse_wall, hint=N_("empty = unplaced")),
        F("minutes", N_("Minutes"), parser=fields.parse_int, required=True),
        F("site_id", N_("Place"), Look.PICK, choices=choices.sites),
        F("from_site_id", N_("From (transfers)"), Look.PICK, choices=choices.sites),
        F("meeting_point", N_("Meeting point")),
        F("language", N_("Language"), hint=N_("a code, e.g. fr")),
        F("capacity", N_("Capacity, people"), parser=fields.parse_int, hint=UNKNOWN),
        F("status", N_("Status"), Look.CHOICE, required=True, choices=choices.activity_statuses),
        F("mode", N_("Travels by (transfers)"), Look.CHOICE, choices=choices.modes),
        F("vehicle_id", N_("Vehicle"), Look.PICK, choices=choices.vehicles),
        F("tour_day_id", N_("Part of the tour day"), Look.PICK, choices=choices.tour_days),
        F("description", N_("Description for participants"), Look.LINES, fields.parse_lines),
        NOTE,
    ),
)

STOP_PART = FormSpec(
    N_("Presentation"),
    (
        F("title", N_("Title"), required=True),
        F("minutes", N_("Minutes"), parser=fields.parse_int, required=True),
        F("language", N_("Language"), hint=N_("a code, e.g. fr")),
        F("description", N_("Description for participants"), Look.LINES, fields.parse_lines),
        NOTE,
    ),
)

ROUND_TABLE_PART = FormSpec(
    N_("Entry of the round table"),
    (
        F("title", N_("Title"), required=True),
        F("kind", N_("Kind"), Look.CHOICE, required=True, choices=choices.round_table_part_kinds),
        F("minutes", N_("Minutes"), parser=fields.parse_int, required=True),
        F("language", N_("Language"), hint=N_("a code, e.g. fr")),
        F("description", N_("Description for participants"), Look.LINES, fields.parse_lines),
        NOTE,
    ),
)

WISH = FormSpec(
    N_("Wish"),
    (
        F("activity_id", N_("Activity"), Look.PICK, choices=choices.activities),
        F("site_id", N_("Site"), Look.PICK, choices=choices.sites),
        F("wanted_host_id", N_("Meeting with"), Look.PICK, choices=choices.hosts),
        F("field_id", N_("Creative field"), Look.CHOICE, choices=choices.creative_fields),
        F("theme", N_("Theme")),
        F("priority", N_("Priority"), Look.CHOICE, required=True, choices=choices.priorities),
        F("note", N_("Note")),
    ),
)

SPECS: dict[type[Entity], FormSpec] = {
    Edition: EDITION,
    Delegation: DELEGATION,
    Delegate: DELEGATE,
    Host: HOST,
    Contact: CONTACT,
    Organiser: ORGANISER,
    Site: SITE,
    TravelTime: TRAVEL_TIME,
    Vehicle: VEHICLE,
    Tour: TOUR,
    TourDay: TOUR_DAY,
    Activity: ACTIVITY,
    Wish: WISH,
}


def spec_for(row: Entity) -> FormSpec:
    """The form of a row; parts of activities have forms of their own."""
    if isinstance(row, Activity) and row.parent_id is not None:
        return STOP_PART if row.kind.value == "presentation" else ROUND_TABLE_PART
    return SPECS[type(row)]
