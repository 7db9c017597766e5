"""One tour day that has to hold certain pieces: does it fit, and if not, for which facts?"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from planner.phrases import Phrase
from planner.propose.tour_frame import Frame
from planner.propose.tour_pieces import Hold, Piece, Why
from planner.propose.tour_problem import ALL_DAY, Setting
from planner.propose.tour_words import FactWords
from planner.solve.tour_form import Day, Lunch, Pin, Site, TourProblem, TourSolution, Window

Solve = Callable[[TourProblem], TourSolution]


class About(StrEnum):
    """What a fact is about; in the order in which they are dropped when reasons are looked for.

    What explains best comes last: it is dropped only where the others do without it.
    """

    DRIVING = "driving"
    ORDER = "order"
    LIMIT = "limit"
    VISITS = "visits"
    LUNCH = "lunch"
    BEGIN = "begin"
    STAY = "stay"
    WAYS = "ways"
    END = "end"
    HOURS = "hours"
    TIME = "time"


#: Seldom the reason: they are dropped together.
_WEAK = {About.DRIVING, About.ORDER, About.LIMIT, About.VISITS, About.LUNCH}


@dataclass(frozen=True)
class Fact:
    """A requirement that could be dropped; ``key``: of a piece, a limit, or a pair of pieces."""

    about: About
    key: str = ""


@dataclass(frozen=True)
class Change:
    """Facts that are less strict: minutes by which hours, the day or the visit give way."""

    opens: int = 0
    closes: int = 0
    begin: int = 0
    end: int = 0
    shorter: int = 0
    visits: int = 0
    without: frozenset[Fact] = frozenset()


NO_CHANGE = Change()


class DayCase:
    """A day and the pieces that must stand on it; ``target``: the one that is in question."""

    def __init__(
        self, setting: Setting, frame: Frame, keys: Sequence[str], solve: Solve, target: str = ""
    ) -> None:
        self.setting, self.frame, self.target = setting, frame, target
        self._solve = solve
        self._sites = {s.id: s for s in setting.problem.sites}
        self._day = next(d for d in setting.problem.days if d.id == frame.id)
        wanted = dict.fromkeys((*keys, target) if target else keys)
        self.keys = tuple(key for key in wanted if key in self._sites)
        self._known: dict[Change, TourSolution] = {}
        self.words = FactWords(setting, frame)

    # -- facts ----------------------------------------------------------------------------

    def facts(self) -> list[Fact]:
        """Everything that could be dropped, in the order of :class:`About`."""
        order = list(About)
        return sorted(self._facts(), key=lambda f: order.index(f.about))

    def _facts(self) -> Iterator[Fact]:
        if self._day.max_driving is not None or self._day.driving_break is not None:
            yield Fact(About.DRIVING)
        if self._day.max_visits is not None:
            yield Fact(About.VISITS)
        if self._day.lunch is not None:
            yield Fact(About.LUNCH)
        yield Fact(About.BEGIN)
        yield Fact(About.END)
        yield from (Fact(About.LIMIT, limit.id) for limit in self.setting.problem.limits)
        for a, b in self.setting.problem.orders:
            if a in self.keys and b in self.keys:
                yield Fact(About.ORDER, f"{a}\n{b}")
        if self._unknown() is not None:
            yield Fact(About.WAYS)
        for key in self.keys:
            piece = self.setting.pieces[key]
            if piece.hold is Hold.TIME:
                yield Fact(About.TIME, key)
            elif not self._is_always_open(self._sites[key]):
                yield Fact(About.HOURS, key)
            if key != self.target:
                yield Fact(About.STAY, key)

    def _is_always_open(self, site: Site) -> bool:
        windows = self._windows(site)
        return bool(windows) and windows[0].open == 0 and windows[0].close >= ALL_DAY

    def _windows(self, site: Site) -> tuple[Window, ...]:
        return tuple(w for w in site.windows if w.days is None or self.frame.id in w.days)

    def culprits(self) -> tuple[Fact, ...]:
        """A minimal set of facts that cannot hold together; empty: everything fits.

        Where several such sets have nothing in common, all of them: without these facts it fits.
        """
        found: list[Fact] = []
        while not self.fits(Change(without=frozenset(found))):
            dropped = set(found)
            left = [f for f in self.facts() if f not in dropped]
            self._drop([f for f in left if f.about in _WEAK], dropped)
            for fact in (f for f in left if f.about not in _WEAK):
                self._drop([fact], dropped)
            more = [f for f in self.facts() if f not in dropped]
            if not more:
                break
            found += more
        return tuple(found)

    def _drop(self, facts: Sequence[Fact], dropped: set[Fact]) -> None:
        """Drop what the others do without: all of it, or of each half as much as can be."""
        if not facts:
            return
        if not self.fits(Change(without=frozenset(dropped.union(facts)))):
            dropped.update(facts)
        elif len(facts) > 1:
            half = len(facts) // 2
            self._drop(facts[:half], dropped)
            self._drop(facts[half:], dropped)

    def phrases(self, facts: Sequence[Fact]) -> list[Phrase]:
        """Facts in words: what stays in one sentence, which comes last.

        Of what keeps its time nobody has to be told that it stays as well.
        """
        timed = {f.key for f in facts if f.about is About.TIME}
        staying = [f.key for f in facts if f.about is About.STAY and f.key not in timed]
        stay = [self.setting.pieces[key] for key in staying]
        pinned = [p for p in stay if p.why is Why.PINNED]
        kept = [p for p in stay if p.why is not Why.PINNED]
        found = [self._phrase(fact) for fact in facts if fact.about is not About.STAY]
        return found + [self.words.stay(pieces) for pieces in (pinned, kept) if pieces]

    def _phrase(self, fact: Fact) -> Phrase:
        words, key = self.words, fact.key
        match fact.about:
            case About.TIME:
                return words.time(self.setting.pieces[key])
            case About.HOURS:
                return words.hours(self.setting.pieces[key])
            case About.ORDER:
                a, b = key.split("\n")
                return words.order(self.setting.pieces[a], self.setting.pieces[b])
            case About.LIMIT:
                limit = next(m for m in self.setting.problem.limits if m.id == key)
                return words.limit(limit.id, limit.max)
            case About.VISITS:
                return words.visits(self._day.max_visits or 0)
            case About.LUNCH:
                return words.lunch()
            case About.BEGIN:
                target = self.setting.pieces.get(self.target)
                return words.begin(self._earliest(target) if target else None, target)
            case About.END:
                return words.end()
            case About.WAYS:
                return words.ways(*(self._unknown() or ("", "")))
            case _:
                return words.driving()

    def _earliest(self, piece: Piece) -> int | None:
        """When the coach can be there from the start, in minutes of the day; None: unknown."""
        problem = self.setting.problem
        index = {place.id: n for n, place in enumerate(problem.places)}
        way = problem.travel[index[self._day.start_place]][index[piece.key]]
        return self._day.start + way if way > 0 else None

    def _unknown(self) -> tuple[str, str] | None:
        """The sites of a way of the target that nobody knows, the first of them."""
        problem, target = self.setting.problem, self.setting.pieces.get(self.target)
        if target is None or self.target not in self._sites:
            return None
        index = {place.id: n for n, place in enumerate(problem.places)}
        day, here = self.frame.day, index[self.target]
        others = {self._day.start_place: day.start_site_id, self._day.end_place: day.end_site_id}
        others |= {key: self.setting.pieces[key].site_id for key in self.keys}
        for place, site_id in others.items():
            there = index[place]
            if -1 in (problem.travel[here][there], problem.travel[there][here]):
                return site_id or "", target.site_id or ""
        return None

    # -- trying ---------------------------------------------------------------------------

    def fits(self, change: Change = NO_CHANGE) -> bool:
        """Whether all pieces find their place; True too where the solver could not say."""
        return self.solution(change).status != "infeasible"

    def solution(self, change: Change = NO_CHANGE) -> TourSolution:
        if change not in self._known:
            self._known[change] = self._solve(self.problem(change))
        return self._known[change]

    def problem(self, change: Change = NO_CHANGE) -> TourProblem:
        """The problem of this day alone, in which every piece is pinned."""
        gone = {f.key for f in change.without if f.about is About.STAY}
        keys = [key for key in self.keys if key not in gone]
        problem = self.setting.problem
        without = {f for f in change.without if f.about is not About.STAY}
        return replace(
            problem,
            sites=tuple(self._site(self._sites[key], change) for key in keys),
            days=(self._changed_day(change),),
            pinned=tuple(self._pin(key, change) for key in keys),
            travel=self._travel(change),
            limits=tuple(
                replace(m, use={k: n for k, n in m.use.items() if k in keys})
                for m in problem.limits
                if Fact(About.LIMIT, m.id) not in without
            ),
            orders=tuple(
                (a, b)
                for a, b in problem.orders
                if a in keys and b in keys and Fact(About.ORDER, f"{a}\n{b}") not in without
            ),
        )

    def _travel(self, change: Change) -> tuple[tuple[int, ...], ...]:
        """With ways of a minute where those that nobody knows do not count."""
        travel = self.setting.problem.travel
        if Fact(About.WAYS) not in change.without:
            return travel
        return tuple(tuple(1 if way < 0 else way for way in row) for row in travel)

    def _site(self, site: Site, change: Change) -> Site:
        windows = self._windows(site)
        if Fact(About.HOURS, site.id) in change.without:
            windows = (Window(0, ALL_DAY, (self.frame.id,)),)
        elif site.id == self.target and (change.opens or change.closes):
            windows = tuple(
                Window(max(w.open - change.opens, 0), w.close + change.closes, w.days)
                for w in windows
            )
        duration = site.duration
        if site.id == self.target:
            duration = max(duration - change.shorter, 1)
        return replace(site, windows=windows, duration=duration, score=0, scores={})

    def _changed_day(self, change: Change) -> Day:
        day, without = self._day, {f.about for f in change.without}
        driving = About.DRIVING not in without
        lunch: Lunch | None = None if About.LUNCH in without else day.lunch
        most = None if About.VISITS in without or day.max_visits is None else day.max_visits
        return replace(
            day,
            start=0 if About.BEGIN in without else max(day.start - change.begin, 0),
            end=ALL_DAY if About.END in without else day.end + change.end,
            lunch=lunch,
            max_visits=most if most is None else most + change.visits,
            max_driving=day.max_driving if driving else None,
            driving_break=day.driving_break if driving else None,
        )

    def _pin(self, key: str, change: Change) -> Pin:
        piece = self.setting.pieces[key]
        timed = piece.hold is Hold.TIME and Fact(About.TIME, key) not in change.without
        start = self.frame.minute(piece.begin) if timed and piece.begin is not None else None
        return Pin(key, self.frame.id, start)
