"""What each column of the store holds: data of people, free text about anything, or plain facts.

A test holds this together with ``models/tables.py``: a column that is added there has to be
classified here.
"""

from collections.abc import Mapping
from enum import Enum, auto


class Sort(Enum):
    """What becomes of a column when the data of people is removed."""

    FACT = auto()  # stays as it is
    TEXT = auto()  # stays, without the names of people in it
    NAME = auto()  # becomes neutral where the row is a person
    OWN = auto()  # emptied where the row is a person
    PERSONAL = auto()  # emptied
    NOTE = auto()  # free text: emptied
    AUTHOR = auto()  # who did it: becomes neutral
    FROZEN = auto()  # a whole programme: goes through the same


def _sorts(**columns: str) -> Mapping[str, Sort]:
    """Column -> sort, from the columns of each sort."""
    return {name: Sort[sort.upper()] for sort, names in columns.items() for name in names.split()}


#: Tables of which an edition loses its rows.  What events say goes when no edition uses it.
GONE = (
    "handout",
    "issued_event",
    "event_content",
    "addressee",
    "imported",
    "reading",
    "presence",
    "acceptance",
    "journal_change",
    "journal_step",
)

COLUMNS: Mapping[str, Mapping[str, Sort]] = {
    "store_meta": _sorts(fact="key value"),
    "field": _sorts(fact="id name_en name_fr since"),
    "city": _sorts(
        fact="id code name country_code country field_id designated lat lon time_zone",
    ),
    "edition": _sorts(
        fact="id first_day last_day festival_start festival_end time_zone language buffer_minutes"
        " margin_percent max_day_minutes is_example keep_until",
        text="name theme",
        note="note",
    ),
    "site": _sorts(
        fact="id edition_id code kind country_code lat lon precision_m confidence capacity"
        " step_free visit_minutes fields time_zone is_example",
        text="name address postcode municipality",
        note="note",
    ),
    "opening": _sorts(fact="id site_id weekday day opens closes"),
    "travel_time": _sorts(
        fact="id edition_id from_site_id to_site_id minutes mode both_ways", note="note"
    ),
    "organiser": _sorts(fact="id edition_id", name="name", personal="role email phone"),
    "delegation": _sorts(
        fact="id edition_id city_id status head_count interests languages document_language"
        " arrival arrival_site_id departure departure_site_id hotel_id pickup_id",
        text="name",
        note="note",
    ),
    "delegate": _sorts(
        fact="id delegation_id position",
        name="name",
        personal="latin_name role email phone languages diet access_needs step_free"
        " arrival departure",
        note="note",
    ),
    "host": _sorts(
        fact="id edition_id kind is_example",
        name="name",
        own="site_id languages fields",
        personal="email phone",
        note="note",
    ),
    "contact": _sorts(fact="id host_id", name="name", personal="role email phone"),
    "vehicle": _sorts(
        fact="id edition_id seats wheelchair_places",
        text="name operator",
        name="driver",
        personal="driver_phone",
    ),
    "tour": _sorts(fact="id edition_id vehicle_id", text="name", note="note"),
    "tour_day": _sorts(fact="id tour_id day start start_site_id end end_site_id"),
    "boarding": _sorts(fact="id tour_id delegation_id delegate_id heads", name="guest"),
    "activity": _sorts(
        fact="id edition_id kind start minutes site_id from_site_id mode vehicle_id tour_day_id"
        " parent_id position language capacity status pin_time pin_place pin_order pin_people",
        text="title",
        note="meeting_point description note external_key",
    ),
    "participation": _sorts(
        fact="id activity_id delegation_id delegate_id host_id role heads confirmed"
    ),
    "wish": _sorts(
        fact="id edition_id delegation_id host_id activity_id site_id field_id wanted_host_id"
        " wanted_delegation_id priority",
        text="theme",
        note="note",
    ),
    "release": _sorts(fact="id edition_id number at", text="name", author="author",
                      frozen="content"),
}  # fmt: skip
