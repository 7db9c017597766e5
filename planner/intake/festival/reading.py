"""What a reader fills, event by event: cleaned, limited, each event under a key of its own."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, tzinfo
from hashlib import sha256

from planner.errors import InvalidValue, PlannerError
from planner.intake.festival.keys import told_apart
from planner.intake.festival.sessions import Festival, Refusal, Session
from planner.intake.festival.texts import (
    DESCRIPTION,
    TITLE,
    is_cut,
    one_line,
    paragraphs,
    web_address,
)
from planner.intake.festival.times import existing, in_our_time, length
from planner.phrases import Phrase, plural
from planner.publish.plaintext import unkept_lines
from planner.publish.watching import Stopped

MAX_SESSIONS = 10_000
MAX_SPEAKERS = 50
MAX_KEY = 300


class Reading:
    """The programme that is being read from the file ``name``.

    ``zone`` is that of times for which nobody names one; ``overrules``: also where the file says
    in which zone times without one are.
    """

    def __init__(
        self, name: str, stopped: Stopped, zone: tzinfo, *, overrules: bool = False
    ) -> None:
        self.name = name
        self.zone = zone
        self.overrules = overrules
        self.title = ""
        #: The zones that the file names for times without one; "" where a part of it names none.
        self.time_zones: dict[str, None] = {}
        #: How many texts were cut, events came twice, have no place in the schedule yet.
        self.counts: Counter[str] = Counter()
        self._stopped = stopped
        #: By key, time and room.
        self._sessions: dict[tuple[str, datetime, str], Session] = {}
        self._refused: list[Refusal] = []
        self._notes: dict[Phrase, None] = {}

    def go_on(self) -> None:
        """To be asked between events; raises PlannerError when stopped, or when it is too much."""
        if self._stopped():
            raise PlannerError(Phrase("Reading {file} was stopped.", file=self.name))
        if len(self._sessions) + len(self._refused) > MAX_SESSIONS:
            raise PlannerError(
                Phrase("{file} has too many events: {n} at most.", file=self.name, n=MAX_SESSIONS),
                Phrase("Export only the days of the festival."),
            )

    def note(self, phrase: Phrase) -> None:
        """Say once what was assumed."""
        self._notes[phrase] = None

    def refuse(self, place: str, reason: Phrase) -> None:
        self._refused.append(Refusal(place, reason))

    def keep(
        self,
        *,
        key: str,
        place: str,
        title: str,
        start: datetime,
        minutes: int,
        all_day: bool = False,
        room: str = "",
        track: str = "",
        kind: str = "",
        language: str = "",
        speakers: Iterable[str] = (),
        description: str = "",
        url: str = "",
        cancelled: bool = False,
    ) -> None:
        """Keep an event, its texts as they stand in the file; raises InvalidValue.

        Without a ``key``, title, time and room are its identity.
        """
        title, room = self._line(title), self._line(room)
        if not title:
            raise InvalidValue("title", Phrase("It has no title."))
        start = existing(in_our_time(start), self.zone)
        if is_cut(description, DESCRIPTION):
            self.counts["cut"] += 1
        session = Session(
            key=self._key(key) or self._key(f"{title}|{start.isoformat()}|{room}"),
            place=place,
            title=title,
            start=start,
            minutes=length(minutes),
            all_day=all_day,
            room=room,
            track=self._line(track),
            kind=self._line(kind),
            language=self._line(language),
            speakers=self._speakers(speakers),
            description=paragraphs(description),
            url=web_address(url),
            cancelled=cancelled,
        )
        self._add(session)

    def _add(self, session: Session) -> None:
        """An event can be held several times, but not twice at one time in one room."""
        slot = (session.key, session.start, session.room)
        if slot in self._sessions:
            self.counts["twice"] += 1
            return
        self._sessions[slot] = session

    def _key(self, key: str) -> str:
        key = " ".join(unkept_lines(key).split())
        return key if len(key) <= MAX_KEY else sha256(key.encode()).hexdigest()

    def _line(self, text: str) -> str:
        if is_cut(text, TITLE):
            self.counts["cut"] += 1
        return one_line(text)

    def _speakers(self, speakers: Iterable[str]) -> tuple[str, ...]:
        names = tuple(dict.fromkeys(name for s in speakers if (name := self._line(s))))
        if len(names) > MAX_SPEAKERS:
            self.counts["cut"] += 1
        return names[:MAX_SPEAKERS]

    def sessions(self) -> tuple[Session, ...]:
        """What was kept, each under a key of its own."""
        return tuple(told_apart(self._sessions.values()))

    def festival(self) -> Festival:
        """All that was read; raises PlannerError when there is no event in it."""
        if not self._sessions and not self._refused:
            raise PlannerError(
                Phrase("{file} has no events with a time.", file=self.name),
                Phrase("Check that the programme has been published, and export it again."),
            )
        return Festival(
            one_line(self.title),
            tuple(map(one_line, self.time_zones)),
            self.sessions(),
            tuple(self._refused),
            (*self._notes, *self._counted()),
        )

    def _counted(self) -> Iterable[Phrase]:
        if n := self.counts["cut"]:
            yield plural(
                "A text was too long and is cut.", "{n} texts were too long and are cut.", n
            )
        if n := self.counts["twice"]:
            yield plural(
                "An event stands in the file twice and counts once.",
                "{n} events stand in the file more than once and count once.",
                n,
            )
        if n := self.counts["unplaced"]:
            yield plural(
                "A session has no place in the schedule yet and is left out.",
                "{n} sessions have no place in the schedule yet and are left out.",
                n,
            )


def too_large(name: str, most: int) -> PlannerError:
    """The error for a file of more than ``most`` bytes."""
    return PlannerError(
        Phrase("{file} is too large: {n} MB at most.", file=name, n=most // 10**6),
        Phrase("Export only the days of the festival."),
    )
