"""What a line typed for a tour day can mean: a site, something from the tray, a meal, a start.

``a6k`` is the site whose name begins so, ``quai 45`` a visit of 45 minutes, ``lunch`` (or
``repas``) a meal where the group is then, ``8:30`` the time at which the day begins.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import time

from models.words import Kind
from planner.candidates import NOT_VISITED
from planner.edits.core import Edit
from planner.edits.tours import VISIT_MINUTES, add_break, add_stop, place_stop, start_at
from planner.entities import Activity, Site, TourDay
from planner.itinerary import waiting
from planner.names import fold
from planner.phrases import N_, _
from planner.programme import Programme

MINUTES = re.compile(r"^(?P<words>.*\S)\s+(?P<minutes>[1-9]\d{0,2})\s*(?:min)?$")
CLOCK = re.compile(r"^(?P<hour>[01]?\d|2[0-3])\s*[:hH.]\s*(?P<minute>[0-5]\d)$")
#: So many letters of a break's word are enough.
FEWEST_LETTERS = 2


@dataclass(frozen=True, slots=True)
class Break:
    """A meal or a pause: what it is called, and the words that people write for it."""

    kind: Kind
    title: str
    minutes: int
    words: tuple[str, ...]


BREAKS = (
    Break(Kind.MEAL, N_("Lunch"), 60, ("lunch", "déjeuner", "repas", "dîner", "midi")),
    Break(Kind.MEAL, N_("Dinner"), 90, ("dinner", "souper", "dîner")),
    Break(Kind.FREE, N_("Coffee"), 15, ("coffee", "café", "pause", "break")),
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One meaning of what was typed; exactly one of the four is set besides the minutes."""

    site: Site | None = None
    activity: Activity | None = None
    pause: Break | None = None
    start: time | None = None
    minutes: int | None = None

    @property
    def length(self) -> int:
        """How long it will be, in minutes."""
        if self.minutes is not None:
            return self.minutes
        if self.activity is not None:
            return self.activity.minutes
        if self.pause is not None:
            return self.pause.minutes
        return (self.site.visit_minutes if self.site else None) or VISIT_MINUTES

    def edit(self, programme: Programme, day_id: str, place: int | None) -> Edit:
        """What keeping it does, at a place in the order of the day."""
        if self.site is not None:
            return add_stop(programme, day_id, self.site.id, place, self.minutes)
        if self.activity is not None:
            return place_stop(programme, day_id, self.activity.id, place)
        if self.pause is not None:
            kind, title = self.pause.kind, _(self.pause.title)
            return add_break(programme, day_id, kind, title, self.length, place)
        assert self.start is not None
        return start_at(programme, day_id, self.start)


def suggestions(
    programme: Programme,
    day: TourDay,
    text: str,
    points: Mapping[str, int],
    limit: int = 6,
) -> list[Suggestion]:
    """The likeliest meanings of a text, the best first.

    ``points``: how much those on board would like a site, by its id.
    """
    text = text.strip()
    if clock := CLOCK.match(text):
        return [Suggestion(start=time(int(clock["hour"]), int(clock["minute"])))]
    found = _matches(programme, day, text, None, points)[:limit]
    timed = MINUTES.match(text)
    if timed is not None and not any(s.site for s in found):
        words, minutes = timed["words"], int(timed["minutes"])
        found = _matches(programme, day, words, minutes, points)[:limit]
    return found


def _matches(
    programme: Programme, day: TourDay, text: str, minutes: int | None, points: Mapping[str, int]
) -> list[Suggestion]:
    needles = [needle for word in text.split() if (needle := fold(word))]
    breaks = [Suggestion(pause=p, minutes=minutes) for p in _breaks(needles)]
    on_tour = {a.site_id for a in programme.tour_stops.get(day.id, ()) if a.id in programme.spans}
    ranked: list[tuple[tuple[float, ...], str, Suggestion]] = []
    for activity in waiting(programme, day):
        if (rank := _rank(needles, activity.title, "")) is not None:
            # From the tray first: somebody has thought of it already.
            ranked.append(((rank, -1, 0, 0), activity.title, Suggestion(activity=activity)))
    for site in programme.sites.values():
        rank = _rank(needles, site.name, site.municipality or "")
        if rank is not None:
            passing = site.kind in NOT_VISITED
            key = (rank, passing, site.id in on_tour, -points.get(site.id, 0))
            ranked.append((key, site.name, Suggestion(site=site, minutes=minutes)))
    ranked.sort(key=lambda entry: entry[:2])
    return [*breaks, *(suggestion for _key, _name, suggestion in ranked)]


def _breaks(needles: list[str]) -> Iterator[Break]:
    if len(needles) != 1 or len(needles[0]) < FEWEST_LETTERS:
        return
    for pause in BREAKS:
        words = (*pause.words, _(pause.title))
        if any(fold(word).startswith(needles[0]) for word in words):
            yield pause


def _rank(needles: list[str], name: str, town: str) -> int | None:
    """0: the name begins so, 1: its words do, 2: words of name and town, 3: it is within."""
    whole = fold(name)
    if whole.startswith("".join(needles)):
        return 0
    words = _words(name)
    if all(any(word.startswith(needle) for word in words) for needle in needles):
        return 1
    words += _words(town)
    if all(any(word.startswith(needle) for word in words) for needle in needles):
        return 2
    within = whole + "\n" + fold(town)
    return 3 if all(needle in within for needle in needles) else None


def _words(text: str) -> list[str]:
    return [fold(word) for word in re.split(r"[^\w]+", text) if word]
