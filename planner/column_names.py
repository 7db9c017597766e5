"""What columns are called when an edit or an import speaks of them."""

from planner.phrases import N_, Phrase

COLUMN_NAMES: dict[str, str] = {
    "access_needs": N_("access needs"),
    "address": N_("address"),
    "arrival": N_("arrival"),
    "arrival_site_id": N_("place of arrival"),
    "both_ways": N_("both ways"),
    "buffer_minutes": N_("buffer"),
    "capacity": N_("capacity"),
    "city_id": N_("city"),
    "closes": N_("closing time"),
    "confidence": N_("confidence"),
    "confirmed": N_("confirmation"),
    "day": N_("day"),
    "departure": N_("departure"),
    "departure_site_id": N_("place of departure"),
    "description": N_("description"),
    "diet": N_("diet"),
    "document_language": N_("language of documents"),
    "driver": N_("driver"),
    "driver_phone": N_("driver's phone"),
    "email": N_("e-mail"),
    "end": N_("end"),
    "end_site_id": N_("place of the end"),
    "festival_end": N_("end of the festival"),
    "festival_start": N_("start of the festival"),
    "fields": N_("creative fields"),
    "first_day": N_("first day"),
    "from_site_id": N_("origin"),
    "head_count": N_("head count"),
    "heads": N_("head count"),
    "hotel_id": N_("hotel"),
    "interests": N_("interests"),
    "kind": N_("kind"),
    "language": N_("language"),
    "languages": N_("languages"),
    "last_day": N_("last day"),
    "lat": N_("latitude"),
    "latin_name": N_("name in Latin letters"),
    "lon": N_("longitude"),
    "margin_percent": N_("margin"),
    "max_day_minutes": N_("longest day"),
    "meeting_point": N_("meeting point"),
    "minutes": N_("length"),
    "mode": N_("means of travel"),
    "municipality": N_("town"),
    "name": N_("name"),
    "note": N_("note"),
    "opens": N_("opening time"),
    "operator": N_("operator"),
    "phone": N_("phone"),
    "pickup_id": N_("pick-up point"),
    "position": N_("order"),
    "postcode": N_("postcode"),
    "priority": N_("priority"),
    "role": N_("function"),
    "seats": N_("seats"),
    "site_id": N_("place"),
    "start": N_("start"),
    "start_site_id": N_("place of the start"),
    "status": N_("status"),
    "step_free": N_("step-free access"),
    "theme": N_("theme"),
    "time_zone": N_("time zone"),
    "title": N_("title"),
    "to_site_id": N_("destination"),
    "tour_day_id": N_("tour day"),
    "vehicle_id": N_("vehicle"),
    "visit_minutes": N_("usual visit"),
    "weekday": N_("weekday"),
    "wheelchair_places": N_("wheelchair places"),
}


def column_phrase(name: str) -> Phrase:
    """The name of a column in words; the column itself where nobody ever sees it."""
    return Phrase(COLUMN_NAMES.get(name, name))


def listed(names: list[str]) -> Phrase:
    """Names of columns with commas between them (at least one)."""
    first, *others = names
    if not others:
        return column_phrase(first)
    return Phrase("{first}, {others}", first=column_phrase(first), others=listed(others))
