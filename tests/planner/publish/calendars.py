"""What the calendar tests share: a small plan, an issue of it, and two ways to read the file."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import icalendar
import vobject

from planner.entities import IssuedEvent
from planner.programme import Programme
from planner.publish.ical import calendar_bytes, calendar_name, issue_for
from planner.publish.ledger import Issue
from planner.publish.recipients import Recipient, RecipientKind, recipients
from tests.build import Build

NOW = datetime(2024, 9, 1, 12, 0, tzinfo=UTC)


def recipient_of(programme: Programme, row: object) -> Recipient:
    """The recipient that stands for a delegation, a delegate or the edition."""
    row_id = getattr(row, "id")  # noqa: B009 - any row has an id
    return next(r for r in recipients(programme) if r.id == row_id)


def whole_edition(programme: Programme) -> Recipient:
    return next(r for r in recipients(programme) if r.kind is RecipientKind.EDITION)


def stored(issue: Issue, before: Mapping[str, IssuedEvent] | None = None) -> dict[str, IssuedEvent]:
    """The ledger of a recipient after an issue."""
    return {**(before or {}), **{row.item_key: row for row in issue.rows}}


def file_of(plan: Build, row: object, now: datetime = NOW) -> bytes:
    """The first calendar that somebody gets."""
    programme = plan.programme()
    recipient = recipient_of(programme, row)
    return bytes_of(programme, issue_for(programme, recipient, {}, now))


def bytes_of(programme: Programme, issue: Issue) -> bytes:
    name = calendar_name(programme, issue.recipient)
    return calendar_bytes(issue.recipient, issue.events, programme.edition.time_zone, name)


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


def lines_of(file: bytes) -> list[str]:
    """Unfolded content lines."""
    return file.decode().replace("\r\n ", "").split("\r\n")
