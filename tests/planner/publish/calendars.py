"""What the calendar tests share: releases of a plan in memory, and two ways to read a file."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

import icalendar
import vobject

from planner.clock import EPOCH, MINUTE
from planner.entities import IssuedEvent
from planner.programme import Programme, clock_of
from planner.publish.caldav import objects_of
from planner.publish.event import CalendarEvent
from planner.publish.ical import Head, calendar_bytes, calendar_name
from planner.publish.ledger import in_order
from planner.publish.outgoing import Outgoing
from planner.publish.recipients import Recipient, RecipientKind, recipients
from planner.publish.releases import Ledger, Version, issue_all
from tests.build import Build, sun, wed

NOW = datetime(2024, 9, 1, 12, 0, tzinfo=UTC)


def recipient_of(programme: Programme, row: object) -> Recipient:
    """The recipient that stands for a delegation, a delegate or the edition."""
    row_id = getattr(row, "id")  # noqa: B009 - any row has an id
    return next(r for r in recipients(programme) if r.id == row_id)


def whole_edition(programme: Programme) -> Recipient:
    return next(r for r in recipients(programme) if r.kind is RecipientKind.EDITION)


@dataclass
class Releases:
    """Release after release in memory, as ``planner/releasing.py`` makes them in a store."""

    all: list[Outgoing] = field(default_factory=list)

    @property
    def ledger(self) -> Ledger:
        """What everybody was issued up to now."""
        return self.all[-1].ledger if self.all else Ledger()

    def make(self, programme: Programme, at: datetime | None = None) -> Outgoing:
        """The next release; a day after the one before unless told."""
        number = len(self.all) + 1
        version = Version(number, "", at or NOW + timedelta(days=number - 1), f"release-{number}")
        issues = issue_all(programme, self.ledger, version)
        assert issues is not None
        numbers = {**self.ledger.numbers, version.id: number}
        self.all.append(Outgoing(programme, replace(issues.ledger, numbers=numbers), version))
        return self.all[-1]


def rows_of(outgoing: Outgoing, recipient: Recipient) -> tuple[IssuedEvent, ...]:
    """The calendar of a recipient, cancelled events included."""
    return in_order(outgoing.ledger.rows[recipient.key].values())


def bytes_of(outgoing: Outgoing, recipient: Recipient) -> bytes:
    """The calendar of a recipient as a file, called the same in every release."""
    programme = outgoing.programme
    head = Head(programme.edition.time_zone, calendar_name(programme, recipient))
    return calendar_bytes(head, rows_of(outgoing, recipient), outgoing.ledger.contents)


class SmallPlan:
    """Two releases of a small plan: something moves, is called off, is new."""

    def __init__(self) -> None:
        plan = Build()
        self.tbilisi = plan.delegation("Tbilisi")
        moved = plan.visit("Moves", sun("02:30"), 30, None, self.tbilisi)
        gone = plan.visit("Goes", wed("11:00"), 30, None, self.tbilisi)
        plan.visit("Stays; as it is, ქალაქი", wed("12:00"), 30, plan.site("TRAKK"), self.tbilisi)
        releases = Releases()
        self.first = releases.make(plan.programme())
        plan.change(moved, start=sun("02:30", fold=1))
        plan.change(gone, start=None)
        plan.visit("New", wed("13:00"), 30, None, self.tbilisi)
        self.second = releases.make(plan.programme())

    def objects(self, outgoing: Outgoing) -> dict[str, bytes]:
        return objects_of(outgoing, recipient_of(outgoing.programme, self.tbilisi))


def file_of(plan: Build, row: object, now: datetime = NOW) -> bytes:
    """The first calendar that somebody gets."""
    outgoing = Releases().make(plan.programme(), now)
    return bytes_of(outgoing, recipient_of(outgoing.programme, row))


def events_in(file: bytes) -> dict[str, Any]:
    """Events by title, as icalendar reads them."""
    calendar = icalendar.Calendar.from_ical(file)
    assert isinstance(calendar, icalendar.Calendar)
    assert not calendar.errors
    assert not any(event.errors for event in calendar.events)
    return {str(event["SUMMARY"]): event for event in calendar.events}


def vobject_events_in(file: bytes) -> dict[str, Any]:
    """Events by title, as the independent reader vobject sees them."""
    calendar = vobject.readOne(file.decode())
    return {event.summary.value: event for event in calendar.vevent_list}


class Told(NamedTuple):
    """What somebody understands of an event; an instant in minutes, or a day."""

    begin: int | date
    end: int | date
    summary: str
    location: str
    status: str


def meant(event: CalendarEvent) -> Told:
    """What an event is to tell whoever reads it."""
    begin: int | date = event.begin
    end: int | date = event.end
    if event.all_day:
        clock = clock_of(event.zone)
        begin, end = clock.day(event.begin), clock.day(event.end)
    return Told(begin, end, event.summary, event.location, event.status)


def told(event: Any) -> Told:
    """What icalendar understands of a VEVENT."""
    begin, end = (_instant(event[name].dt) for name in ("DTSTART", "DTEND"))
    texts = (str(event.get(name, "")) for name in ("SUMMARY", "LOCATION", "STATUS"))
    return Told(begin, end, *texts)


def _instant(moment: date) -> int | date:
    return (moment - EPOCH) // MINUTE if isinstance(moment, datetime) else moment


def lines_of(file: bytes) -> list[str]:
    """Unfolded content lines."""
    return file.decode().replace("\r\n ", "").split("\r\n")
