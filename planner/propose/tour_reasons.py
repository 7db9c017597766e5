"""Why a site is left out: what blocks it, or what a plan with it would lose."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from planner.checks.wording import titled
from planner.phrases import Phrase, Value, plural
from planner.propose.proposal import LeftOut
from planner.propose.tour_case import DayCase, Solve
from planner.propose.tour_frame import Frame
from planner.propose.tour_pieces import Piece
from planner.propose.tour_plan import Plan
from planner.propose.tour_problem import SCALE
from planner.propose.tour_relax import Found, smallest
from planner.propose.tour_settle import key_of
from planner.propose.tour_text import enumerated, joined
from planner.solve.budget import Budget
from planner.solve.tour_form import Pin, TourSolution

#: More names than this are not told.
_NAMED = 3
#: Sites besides those of the plan with which a plan that holds another one is looked for.
_OTHERS = 6
_NOT_ASKED = Phrase("it is not in the best plan found; why was not worked out")
_NOBODY = Phrase("nobody on board who could go there has a reason to")


class Reasons:
    """Explains what a plan leaves out.

    ``quick`` solves the small problems of one day, ``whole`` that of all days with one more
    site pinned.
    """

    def __init__(
        self, plan: Plan, solution: TourSolution, quick: Solve, whole: Solve, budget: Budget
    ) -> None:
        self.plan, self.solution, self.setting = plan, solution, plan.setting
        self._quick, self._whole, self._budget = quick, whole, budget
        self._planned = {site.id for site in plan.setting.problem.sites}

    def left_out(self) -> tuple[LeftOut, ...]:
        """Everything with a score that is not in the plan, the highest first."""
        out = [p for p in self.setting.pieces.values() if p.key not in self.plan.keys]
        wanted = [p for p in out if self._counts(p)]
        wanted.sort(key=lambda p: (-self.setting.best_points(p.key), p.main.title, p.key))
        most = self.setting.options.explained
        return tuple(self.of(piece, full=n < most) for n, piece in enumerate(wanted))

    def _counts(self, piece: Piece) -> bool:
        """What waits in the tray, and what is worth a point."""
        return not piece.is_new or self.setting.best_points(piece.key) > 0

    def of(self, piece: Piece, *, full: bool = True) -> LeftOut:
        """Why one piece is left out; ``full``: worked out, while there is time."""
        left = LeftOut(piece.key, self._title(piece), delegations=self._wished_by(piece))
        bars = [(f, self.setting.barred[piece.key, f.id]) for f in self._barred_days(piece)]
        if len(bars) == len(self.setting.frames) and not any(bar.closed for _, bar in bars):
            return replace(left, because=tuple(dict.fromkeys(bar.phrase for _, bar in bars)))
        if piece.key not in self._planned:
            return replace(left, because=(*self._bar_phrases(piece), _NOBODY))
        if not full or self._budget.over:
            return replace(left, because=tuple(self._bar_phrases(piece)), dearer=_NOT_ASKED)
        cases = self.cases(piece)
        open_cases = [c for c in cases if (piece.key, c.frame.id) not in self.setting.barred]
        if any(case.fits() for case in open_cases):
            left = replace(left, dearer=self._dearer(piece))
        else:
            left = replace(left, because=self._because(piece, open_cases))
        found = self.relaxed(piece)
        return replace(left, relaxation=found.relaxation if found else None)

    def _title(self, piece: Piece) -> Phrase:
        points = self.setting.best_points(piece.key)
        return plural("{what} ({n} point)", "{what} ({n} points)", points, what=titled(piece.main))

    def _wished_by(self, piece: Piece) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for frame in self.setting.frames:
            score = self.setting.score(piece.key, frame.tour.id)
            found |= dict.fromkeys(score.delegations if score else ())
        return tuple(found)

    # -- what blocks it -------------------------------------------------------------------

    def _barred_days(self, piece: Piece) -> list[Frame]:
        return [f for f in self.setting.frames if (piece.key, f.id) in self.setting.barred]

    def cases(
        self, piece: Piece, keys: Callable[[Frame], Sequence[str]] | None = None
    ) -> list[DayCase]:
        """The days on which it might stand, with what is held there (or with ``keys``)."""
        found = keys or (lambda frame: [p.key for p in frame.pieces if p.held])
        return [
            DayCase(self.setting, frame, found(frame), self._quick, piece.key)
            for frame in self.setting.frames
            if (bar := self.setting.barred.get((piece.key, frame.id))) is None or bar.closed
        ]

    def _because(self, piece: Piece, cases: Sequence[DayCase]) -> tuple[Phrase, ...]:
        """What blocks each day; a single day's facts stand each for itself."""
        found = [(case, case.phrases(case.culprits())) for case in cases]
        bars = tuple(self._bar_phrases(piece))
        if len(self.setting.frames) == 1:
            return (*bars, *(phrase for _, phrases in found for phrase in phrases))
        days = (self._on_day(case.frame, joined(phrases)) for case, phrases in found if phrases)
        return (*bars, *days)

    def _bar_phrases(self, piece: Piece) -> Iterator[Phrase]:
        """Facts that bar it from days, its circuit's if there are any."""
        days = [f for f in self._barred_days(piece) if piece.may_be_on(f.id)]
        bars = (self.setting.barred[piece.key, f.id] for f in days)
        return iter(dict.fromkeys(bar.phrase for bar in bars))

    def _on_day(self, frame: Frame, what: Value) -> Phrase:
        tours = {f.tour.id for f in self.setting.frames if f.date == frame.date}
        if len(tours) == 1:
            return Phrase("{day}: {what}", day=frame.date, what=what)
        return Phrase("{day}, {tour}: {what}", day=frame.date, tour=frame.tour.name, what=what)

    # -- what it would cost ---------------------------------------------------------------

    def best_with(self, key: str) -> TourSolution:
        """The best plan that holds a piece; of few sites where all of them would take too long."""
        problem = self.setting.problem
        pinned = replace(problem, pinned=(*problem.pinned, Pin(key)))
        each = self._budget.left / (2 * max(self.setting.options.explained, 1))
        if self.solution.wall_s <= each:
            return self._whole(pinned)
        wanted = self.plan.keys | {pin.site for pin in pinned.pinned}
        others = sorted((s for s in problem.sites if s.id not in wanted), key=lambda s: -s.score)
        wanted |= {site.id for site in others[:_OTHERS]}
        few = replace(pinned, sites=tuple(s for s in problem.sites if s.id in wanted))
        return replace(self._whole(few), status="feasible")

    def _dearer(self, piece: Piece) -> Phrase:
        found = self.best_with(piece.key)
        if found.score is None or self.solution.score is None:
            return Phrase("it fits, but no plan with it was found that is as good")
        lost = self.solution.score // SCALE - found.score // SCALE
        there = {key for day in found.days for key in day.sites}
        gone = [i for t in self.plan.days for i in t.day.order if key_of(i) not in there]
        names = [titled(i.main) for i in gone if isinstance(i, Piece)]
        others = enumerated(names[:_NAMED])
        if lost <= 0 and names:
            return Phrase("another plan is as good: it takes the place of {others}", others=others)
        if lost <= 0:
            return Phrase("another plan is as good")
        if not names:
            return plural(
                "a plan with it has {n} point less", "a plan with it has {n} points less", lost
            )
        if found.status == self.solution.status == "optimal":
            return plural(
                "every plan with it loses {n} point: it takes the place of {others}",
                "every plan with it loses {n} points: it takes the place of {others}",
                lost,
                others=others,
            )
        return plural(
            "the best plan found with it has {n} point less: it takes the place of {others}",
            "the best plan found with it has {n} points less: it takes the place of {others}",
            lost,
            others=others,
        )

    # -- what would let it in -------------------------------------------------------------

    def relaxed(self, piece: Piece) -> Found | None:
        """The smallest relaxation with which it fits beside all that is proposed."""
        proposed = {
            t.day.frame.id: [i.key for i in t.day.order if isinstance(i, Piece)]
            for t in self.plan.days
        }
        cases = self.cases(piece, lambda frame: proposed[frame.id])
        return smallest(cases, lambda: self._budget.over)
