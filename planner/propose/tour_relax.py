"""The smallest change of the facts that would let a site in beside all that is proposed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from uuid import uuid5

from planner.checks.hours import windows
from planner.checks.wording import lasting, place, timed, titled
from planner.edits.activities import toggle_pin
from planner.edits.core import Edit, change
from planner.edits.places import set_hours
from planner.edits.tours import unplace_stop
from planner.entities import Activity, Change, Opening
from planner.phrases import Phrase, plural
from planner.programme import Span, count_heads
from planner.propose.proposal import Relaxation
from planner.propose.tour_case import NO_CHANGE, About, DayCase, Fact
from planner.propose.tour_case import Change as Weaker
from planner.propose.tour_pieces import NAMESPACE, Hold, Piece, Why
from planner.solve.tour_form import Visit

#: Minutes by which hours, the day and a visit are tried to give way.
_HOURS, _DAY, _SHORTER = (15, 30, 60, 120), (30, 60), (15, 30)
#: No visit is made shorter than that.
_SHORTEST = 20


@dataclass(frozen=True)
class Found:
    """A relaxation, where it works, and the weaker facts: with these the day fits."""

    case: DayCase
    weaker: Weaker
    relaxation: Relaxation


def smallest(cases: Sequence[DayCase], halt: Callable[[], bool]) -> Found | None:
    """The first one that works, by its size; None: none of these does, or none is needed.

    ``halt``: asked before each try.
    """
    if any(case.fits() for case in cases):
        return None
    hopeful = [case for case in cases if case.fits(_all_at_once(case))]
    tries: list[tuple[int, int, Weaker]] = []
    for n, case in enumerate(hopeful):
        for family in _families(case):
            if halt():
                return None
            if case.fits(family[-1][1]):
                tries += ((size, n, weaker) for size, weaker in family)
    for _, n, weaker in sorted(tries, key=lambda t: (t[0], t[1])):
        if hopeful[n].fits(weaker):
            return Found(hopeful[n], weaker, told(hopeful[n], weaker))
    return None


def _all_at_once(case: DayCase) -> Weaker:
    """Weaker than each of the ways: where this does not fit, none of them does."""
    keep = {About.DRIVING, About.ORDER, About.LIMIT, About.LUNCH, About.WAYS}
    loose = frozenset(f for f in case.facts() if f.about not in keep and _may_drop(case, f))
    dropped = replace(NO_CHANGE, without=loose, shorter=max(_SHORTER), visits=1)
    return replace(dropped, begin=max(_DAY), end=max(_DAY))


def _may_drop(case: DayCase, fact: Fact) -> bool:
    if fact.about in (About.HOURS, About.VISITS):
        return fact.about is About.VISITS or fact.key == case.target
    piece = case.setting.pieces.get(fact.key)
    if piece is None:
        return False
    if fact.about is About.TIME:
        return piece.why in (Why.PINNED, Why.RELEASED) and not piece.foreign
    return piece.hold is Hold.DAY and piece.why is Why.KEPT


Family = list[tuple[int, Weaker]]


def _families(case: DayCase) -> Iterator[Family]:
    """Ways of one kind, weaker and weaker, each with its size: about the minutes somebody gives."""
    target = case.setting.pieces[case.target]
    bounds = case.frame.bounds
    facts = case.facts()
    if (hours := Fact(About.HOURS, case.target)) in facts:
        yield [(n, Weaker(closes=n)) for n in _HOURS]
        yield [(n, Weaker(opens=n)) for n in _HOURS]
        yield [(180, Weaker(without=frozenset({hours})))]
    if shorter := [n for n in _SHORTER if target.minutes - n >= _SHORTEST]:
        yield [(n, Weaker(shorter=n)) for n in shorter]
    if bounds.end_why is None:
        yield [(n, Weaker(end=n)) for n in _DAY]
    if bounds.begin_why is None:
        yield [(n + 5, Weaker(begin=n)) for n in _DAY]
    if Fact(About.VISITS) in facts:
        yield [(20, Weaker(visits=1))]
    for fact in facts:
        is_other = fact.key != case.target and fact.about in (About.TIME, About.STAY)
        if is_other and _may_drop(case, fact):
            yield [(40 if fact.about is About.TIME else 240, Weaker(without=frozenset({fact})))]


# -- in words ---------------------------------------------------------------------------------


def told(case: DayCase, weaker: Weaker) -> Relaxation:
    """A weaker fact in words, with its cost and, where it is ours to make, its edit."""
    if weaker.opens or weaker.closes or _drops(weaker, About.HOURS):
        return _hours(case, weaker)
    if weaker.end or weaker.begin:
        return _day(case, weaker)
    if weaker.shorter:
        return _shorter(case, weaker)
    if weaker.visits:
        most = next(d for d in case.setting.problem.days if d.id == case.frame.id).max_visits or 0
        text = plural("{n} visit that day", "{n} visits that day", most + 1)
        return Relaxation(text, Phrase("a fuller day"))
    (fact,) = weaker.without
    piece = case.setting.pieces[fact.key]
    return _pin(case, weaker, piece) if fact.about is About.TIME else _stay(case, piece)


def _drops(weaker: Weaker, about: About) -> bool:
    return any(f.about is about for f in weaker.without)


def _visit(case: DayCase, weaker: Weaker, key: str) -> tuple[datetime, datetime]:
    """When a piece is visited then."""
    solution = case.solution(weaker)
    items = (i for d in solution.days for i in d.items)
    visit = next(i for i in items if isinstance(i, Visit) and i.site == key)
    return case.words.wall(visit.start), case.words.wall(visit.end)


def _hours(case: DayCase, weaker: Weaker) -> Relaxation:
    programme, frame = case.setting.programme, case.frame
    site_id = case.setting.pieces[case.target].site_id or ""
    begin, end = _visit(case, weaker, case.target)
    visit = Span(programme.clock.at(begin), programme.clock.at(end))
    hours = list(windows(programme, site_id, frame.date) or ())
    site = place(programme, site_id)
    cost = Phrase("{site} opens for the group", site=site)
    near = [h for h in hours if _reaches(h, weaker, visit)]
    if near:
        longer = max(near[0].begin - visit.begin, 0) + max(visit.end - near[0].end, 0)
        cost = Phrase("{site} opens {minutes} longer", site=site, minutes=lasting(longer))
        hours.remove(near[0])
        visit = Span(min(near[0].begin, visit.begin), max(near[0].end, visit.end))
    text = Phrase(
        "{site} receives the group {begin}–{end} on {day}",
        site=site,
        begin=begin,
        end=end,
        day=frame.date,
    )
    return Relaxation(text, cost, _opened(case, site_id, [*hours, visit]))


def _reaches(window: Span, weaker: Weaker, visit: Span) -> bool:
    first, last = window.begin - weaker.opens, window.end + weaker.closes
    return first <= visit.begin and visit.end <= last


def _opened(case: DayCase, site_id: str, spans: Sequence[Span]) -> Edit | None:
    """The hours of that date; None where they reach into another day."""
    programme, day = case.setting.programme, case.frame.date
    wall = programme.clock.wall
    hours: list[tuple[time, time]] = []
    for span in sorted(spans):
        begin, end = wall(span.begin), wall(span.end)
        if begin.date() != day or end.date() != day:
            return None
        if hours and begin.time() <= hours[-1][1]:
            first, last = hours.pop()
            hours.append((first, max(last, end.time())))
        else:
            hours.append((begin.time(), end.time()))
    return _lasting_ids(set_hours(programme, site_id, {day: tuple(hours)}))


def _lasting_ids(made: Edit) -> Edit:
    """New rows with ids that are the same each time."""
    changes = []
    for row in made.changes:
        after = row.after
        if row.before is None and isinstance(after, Opening):
            name = f"opening|{after.site_id}|{after.day}|{after.opens}|{after.closes}"
            after = replace(after, id=str(uuid5(NAMESPACE, name)))
        changes.append(Change(row.before, after))
    return Edit(made.label, tuple(changes))


def _day(case: DayCase, weaker: Weaker) -> Relaxation:
    programme, frame = case.setting.programme, case.frame
    shift = programme.clock.wall
    heads, _complete = count_heads(programme.on_board(frame.tour.id))
    if weaker.end:
        new, old = shift(frame.bounds.end + weaker.end), shift(frame.bounds.end)
        text = Phrase(
            "“{tour}” ends at {new} instead of {old}", tour=frame.tour.name, new=new, old=old
        )
        later = replace(frame.day, end=new.time())
        minutes, is_own = weaker.end, new.date() == frame.date
    else:
        new, old = shift(frame.bounds.begin - weaker.begin), shift(frame.bounds.begin)
        text = Phrase(
            "“{tour}” begins at {new} instead of {old}", tour=frame.tour.name, new=new, old=old
        )
        later = replace(frame.day, start=new.time())
        minutes, is_own = weaker.begin, new.date() == frame.date
    cost = plural(
        "{minutes} more on the road for {n} person",
        "{minutes} more on the road for {n} people",
        heads,
        minutes=lasting(minutes),
    )
    return Relaxation(text, cost, change(programme, later) if is_own else None)


def _shorter(case: DayCase, weaker: Weaker) -> Relaxation:
    programme, piece = case.setting.programme, case.setting.pieces[case.target]
    new = piece.minutes - weaker.shorter
    text = Phrase("a visit of {new} instead of {old}", new=lasting(new), old=lasting(piece.minutes))
    cost = Phrase("{minutes} less for the visit", minutes=lasting(weaker.shorter))
    stored = programme.activities.get(piece.main.id)
    parts = sum(p.minutes for p in programme.parts.get(piece.main.id, ()))
    left = piece.main.minutes - weaker.shorter
    if stored is None or left < max(parts, 1):
        return Relaxation(text, cost)
    return Relaxation(text, cost, change(programme, replace(stored, minutes=left)))


def _pin(case: DayCase, weaker: Weaker, piece: Piece) -> Relaxation:
    programme = case.setting.programme
    begin, _ = _visit(case, weaker, piece.key)
    what = timed(programme, piece.main)
    cost = Phrase("{what} moves to {time}", what=what, time=begin)
    if piece.why is Why.RELEASED:
        return Relaxation(Phrase("{what}, which has gone out, may move", what=what), cost)
    pinned: list[Activity] = [a for a in piece.activities if a.pin_time]
    made = toggle_pin(programme, pinned[0].id) if len(pinned) == 1 else None
    return Relaxation(Phrase("the time of {what} is no longer pinned", what=what), cost, made)


def _stay(case: DayCase, piece: Piece) -> Relaxation:
    programme = case.setting.programme
    lost = case.setting.points(piece.key, case.frame.id)
    text = Phrase("without {what}", what=titled(piece.main))
    cost = plural("{n} point", "{n} points", lost)
    is_one = len(piece.activities) == 1
    made = unplace_stop(programme, piece.main.id) if is_one else None
    return Relaxation(text, cost, made)
