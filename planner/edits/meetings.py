"""1:1 meetings: making them, with a place and a table, and confirming them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from models.words import ActivityStatus, HostKind, Kind, Role
from planner.edits.activities import move
from planner.edits.core import Edit, add, edit, new_id, require
from planner.edits.names import describe
from planner.entities import Activity, Change, Participation
from planner.errors import PlannerError
from planner.free_time import next_free_slot
from planner.meetings import Table, meetings, name_of, people_of
from planner.phrases import Phrase, _
from planner.programme import Programme, Span

__all__ = ["MEETING_MINUTES", "add_meeting", "free_table", "next_free_slot", "usual_place"]

#: The kind of site that is there for meetings.
MEETING_ROOM = "meeting-room"
#: How long a 1:1 is unless told.
MEETING_MINUTES = 20


def add_meeting(
    programme: Programme,
    people: Sequence[str],
    *,
    start: datetime | None = None,
    minutes: int = MEETING_MINUTES,
    site_id: str | None = None,
    table: str | None = None,
) -> Edit:
    """A meeting of delegations, delegates and hosts (ids), in the tray without ``start``.

    It takes place at ``site_id`` or where meetings usually do, at ``table`` or the first free
    one known there, in a language that all sides are known to speak.
    """
    guests = [p for p in people if p not in programme.hosts]
    hosts = [p for p in people if p in programme.hosts]
    names = [name_of(programme, p) for p in (*guests, *hosts)]
    place = site_id or usual_place(programme, hosts)
    meeting = Activity(
        new_id(),
        programme.edition.id,
        Kind.MEETING,
        _("1:1 {people}").format(people=" – ".join(names)),
        start,
        minutes,
        place,
        language=_common_language(programme, people),
        meeting_point=table or free_table(programme, place, start, minutes),
    )
    return add(programme, meeting, *(_taking_part(programme, meeting, p) for p in people))


def _taking_part(programme: Programme, meeting: Activity, person_id: str) -> Participation:
    if person_id in programme.hosts:
        return Participation(
            new_id(), meeting.id, host_id=person_id, role=_role(programme, person_id)
        )
    if person_id in programme.delegates:
        return Participation(new_id(), meeting.id, delegate_id=person_id)
    return Participation(new_id(), meeting.id, delegation_id=person_id)


def _role(programme: Programme, host_id: str) -> Role:
    is_interpreter = programme.hosts[host_id].kind is HostKind.INTERPRETER
    return Role.INTERPRETS if is_interpreter else Role.HOSTS


def usual_place(programme: Programme, hosts: Sequence[str] = ()) -> str | None:
    """The host's own place, else where most meetings are, else the edition's meeting room."""
    for host_id in hosts:
        if (site_id := programme.hosts[host_id].site_id) is not None:
            return site_id
    places = Counter(a.site_id for a in meetings(programme) if a.site_id is not None)
    if not places:
        rooms = (s for s in programme.sites.values() if s.edition_id and s.kind == MEETING_ROOM)
        return min((room.id for room in rooms), default=None)
    return min(places, key=lambda s: (-places[s], s))


def free_table(
    programme: Programme, site_id: str | None, start: datetime | None, minutes: int
) -> str | None:
    """The first of the tables used for meetings at a site that is free then, by name."""
    if site_id is None or start is None:
        return None
    begin = programme.clock.at(start)
    wanted = Span(begin, begin + minutes)
    here = [a for a in meetings(programme) if a.site_id == site_id and a.meeting_point]
    taken = {
        a.meeting_point
        for a in here
        if (span := programme.spans.get(a.id)) is not None and span.overlaps(wanted)
    }
    tables = (a.meeting_point for a in here if a.meeting_point not in taken)
    return min((table for table in tables if table is not None), default=None)


def place_meeting(
    programme: Programme, meeting_id: str, start: datetime | None, table: Table | None = None
) -> Edit:
    """Give a meeting another time, and another table where one is named, in one step."""
    meeting = require(programme, Activity, meeting_id)
    moved = replace(meeting, start=start)
    what = describe(programme, meeting)
    if table is not None and (meeting.site_id, meeting.meeting_point) != table:
        moved = replace(moved, site_id=table.site_id, meeting_point=table.point)
        if start is not None:
            label = Phrase(
                "Move {what} to {table}, {start}", what=what, table=table.point, start=start
            )
        else:
            label = Phrase("Move {what} to {table}", what=what, table=table.point)
        return edit(label, [Change(meeting, moved)])
    return move(programme, meeting_id, start)


def _common_language(programme: Programme, people: Sequence[str]) -> str | None:
    """A language that all sides speak, the first one's order counts; None when unknown."""
    spoken = [_languages(programme, p) for p in people]
    if not spoken:
        return None
    return next((code for code in spoken[0] if all(code in other for other in spoken)), None)


def _languages(programme: Programme, person_id: str) -> tuple[str, ...]:
    if host := programme.hosts.get(person_id):
        return host.languages
    delegate = programme.delegates.get(person_id)
    if delegate is not None and delegate.languages:
        return delegate.languages
    return programme.delegations[delegate.delegation_id if delegate else person_id].languages


def confirm_meeting(programme: Programme, meeting_id: str) -> Edit:
    """Everybody has said yes; a confirmed meeting becomes a planned one again."""
    meeting = require(programme, Activity, meeting_id)
    confirmed = meeting.status is ActivityStatus.CONFIRMED
    status = ActivityStatus.PLANNED if confirmed else ActivityStatus.CONFIRMED
    changes = [Change(meeting, replace(meeting, status=status))]
    changes += [
        Change(row, replace(row, confirmed=None if confirmed else True))
        for row in programme.participations_of.get(meeting_id, ())
    ]
    what = describe(programme, meeting)
    if confirmed:
        return edit(Phrase("{what} is no longer confirmed", what=what), changes)
    return edit(Phrase("Confirm {what}", what=what), changes)


def to_next_slot(programme: Programme, meeting_id: str) -> Edit:
    """Move a meeting to the next time at which all of its people are free.

    That day first, then any day of the festival.  Raises PlannerError when there is none.
    """
    meeting = require(programme, Activity, meeting_id)
    after = programme.clock.shift(meeting.start, 5) if meeting.start else None
    days = [meeting.start.date()] if meeting.start else []
    for day in (*days, None):
        slot = next_free_slot(
            programme,
            people_of(programme, meeting_id),
            meeting.minutes,
            day,
            site_id=meeting.site_id,
            not_before=after,
            ignoring={meeting_id},
        )
        if slot is not None:
            return move(programme, meeting_id, slot)
    raise PlannerError(
        Phrase(
            "There is no later time at which everybody in “{title}” is free.", title=meeting.title
        ),
        Phrase("Free somebody, or choose a time by hand (e)."),
    )
