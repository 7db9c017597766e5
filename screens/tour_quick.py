"""What the one line of the tour room asks for: a circuit, the next stop, a presentation.

A mode says where things go and what a text could mean, keeps what is entered, and gives the
mode in which the line stays open.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from models.words import Kind
from planner.candidates import candidates
from planner.detours import best, detours, place_after
from planner.edits.activities import next_position
from planner.edits.circuits import free_name, new_circuit
from planner.edits.core import Edit, add, new_id, require
from planner.edits.routing import stops_of
from planner.entities import Activity, TourDay
from planner.phrases import Phrase, _, short_date
from planner.programme import Programme
from planner.quick_entry import MINUTES, Suggestion, suggestions
from screens.kinds import LOOKS
from screens.tour_flows import PRESENTATION_MINUTES

if TYPE_CHECKING:
    from screens.app import PlannerApp


class QuickMode(Protocol):
    """One way to use the line."""

    @property
    def label(self) -> str:
        """What the next thing is, and where it goes."""
        ...

    @property
    def placeholder(self) -> str: ...

    def suggest(self, text: str) -> Sequence[tuple[Suggestion | None, str]]: ...

    def enter(self, meaning: Suggestion | None, text: str) -> "QuickMode | None":
        """Keep what was entered; the mode for the next one (None: that was all)."""
        ...

    def turn(self) -> "QuickMode":
        """The mode for another place."""
        ...


def perform(app: "PlannerApp", make: Callable[[Programme], Edit]) -> bool:
    """Keep an edit; what it adds first becomes the selected activity."""

    def selecting(programme: Programme) -> Edit:
        edit = make(programme)
        fresh = (c.after for c in edit.changes if c.before is None)
        added = (a.id for a in fresh if isinstance(a, Activity) and a.kind is not Kind.TRANSFER)
        app.selected = next(added, app.selected)
        return edit

    return app.perform(selecting)


@dataclass(frozen=True)
class StopMode:
    """Stops of a day, each after the selected one, or where the way grows least."""

    app: "PlannerApp"
    day_id: str
    at_best: bool = False

    @property
    def _programme(self) -> Programme:
        assert self.app.state is not None
        return self.app.state.programme

    @property
    def _place(self) -> int:
        return place_after(self._programme, self.day_id, self.app.selected)

    @property
    def label(self) -> str:
        if self.at_best:
            return _("Add where the way grows least (tab: after the selected stop)")
        stops, place = stops_of(self._programme, self.day_id), self._place
        if place == 0:
            return _("Add as the first stop:") if not stops else _("Add before the first stop:")
        return _("Add after “{stop}”:").format(stop=_cut(stops[place - 1].title))

    @property
    def placeholder(self) -> str:
        return _("two or three letters of a place, “lunch”, “quai 45” (minutes), “8:30” (start)")

    @cached_property
    def _points(self) -> dict[str, int]:
        day = require(self._programme, TourDay, self.day_id)
        return {c.site.id: c.points for c in candidates(self._programme, day)}

    def suggest(self, text: str) -> Sequence[tuple[Suggestion, str]]:
        if not text.strip():
            return ()
        programme = self._programme
        day = require(programme, TourDay, self.day_id)
        found = suggestions(programme, day, text, self._points)
        return [(meaning, self._words(day, meaning)) for meaning in found]

    def _words(self, day: TourDay, meaning: Suggestion) -> str:
        if meaning.start is not None:
            return _("⏱ The day begins at {time}").format(time=f"{meaning.start:%H:%M}")
        if meaning.pause is not None:
            sign, name, town = LOOKS[meaning.pause.kind].sign, _(meaning.pause.title), ""
        elif meaning.activity is not None:
            sign, name, town = LOOKS[meaning.activity.kind].sign, meaning.activity.title, _("tray")
        else:
            assert meaning.site is not None
            sign, name = LOOKS[Kind.STOP].sign, meaning.site.name
            town = meaning.site.municipality or ""
        pieces = [f"{sign} {name}", "" if town in name else town]
        pieces.append(_("{n} min").format(n=meaning.length))
        if meaning.site is not None:
            pieces.append(self._detour(day, meaning.site.id))
        return " · ".join(piece for piece in pieces if piece)

    def _detour(self, day: TourDay, site_id: str) -> str:
        if self.at_best:
            found = best(self._programme, day, site_id)
        else:
            found = detours(self._programme, day, site_id)[self._place]
        if found.minutes is None:
            return _("way unknown")
        closed = _("closed then") if found.closed else ""
        way = _("+{n} min of way").format(n=found.minutes)
        return " · ".join(piece for piece in (way, closed) if piece)

    def enter(self, meaning: Suggestion | None, text: str) -> QuickMode:
        if meaning is None:
            if text:
                self.app.say(Phrase("No place is called “{text}”.", text=text))
            return self
        place: int | None = self._place
        if self.at_best and meaning.site is not None:
            day = require(self._programme, TourDay, self.day_id)
            place = best(self._programme, day, meaning.site.id).place
        perform(self.app, lambda p: meaning.edit(p, self.day_id, place))
        return StopMode(self.app, self.day_id, self.at_best)

    def turn(self) -> QuickMode:
        return StopMode(self.app, self.day_id, not self.at_best)


@dataclass(frozen=True)
class TalkMode:
    """Presentations inside a stop, one after the other."""

    app: "PlannerApp"
    stop: Activity

    @property
    def _left(self) -> int:
        assert self.app.state is not None
        parts = self.app.state.programme.parts.get(self.stop.id, ())
        return self.stop.minutes - sum(part.minutes for part in parts)

    @property
    def label(self) -> str:
        return _("Presentation in “{stop}” ({n} min left):").format(
            stop=_cut(self.stop.title), n=max(self._left, 0)
        )

    @property
    def placeholder(self) -> str:
        return _("title, and minutes if you like: “Panel on games 25”")

    def suggest(self, _text: str) -> Sequence[tuple[None, str]]:
        return ()

    def enter(self, _meaning: Suggestion | None, text: str) -> QuickMode:
        if text:
            timed = MINUTES.match(text)
            title, minutes = (timed["words"], int(timed["minutes"])) if timed else (text, None)
            perform(self.app, lambda p: add(p, self._row(p, title, minutes)))
        return self

    def _row(self, programme: Programme, title: str, minutes: int | None) -> Activity:
        return Activity(
            new_id(),
            programme.edition.id,
            Kind.PRESENTATION,
            title,
            minutes=minutes or (self._left if self._left > 0 else PRESENTATION_MINUTES),
            parent_id=self.stop.id,
            position=next_position(programme, self.stop.id),
            language=self.stop.language,
        )

    def turn(self) -> QuickMode:
        return self


@dataclass(frozen=True)
class CircuitMode:
    """A circuit with its first day; then its stops.  Tab takes the next day of the edition."""

    app: "PlannerApp"
    day: date

    @property
    def _name(self) -> str:
        assert self.app.state is not None
        return free_name(self.app.state.programme, _("Wake tour"))

    @property
    def label(self) -> str:
        return _("New circuit on {day} (tab: next day):").format(day=short_date(self.day))

    @property
    def placeholder(self) -> str:
        return _("enter: “{name}”").format(name=self._name)

    def suggest(self, _text: str) -> Sequence[tuple[None, str]]:
        return ()

    def enter(self, _meaning: Suggestion | None, text: str) -> QuickMode | None:
        made: list[TourDay] = []

        def make(programme: Programme) -> Edit:
            edit = new_circuit(programme, text or self._name, self.day)
            made.extend(c.after for c in edit.changes if isinstance(c.after, TourDay))
            self.app.wanted = ("tour_day", made[0].id)  # shown as soon as it is there
            return edit

        return StopMode(self.app, made[0].id) if self.app.perform(make) else None

    def turn(self) -> QuickMode:
        assert self.app.state is not None
        days = self.app.state.programme.days
        later = (day for day in days if day > self.day)
        return replace(self, day=next(later, days[0]))


def _cut(title: str) -> str:
    return title if len(title) <= 24 else title[:23] + "…"
