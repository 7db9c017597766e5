"""The items of a tour proposal: what comes, moves, goes and stays, and what each brings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from planner.checks.hours import ALWAYS_OPEN, windows
from planner.checks.wording import place, titled
from planner.phrases import Phrase, Value, plural
from planner.propose.proposal import Item, Verb
from planner.propose.tour_pieces import Piece
from planner.propose.tour_problem import Setting
from planner.propose.tour_scores import why
from planner.propose.tour_settle import DayOrder, Order, key_of
from planner.propose.tour_times import Arranged, Meal, arrange


@dataclass(frozen=True)
class Timed:
    """A proposed day with its times."""

    day: DayOrder
    times: Arranged

    def begin(self, item: Piece | Meal) -> int | None:
        """The instant at which a piece or the lunch begins."""
        first = item.activities[0] if isinstance(item, Piece) else item.activity
        return self.times.begins.get(first.id)


def items(setting: Setting, days: Sequence[Timed], closed_ok: frozenset[str]) -> tuple[Item, ...]:
    """All items by day and time; what goes to the tray comes last."""
    return tuple(_Items(setting, days, closed_ok).all())


class _Items:
    def __init__(self, setting: Setting, days: Sequence[Timed], closed_ok: frozenset[str]) -> None:
        self.setting, self.programme = setting, setting.programme
        self.days, self.closed_ok = days, closed_ok
        self.stays_on: Mapping[str, str] = {
            key_of(i): t.day.frame.id for t in days for i in t.day.order
        }
        self.gone = {
            t.day.frame.id: [i for i in t.day.now if self.stays_on.get(key_of(i)) != t.day.frame.id]
            for t in days
        }

    def all(self) -> Iterator[Item]:
        for day in self.days:
            steady = _steady(day.day)
            for item in day.day.order:
                if isinstance(item, Meal):
                    yield self._meal(day, item, steady)
                elif not item.foreign:
                    yield self._piece(day, item, steady)
        for day in self.days:
            for item in self.gone[day.day.frame.id]:
                if isinstance(item, Piece) and item.key not in self.stays_on:
                    yield self._removed(day, item)

    # -- one item -------------------------------------------------------------------------

    def _piece(self, day: Timed, piece: Piece, steady: frozenset[str]) -> Item:
        frame = day.day.frame
        start = self._wall(day.begin(piece))
        title = titled(piece.main)
        verb = Verb.KEEP
        if piece.begin is None:
            verb = Verb.ADD
            text = Phrase("{what}: {day}, {start}", what=title, day=frame.date, start=start)
        elif piece.day_id != frame.id or piece.key not in steady:
            verb = Verb.MOVE
            text = self._moved(title, piece.begin, start)
        elif self._wall(piece.begin) != start:
            text = Phrase(
                "{what}: {day}, {old} → {start}",
                what=title,
                day=frame.date,
                old=self._wall(piece.begin),
                start=start,
            )
        else:
            text = Phrase("{what}: {day}, {start}", what=title, day=frame.date, start=start)
        return Item(
            piece.key,
            verb,
            text,
            tuple(self._brings(day, piece)) if verb is not Verb.KEEP else (),
            self._people(frame.tour.id),
            tuple(a.id for a in piece.activities),
            self._needs(day, piece) if verb in (Verb.ADD, Verb.MOVE) else (),
        )

    def _meal(self, day: Timed, meal: Meal, steady: frozenset[str]) -> Item:
        frame, key = day.day.frame, key_of(meal)
        begin = day.begin(meal)
        start = self._wall(begin)
        old = self.programme.spans.get(meal.activity.id)
        where = self._meal_place(day, meal)
        values: dict[str, Value] = {
            "what": titled(meal.activity),
            "day": frame.date,
            "start": start,
        }
        brings: tuple[Phrase, ...] = ()
        if old is None:
            verb = Verb.ADD
            text = Phrase("{what}: {day}, {start}, {where}", None, where=where, **values)
            brings = (Phrase("a lunch on a long day"),)
        elif meal.site_id != self.programme.activities[meal.activity.id].site_id:
            verb = Verb.MOVE
            text = Phrase("{what}: {day}, {start}, now {where}", None, where=where, **values)
        else:
            verb = Verb.KEEP if key in steady else Verb.MOVE
            text = Phrase("{what}: {day}, {start}", None, **values)
            if self._wall(old.begin) != start:
                text = Phrase(
                    "{what}: {day}, {old} → {start}", None, old=self._wall(old.begin), **values
                )
        people = self._people(frame.tour.id)
        return Item(key, verb, text, brings, people, (meal.activity.id,))

    def _meal_place(self, day: Timed, meal: Meal) -> Phrase:
        rows = (c.after for c in day.times.changes)
        site_id = next(
            (getattr(r, "site_id", None) for r in rows if r and r.id == meal.activity.id), None
        )
        if site_id is None:
            return Phrase("a place is to be found")
        return Phrase("{place}", place=place(self.programme, site_id))

    def _removed(self, day: Timed, piece: Piece) -> Item:
        begin = self._wall(piece.begin)
        text = Phrase(
            "{what} ({day}, {start}) into the tray",
            what=titled(piece.main),
            day=begin.date(),
            start=begin,
        )
        tour_id = day.day.frame.tour.id
        lost = self.setting.points_on_tour(piece.key, tour_id)
        brings = (plural("costs {n} point", "costs {n} points", lost),)
        ids = tuple(a.id for a in piece.activities)
        return Item(piece.key, Verb.REMOVE, text, brings, self._people(tour_id), ids)

    # -- words ----------------------------------------------------------------------------

    def _moved(self, title: Value, old: int | None, start: datetime) -> Phrase:
        before = self._wall(old)
        return Phrase(
            "{what}: {old_day} {old} → {day} {start}",
            what=title,
            old_day=before.date(),
            old=before,
            day=start.date(),
            start=start,
        )

    def _wall(self, instant: int | None) -> datetime:
        assert instant is not None
        return self.programme.clock.wall(instant)

    def _brings(self, day: Timed, piece: Piece) -> Iterator[Phrase]:
        frame = day.day.frame
        score = self.setting.score(piece.key, frame.tour.id)
        if score is not None:
            yield plural("{n} point", "{n} points", score.points)
            yield from why(self.programme, score)
        yield from self._unsure(day, piece)

    def _unsure(self, day: Timed, piece: Piece) -> Iterator[Phrase]:
        """What has to be asked before it can go out."""
        site = self.programme.sites.get(piece.site_id or "")
        if site is None:
            return
        frame = day.day.frame
        if site.kind not in ALWAYS_OPEN and windows(self.programme, site.id, frame.date) is None:
            yield Phrase("opening hours unknown: to be confirmed")
        if (
            piece.is_new
            and site.visit_minutes is None
            and site.id not in self.setting.options.minutes
        ):
            yield Phrase("{n} min for the visit: nobody has said how long it is", n=piece.minutes)

    def _people(self, tour_id: str) -> tuple[str, ...]:
        on_board = {p.delegation_id for p in self.programme.on_board(tour_id)}
        return tuple(d.id for d in self.programme.active_delegations if d.id in on_board)

    # -- needs ----------------------------------------------------------------------------

    def _needs(self, day: Timed, piece: Piece) -> tuple[str, ...]:
        """What has to leave the day first: all that leaves it, where it does not fit otherwise."""
        gone = [i for i in self.gone[day.day.frame.id] if isinstance(i, Piece)]
        if not gone or piece.day_id == day.day.frame.id:
            return ()
        for n in range(len(day.day.now) + 1):
            order: Order = (*day.day.now[:n], piece, *day.day.now[n:])
            for hold in (True, False):
                tried = arrange(
                    self.programme, day.day.frame, order, hold=hold, closed_ok=self.closed_ok
                )
                if tried.late == 0:
                    return ()
        return tuple(i.key for i in gone)


def _steady(day: DayOrder) -> frozenset[str]:
    """What stands in the same order as now: a longest such sequence."""
    now = {key_of(i): n for n, i in enumerate(day.now)}
    line = [key_of(i) for i in day.order if key_of(i) in now]
    best: list[tuple[int, tuple[str, ...]]] = [(0, ())]
    for key in line:
        number, run = max(b for b in best if not b[1] or now[b[1][-1]] < now[key])
        best.append((number + 1, (*run, key)))
    return frozenset(max(best)[1])
