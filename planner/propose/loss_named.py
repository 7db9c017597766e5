"""What has fallen out, as organisers say it: a name, and perhaps when."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from planner.day_of import sources_activities
from planner.delay import Delay, Source
from planner.entities import Activity
from planner.errors import PlannerError
from planner.names import fold
from planner.phrases import Phrase
from planner.programme import Programme
from planner.propose.loss import Gone, RepairOptions

#: A loss of which nobody says when it became known is known an hour before it does harm.
NOTICE = 60
#: So many names are listed where one stands for several.
MOST_NAMED = 6


def gone(programme: Programme, text: str, at: datetime | None = None) -> RepairOptions:
    """A host, a place or an activity is no longer to be had, from ``at`` (wall clock) on.

    Without a time it is gone for good, and known ``NOTICE`` minutes before its first activity.
    Raises PlannerError for a name that is not in the plan, or stands for several things;
    ``host:``, ``place:`` or ``activity:`` before it says which.
    """
    row_id = _one(text, [*_named(programme, ("hosts", "sites")), *_titled(programme)])
    begins = sorted(programme.spans[a.id].begin for a in _activities(programme, row_id))
    now = programme.clock.at(at) if at is not None else begins[0] - NOTICE if begins else None
    if now is None or not any(begin >= now for begin in begins):
        raise PlannerError(Phrase("Nothing that is still to come needs “{name}”.", name=text))
    day_of = programme.clock.day
    days = dict.fromkeys(day_of(begin) for begin in begins if begin >= now)
    first = {day: min(b for b in begins if b >= now and day_of(b) == day) for day in days}
    same = day_of(now)
    starts = [now if day == same else begin - NOTICE for day, begin in first.items()]
    if row_id in programme.activities:
        starts = starts[:1]
    return RepairOptions(gone=tuple(Gone(row_id, start) for start in starts), now=now)


def late(
    programme: Programme, text: str, minutes: int, at: datetime | None = None
) -> RepairOptions:
    """A delegation, a vehicle, a circuit or an activity is late, from ``at`` (wall clock) on.

    Without a time from its first activity on.  Raises PlannerError as :func:`gone` does.
    """
    named = [*_named(programme, ("delegations", "vehicles")), *_circuits(programme)]
    row_id = _one(text, [*named, *_titled(programme)])
    source = _source(programme, row_id)
    begins = [programme.spans[a.id].begin for a in sources_activities(programme, source, row_id)]
    if not begins:
        raise PlannerError(Phrase("“{name}” has nothing in the plan.", name=text))
    now = programme.clock.at(at) if at is not None else min(begins)
    return RepairOptions(late=(Delay(source, row_id, minutes, now),), now=now)


def _source(programme: Programme, row_id: str) -> Source:
    if row_id in programme.delegations:
        return Source.DELEGATION
    if row_id in programme.vehicles:
        return Source.VEHICLE
    return Source.TOUR_DAY if row_id in programme.tour_days else Source.ACTIVITY


def _activities(programme: Programme, row_id: str) -> Iterator[Activity]:
    """What is planned with a host, at a place, or the activity itself."""
    for activity in programme.activities.values():
        if activity.id not in programme.spans:
            continue
        hosts = {p.host_id for p in programme.participations_of.get(activity.id, ())}
        if row_id in (activity.id, activity.site_id) or row_id in hosts:
            yield activity


# -- names ----------------------------------------------------------------------------------


class _Name(NamedTuple):
    """A row by the word that may stand before its name."""

    id: str
    word: str
    name: str

    @property
    def whole(self) -> str:
        return f"{self.word}:{self.name}"


WORDS = {
    "hosts": "host",
    "sites": "place",
    "delegations": "delegation",
    "vehicles": "vehicle",
}


def _named(programme: Programme, tables: tuple[str, ...]) -> Iterator[_Name]:
    for table in tables:
        for row in getattr(programme, table).values():
            yield _Name(row.id, WORDS[table], row.name)


def _titled(programme: Programme) -> Iterator[_Name]:
    for activity in programme.activities.values():
        if activity.parent_id is None:
            yield _Name(activity.id, "activity", activity.title)


def _circuits(programme: Programme) -> Iterator[_Name]:
    """The days of a circuit, by its name and date: ``Wake tour A 2024-10-23``."""
    for day in programme.tour_days.values():
        tour = programme.tours[day.tour_id]
        yield _Name(day.id, "circuit", f"{tour.name} {day.day.isoformat()}")


def _one(text: str, rows: list[_Name]) -> str:
    """The id of what is called so; a beginning is enough where only one thing begins so."""
    word, colon, rest = text.partition(":")
    if colon and (of_word := [row for row in rows if row.word == word.strip().casefold()]):
        rows, text = of_word, rest
    wanted = fold(text)
    for found in (
        [row for row in rows if text == row.id or fold(row.name) == wanted],
        [row for row in rows if wanted and fold(row.name).startswith(wanted)],
    ):
        if len(found) == 1:
            return found[0].id
        if found:
            several = sorted({row.whole for row in found})
            names = ", ".join(several[:MOST_NAMED]) + (" …" if several[MOST_NAMED:] else "")
            raise PlannerError(
                Phrase("“{name}” stands for several: {names}.", name=text, names=names),
                Phrase("Write it as it stands there, or the id."),
            )
    raise PlannerError(
        Phrase("Nothing in the plan is called “{name}”.", name=text),
        Phrase("Check the spelling; a beginning of the name is enough."),
    )
