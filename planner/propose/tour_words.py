"""Facts about a tour day in words, with the names and the times of day."""

from collections.abc import Sequence
from datetime import datetime

from planner.checks.hours import windows
from planner.checks.wording import lasting, listed, place, timed, titled
from planner.phrases import Phrase, Value, plural
from planner.propose.tour_frame import Frame
from planner.propose.tour_pieces import Piece, Why
from planner.propose.tour_problem import Setting
from planner.propose.tour_text import enumerated
from planner.travel import BREAK_MINUTES, DAILY_DRIVING_MINUTES, DRIVING_BEFORE_BREAK_MINUTES


class FactWords:
    """The sentences of one day."""

    def __init__(self, setting: Setting, frame: Frame) -> None:
        self.setting, self.frame = setting, frame
        self.programme = setting.programme

    def wall(self, minute: int) -> datetime:
        """The time of day of minutes after midnight."""
        return self.programme.clock.wall(self.frame.midnight + minute)

    def time(self, piece: Piece) -> Phrase:
        """What keeps its time."""
        what = timed(self.programme, piece.main)
        match piece.why:
            case Why.PINNED:
                return Phrase("{what} is pinned in time", what=what)
            case Why.RELEASED:
                return Phrase("{what} has gone out", what=what)
            case Why.ELSEWHERE:
                return Phrase("everybody on board has {what}", what=what)
            case _:
                return Phrase("{what} is arranged for that time", what=what)

    def stay(self, pieces: Sequence[Piece]) -> Phrase:
        """What stays on the day."""
        names = enumerated([timed(self.programme, piece.main) for piece in pieces])
        if all(piece.why is Why.PINNED for piece in pieces):
            return plural(
                "{what} is pinned to this day", "{what} are pinned to this day",
                len(pieces), what=names,
            )  # fmt: skip
        return plural(
            "{what} stays on this day", "{what} stay on this day", len(pieces), what=names
        )

    def hours(self, piece: Piece) -> Phrase:
        """When a site opens that day, and how long the visit is."""
        site = place(self.programme, piece.site_id)
        spans = windows(self.programme, piece.site_id or "", self.frame.date)
        if not spans:
            return Phrase("{site} is closed on {day}", site=site, day=self.frame.date)
        at = self.programme.clock.wall
        hours: list[Value] = [
            Phrase("{begin}–{end}", begin=at(s.begin), end=at(s.end)) for s in spans
        ]
        return Phrase(
            "{site} opens {hours} on {day}, and the visit takes {minutes}",
            site=site,
            hours=listed(hours),
            day=self.frame.date,
            minutes=lasting(piece.minutes),
        )

    def lunch(self) -> Phrase:
        plan = self.frame.lunch
        assert plan is not None
        values: dict[str, Value] = {
            "minutes": lasting(plan.minutes),
            "first": self.wall(plan.earliest),
            "last": self.wall(plan.latest),
        }
        if plan.site_id is not None:
            where = place(self.programme, plan.site_id)
            return Phrase(
                "lunch at {place} takes {minutes} and begins between {first} and {last}",
                None,
                place=where,
                **values,
            )
        return Phrase("lunch takes {minutes} and begins between {first} and {last}", None, **values)

    def begin(self, earliest: int | None, target: Piece | None) -> Phrase:
        """When the day begins; with a target, when the coach can be there."""
        why, start = self.frame.bounds.begin_why, self.frame.day.start_site_id
        begin = self.programme.clock.wall(self.frame.bounds.begin)
        tour = self.frame.tour.name
        if why is not None:
            return Phrase("“{tour}” begins at {time}: {why}", tour=tour, time=begin, why=why)
        if earliest is not None and target is not None and start is not None:
            return Phrase(
                "the coach from {start} ({begin}) is at {site} at {time} at the earliest",
                start=place(self.programme, start),
                begin=begin,
                site=place(self.programme, target.site_id),
                time=self.wall(earliest),
            )
        return Phrase("“{tour}” begins at {time}", tour=tour, time=begin)

    def end(self) -> Phrase:
        end = self.programme.clock.wall(self.frame.bounds.end)
        tour, why = self.frame.tour.name, self.frame.bounds.end_why
        if why is not None:
            return Phrase("“{tour}” ends by {time}: {why}", tour=tour, time=end, why=why)
        return Phrase("“{tour}” ends at {time}", tour=tour, time=end)

    def ways(self, a: str, b: str) -> Phrase:
        """A way that nobody knows."""
        return Phrase(
            "nobody knows the way between {a} and {b}",
            a=place(self.programme, a),
            b=place(self.programme, b),
        )

    def order(self, first: Piece, second: Piece) -> Phrase:
        return Phrase(
            "{first} is pinned to come before {second}",
            first=titled(first.main),
            second=titled(second.main),
        )

    def visits(self, most: int) -> Phrase:
        return plural("at most {n} visit a day", "at most {n} visits a day", most)

    def limit(self, limit_id: str, most: int) -> Phrase:
        scope, _, kind = limit_id.partition(":")
        if scope == "trip":
            return plural(
                "at most {n} visit of the kind {kind}", "at most {n} visits of the kind {kind}",
                most, kind=kind,
            )  # fmt: skip
        return plural(
            "at most {n} visit a day of the kind {kind}",
            "at most {n} visits a day of the kind {kind}",
            most,
            kind=kind,
        )

    def driving(self) -> Phrase:
        return Phrase(
            "a driver drives {day} a day at most, and rests {rest} after {stretch}",
            day=lasting(DAILY_DRIVING_MINUTES),
            rest=lasting(BREAK_MINUTES),
            stretch=lasting(DRIVING_BEFORE_BREAK_MINUTES),
        )
