"""Sessions of a festival become activities of the plan.

What a festival says of its sessions are facts: they move, change and fall out as it says, unless
the organiser has changed them by hand.  Nothing is removed: what is cancelled, or is on no day of
the edition any more, waits in the tray.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from models.words import Kind
from planner.edits.core import new_id
from planner.entities import Activity
from planner.intake.festival.sessions import Session
from planner.intake.merging import Intake, Taken
from planner.intake.review import Choices, LeftOut
from planner.intake.sessions.session_matching import matches
from planner.intake.sessions.session_rooms import Rooms
from planner.intake.sessions.session_texts import description_of, kind_of, language_of
from planner.intake.sessions.session_times import Times, is_open
from planner.phrases import Phrase
from planner.publish.event import is_ours
from planner.publish.labels import CANCELLED, Labels

#: How long a session lasts of which only the beginning is known.
ASSUMED_MINUTES = 60
#: What people who take part in a session have to know.
MOVED = frozenset({"start", "minutes", "site_id", "title"})


class SessionTaker:
    """Takes in ``sessions`` one by one."""

    def __init__(self, intake: Intake, choices: Choices, sessions: Sequence[Session]) -> None:
        self._intake = intake
        self._rooms = Rooms(intake, choices)
        self._times = Times(intake.programme)
        self._labels = Labels(intake.programme.edition.language)
        self._matches = matches(intake, sessions, self._times)

    def take(self, session: Session) -> Iterator[Taken]:
        """Raises LeftOut for what has no place in this edition, Question, InvalidValue."""
        known = self._intake.said_before(Activity, session.key) is not None
        found = self._matches.get(session.key)
        if not known and found is None:
            self._check_wanted(session)
        edition = self._intake.programme.edition
        kind = kind_of(session)
        fresh = Activity(
            new_id(),
            edition.id,
            kind,
            session.title,
            minutes=ASSUMED_MINUTES,
            external_key=session.key,
        )
        values = self._values(session, kind)
        there = self._intake.remembered(Activity, session.key) or found
        if there is not None and is_ours(session.key) and there.external_key != session.key:
            # What we wrote of an activity is more than its description.
            values.pop("description", None)
        taken = self._intake.take(session.key, found, fresh, values)
        yield replace(taken, remarks=tuple(self._remarks(session, taken)))

    def _check_wanted(self, session: Session) -> None:
        if session.cancelled:
            raise LeftOut(Phrase("The festival has cancelled it."))
        if not self._times.is_within(session):
            edition = self._intake.programme.edition
            raise LeftOut(
                Phrase(
                    "{day} is no day of this edition, which lasts from {first} to {last}.",
                    day=self._times.wall(session).date(),
                    first=edition.first_day,
                    last=edition.last_day,
                )
            )

    def _values(self, session: Session, kind: Kind) -> dict[str, Any]:
        """The columns that the source names."""
        hours = self._times.hours(session, self._labels) if is_open(session) else ""
        values: dict[str, Any] = {
            "title": session.title,
            "language": language_of(session),
            "description": description_of(session, hours),
            "minutes": None if is_open(session) else session.minutes or None,
        }
        if session.room:
            # Those who are told of a transfer are told where it begins.
            column = "from_site_id" if kind is Kind.TRANSFER else "site_id"
            values[column] = self._rooms.site_of(session.room)
        values = {name: value for name, value in values.items() if value is not None}
        if session.cancelled:
            mark = self._labels(CANCELLED)
            return values | {"start": None, "title": f"{mark}: {session.title}"}
        if not is_open(session):
            values["start"] = self._times.wall(session)
        return values

    def _remarks(self, session: Session, taken: Taken) -> Iterator[Phrase]:
        if not isinstance(taken.row, Activity):
            return
        if session.cancelled and taken.row.start is None:
            yield Phrase("The festival has cancelled it: it waits in the tray.")
        elif session.cancelled:
            yield Phrase("The festival has cancelled it.")
        if taken.added and is_open(session):
            yield Phrase("It is open all day: it waits in the tray for a time of your choice.")
        elif taken.added and not session.minutes:
            yield Phrase("Its end is not known: {n} minutes are taken.", n=ASSUMED_MINUTES)
        changed = {difference.column for difference in taken.changed}
        if "start" in changed and not self._times.is_within(session):
            day = self._times.wall(session).date()
            yield Phrase("{day} is no day of this edition: it waits in the tray.", day=day)
        if changed & MOVED and (names := self._who_comes(taken.row)):
            yield Phrase("{names} take part", names=names)

    def _who_comes(self, activity: Activity) -> str:
        programme = self._intake.programme
        ids = {p.delegation_id for p in programme.parties(activity.id)}
        return ", ".join(d.name for d in programme.active_delegations if d.id in ids)
