"""pretalx' lists: ``/talks/`` and ``/submissions/``, ``/slots/``, and the widget's schedule.

A talk is held in one slot (older servers: an object ``slot``) or in several (``slots``), or has
its times itself (the widget).  What is given by number alone is looked up in the lists beside it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from planner.intake.festival.frab_event import Day, Frame, keep_event
from planner.intake.festival.frames import frame_of
from planner.intake.festival.reading import Reading
from planner.intake.festival.said import mapping, said, sequence
from planner.phrases import Phrase, _

#: States of talks that were never, or not yet, part of the programme.
OUTSIDE = frozenset({"submitted", "rejected", "withdrawn", "deleted", "draft"})


def talks_of(root: object) -> list[object] | None:
    """The list of talks or slots in a JSON document, None when there is none."""
    lists = [root, *(mapping(root).get(name) for name in ("results", "talks", "slots"))]
    for entries in lists:
        if isinstance(entries, list) and any(_is_talk(mapping(entry)) for entry in entries):
            return entries
    return None


def _is_talk(entry: Mapping[str, object]) -> bool:
    return "submission" in entry or ("title" in entry and bool({"code", "start"} & entry.keys()))


def read_talks(reading: Reading, root: object, talks: list[object], zone: ZoneInfo) -> None:
    about = mapping(root)
    frame = frame_of(reading, said(about.get("timezone") or about.get("time_zone")), zone)
    if about.get("next"):
        reading.note(
            Phrase(
                "The file is one page of a longer list ({n} of {total} talks).",
                n=len(talks),
                total=said(about.get("count")) or "?",
            )
        )
    lookups = _Lookups.of(about)
    for number, talk in enumerate(map(mapping, talks), 1):
        place = _("event {n}").format(n=number)
        for slot in _slots(talk):
            _keep(reading, talk, slot, place, lookups, frame)


@dataclass(frozen=True, slots=True)
class _Lookups:
    """Names by number or code, of the lists that stand beside the talks."""

    rooms: Mapping[str, str]
    tracks: Mapping[str, str]
    speakers: Mapping[str, str]

    @classmethod
    def of(cls, about: Mapping[str, object]) -> "_Lookups":
        return cls(*(_names(about.get(name)) for name in ("rooms", "tracks", "speakers")))


def _names(things: object) -> dict[str, str]:
    return {
        said(thing.get("id") or thing.get("code")): said(thing)
        for thing in map(mapping, sequence(things))
    }


def _slots(talk: Mapping[str, object]) -> Iterable[Mapping[str, object]]:
    """Each slot of a talk; the talk itself when it has its own times or none at all."""
    if isinstance(talk.get("slots"), list):
        return [mapping(slot) for slot in sequence(talk["slots"])] or [{}]
    return [mapping(talk["slot"])] if "slot" in talk else [talk]


def _keep(
    reading: Reading,
    talk: Mapping[str, object],
    slot: Mapping[str, object],
    place: str,
    lookups: _Lookups,
    frame: Frame,
) -> None:
    """Keep the talk in that slot, or count it as not placed."""
    about = mapping(talk.get("submission")) or talk
    if said(about.get("state")).casefold() in OUTSIDE or not said(slot.get("start")):
        reading.counts["unplaced"] += 1
        return
    event: dict[str, object] = {
        "guid": about.get("code"),
        "id": talk.get("id"),
        "title": said(about.get("title")) or said(talk.get("description")),
        "start": slot.get("start"),
        "end": slot.get("end"),
        "duration": said(slot.get("duration")) or said(about.get("duration")),
        "type": _kind(about.get("submission_type")),
        "language": about.get("content_locale"),
        "abstract": about.get("abstract"),
        "description": about.get("description") if "title" in about else None,
        "speakers": _people(about.get("speakers"), lookups),
        "state": about.get("state"),
        "url": said(mapping(about.get("urls")).get("public")) or about.get("url"),
    }
    room = _room(slot.get("room") or slot.get("room_name"), lookups.rooms)
    track = said(about.get("track"))
    keep_event(reading, event, place, frame, Day(), room, lookups.tracks.get(track, track))


def _kind(value: object) -> str:
    """The type of a talk; a bare number says nothing."""
    return "" if isinstance(value, int) else said(value)


def _room(value: object, names: Mapping[str, str]) -> str:
    name = said(value)
    if not isinstance(value, int):
        return name
    return names.get(name) or _("Room {name}").format(name=name)


def _people(value: object, lookups: _Lookups) -> list[object]:
    return [lookups.speakers.get(said(p), said(p)) for p in sequence(value)]
