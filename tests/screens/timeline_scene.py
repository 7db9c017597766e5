"""A small invented programme for the tests of the timeline, and the app around the widget."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time
from typing import ClassVar

from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.pilot import Pilot

from models.words import DelegationStatus, Kind
from planner.conflicts import Severity
from planner.entities import (
    Activity,
    Boarding,
    Delegate,
    Delegation,
    Edition,
    Host,
    Participation,
    Site,
    Tour,
    TourDay,
    Vehicle,
)
from planner.programme import Programme
from screens.widgets.timeline import Timeline
from screens.widgets.timeline_columns import Column
from screens.widgets.timeline_delegations import columns_by_delegation

SATURDAY = date(2024, 10, 26)
#: The day on which summer time ends.
SUNDAY = date(2024, 10, 27)

HOSTILE = [
    "[b]x[/b]",
    "[/]",
    "[@click=app.quit]go[/]",
    "\x1b[31mred\x1b[0m",
    "a\nb\tc\r",
    "x" * 300,
    "שלום לכולם مرحبا بالعالم",
    "\u202eevil\u202c \u2067x\u2069",
    "თბილისი " * 4,
    "日本語のとても長いタイトル",
    "👨‍👩‍👧 family ❤️ 👍🏽",
    "e\u0301\u0323" * 40,
    "\ud800 lone surrogate",
    "",
    "   ",
    "{x} %s \\",
]


def wall(hour: int, minute: int = 0, day: date = SATURDAY, fold: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute, fold=fold))


class Scene:
    """Collects rows; ``programme`` makes the snapshot."""

    def __init__(self, *names: str) -> None:
        self.activities: dict[str, Activity] = {}
        self.participations: dict[str, Participation] = {}
        self.delegates: dict[str, Delegate] = {}
        self.delegations = {
            name: Delegation(name, "e", f"city {name}", name, DelegationStatus.ACCEPTED)
            for name in names
        }
        self.sites = {
            # Real distances do not matter here: about 2 and 65 km apart.
            "here": Site("here", None, "here", "Here", "hub", lat=50.46, lon=4.86),
            "near": Site("near", None, "near", "Near", "hub", lat=50.48, lon=4.86),
            "far": Site("far", None, "far", "Far", "hub", lat=50.46, lon=3.96),
        }
        self.hosts: dict[str, Host] = {}
        self.vehicles: dict[str, Vehicle] = {}
        self.tours: dict[str, Tour] = {}
        self.tour_days: dict[str, TourDay] = {}
        self.boardings: dict[str, Boarding] = {}

    def add(
        self,
        id: str,  # noqa: A002 - reads best in the tests
        start: datetime | None,
        minutes: int = 60,
        who: Iterable[str] = (),
        *,
        title: str | None = None,
        kind: Kind = Kind.SESSION,
        site: str | None = None,
        parent: str | None = None,
        pin: bool = False,
    ) -> "Scene":
        """An activity in which whole delegations take part."""
        self.activities[id] = Activity(
            id, "e", kind, id if title is None else title, start, minutes, site_id=site,
            parent_id=parent, position=len(self.activities), pin_time=pin,
        )  # fmt: skip
        for name in who:
            key = f"{id}/{name}"
            self.participations[key] = Participation(key, id, delegation_id=name)
        return self

    @property
    def programme(self) -> Programme:
        return Programme(
            Edition("e", "Test", SATURDAY, SUNDAY, SATURDAY, SUNDAY),
            sites=self.sites,
            hosts=self.hosts,
            delegations=self.delegations,
            delegates=self.delegates,
            vehicles=self.vehicles,
            tours=self.tours,
            tour_days=self.tour_days,
            boardings=self.boardings,
            activities=self.activities,
            participations=self.participations,
        )


def at(
    programme: Programme, hour: int, minute: int = 0, day: date = SATURDAY, fold: int = 0
) -> int:
    """The instant of a wall-clock time."""
    return programme.clock.at(wall(hour, minute, day, fold))


class TimelineApp(App[None]):
    """A timeline and what it posts."""

    CSS = "Timeline { height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "note", "Note")]

    def __init__(
        self,
        programme: Programme,
        *days: date,
        columns: Callable[[Programme, Sequence[date]], Sequence[Column]] = columns_by_delegation,
        marks: dict[str, Severity] | None = None,
        turned: bool = False,
        now: Callable[[], int] = lambda: 0,
    ) -> None:
        super().__init__()
        days = days or (SATURDAY,)
        self.shown = (programme, days, columns(programme, days), marks)
        self.turned, self.now = turned, now
        self.posted: list[Message] = []
        self.escapes = 0

    def compose(self) -> ComposeResult:
        timeline = Timeline(now=self.now)
        timeline.turned = self.turned
        yield timeline

    def on_mount(self) -> None:
        self.timeline.show(*self.shown)
        self.timeline.focus()

    @property
    def timeline(self) -> Timeline:
        return self.query_one(Timeline)

    def action_note(self) -> None:
        self.escapes += 1

    def on_timeline_highlighted(self, message: Timeline.Highlighted) -> None:
        self.posted.append(message)

    def on_timeline_opened(self, message: Timeline.Opened) -> None:
        self.posted.append(message)

    def on_timeline_create_requested(self, message: Timeline.CreateRequested) -> None:
        self.posted.append(message)

    def on_timeline_move_requested(self, message: Timeline.MoveRequested) -> None:
        self.posted.append(message)

    def on_timeline_dragged(self, message: Timeline.Dragged) -> None:
        self.posted.append(message)

    def on_timeline_drag_cancelled(self, message: Timeline.DragCancelled) -> None:
        self.posted.append(message)

    def on_timeline_resize_requested(self, message: Timeline.ResizeRequested) -> None:
        self.posted.append(message)

    def lines(self) -> list[str]:
        """What the widget shows, line by line."""
        timeline = self.timeline
        return [strip.text for strip in timeline.render_lines(timeline.size.region)]

    def screen_text(self) -> str:
        return "\n".join(self.lines())

    def spot(self, text: str) -> tuple[int, int]:
        """The cell at which a text that is on screen begins."""
        for y, line in enumerate(self.lines()):
            before, found, _after = line.partition(text)
            if found:
                return cell_len(before), y
        raise AssertionError(f"{text!r} is not on screen:\n{self.screen_text()}")


async def settled(pilot: Pilot[None]) -> TimelineApp:
    """The app when nothing is left to do."""
    await pilot.pause()
    app = pilot.app
    assert isinstance(app, TimelineApp)
    return app
