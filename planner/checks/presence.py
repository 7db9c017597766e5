"""Entries before somebody has arrived or after they have left, the way included."""

from collections.abc import Iterator
from datetime import datetime
from operator import itemgetter
from typing import NamedTuple

from planner.checks.agenda import Agenda
from planner.checks.gaps import unknown_way
from planner.checks.journey import NIGHT_MINUTES, bare_minutes, begins_at, ends_at, taking
from planner.checks.rule import Subject, agenda_rule
from planner.checks.wording import day_of, fact_of, lasting, place, timed, who
from planner.conflicts import Conflict, Severity
from planner.phrases import N_, Phrase, Value, plural
from planner.programme import Entry
from planner.travel import Leg

TOO_EARLY = N_(
    "{who} arrives on {day} at {time}: {entry} on {entry_day} begins {short} too early{more}"
)
TOO_LATE = N_("{who} leaves on {day} at {time}: {entry} on {entry_day} ends {short} too late{more}")
TOO_EARLY_WITH_WAY = N_(
    "{who} arrives on {day} at {time} at {site}, and the way takes {way}:"
    " {entry} on {entry_day} begins {short} too early{more}"
)
TOO_LATE_WITH_WAY = N_(
    "{who} leaves on {day} at {time} from {site}, and the way takes {way}:"
    " {entry} on {entry_day} ends {short} too late{more}"
)


class Bound(NamedTuple):
    """When and where somebody arrives or departs; ``everything``: all their entries count."""

    wall: datetime
    instant: int
    site: str | None
    everything: bool


class Miss(NamedTuple):
    """An entry that begins too early, or ends too late, by ``minutes``.

    ``bare`` is the same without buffer and margin; ``unknown``: a leg that nothing is known of.
    """

    entry: Entry
    minutes: int
    bare: int
    leg: Leg | None
    unknown: tuple[str, str] | None = None


@agenda_rule("before-arrival", Subject.DELEGATION, Subject.DELEGATE)
def before_arrival(agenda: Agenda) -> Iterator[Conflict]:
    """Entries that begin earlier than the arrival, and the way from there, allow.

    One conflict for each delegation, and for each delegate with an arrival or entries of their
    own.  Blocking; a warning when only buffer or margin is missing.
    """
    if (bound := _arrival(agenda)) is not None:
        yield from _judge("before-arrival", agenda, bound, list(_too_early(agenda, bound)))


@agenda_rule("after-departure", Subject.DELEGATION, Subject.DELEGATE)
def after_departure(agenda: Agenda) -> Iterator[Conflict]:
    """Entries that end later than the departure, less the way to it, allows.

    Counted and judged like ``before-arrival``.
    """
    if (bound := _departure(agenda)) is not None:
        yield from _judge("after-departure", agenda, bound, list(_too_late(agenda, bound)))


def _arrival(agenda: Agenda) -> Bound | None:
    """None also when everything is a night or more after it."""
    if (delegation := agenda.delegation) is None:
        return None
    own = agenda.delegate.arrival if agenda.delegate else None
    if (wall := own or delegation.arrival) is None:
        return None
    instant = agenda.programme.clock.at(wall)
    if agenda.busy[0].begin - instant >= NIGHT_MINUTES:
        return None
    return Bound(wall, instant, delegation.arrival_site_id, own is not None or not agenda.delegate)


def _departure(agenda: Agenda) -> Bound | None:
    """None also when everything is a night or more before it."""
    if (delegation := agenda.delegation) is None:
        return None
    own = agenda.delegate.departure if agenda.delegate else None
    if (wall := own or delegation.departure) is None:
        return None
    instant = agenda.programme.clock.at(wall)
    if instant - agenda.days[-1].last.end >= NIGHT_MINUTES:
        return None
    return Bound(
        wall, instant, delegation.departure_site_id, own is not None or not agenda.delegate
    )


def _too_early(agenda: Agenda, bound: Bound) -> Iterator[Miss]:
    """What begins before the arrival, then the first entry after it with the way there."""
    for entry in agenda.busy:
        if bound.everything or agenda.is_own(entry):
            way = (bound.site, begins_at(entry.activity))
            yield _miss(agenda, entry, bound.instant - entry.begin, way, bound)
        if entry.begin >= bound.instant:
            return


def _too_late(agenda: Agenda, bound: Bound) -> Iterator[Miss]:
    """The last entry before the departure with the way to it, then what ends after it."""
    late: list[Entry] = []
    last: Entry | None = None
    for day in reversed(agenda.days):
        late += [e for e in day.entries if e.end > bound.instant]
        in_time = [e for e in day.entries if e.end <= bound.instant]
        if in_time:
            last = max(in_time, key=_end)
            break
    for entry in (last, *late) if last else late:
        if bound.everything or agenda.is_own(entry):
            way = (ends_at(entry.activity), bound.site)
            yield _miss(agenda, entry, entry.end - bound.instant, way, bound)


_end = itemgetter(1)


def _miss(
    agenda: Agenda, entry: Entry, gap: int, way: tuple[str | None, str | None], bound: Bound
) -> Miss:
    """``gap``: minutes between the entry and the bound, negative when there is time.

    Nobody has to make their way straight from an arrival the night before.
    """
    here, there = way
    if here is None or there is None or -gap >= NIGHT_MINUTES:
        return Miss(entry, gap, gap, None)
    programme = agenda.programme
    leaves = bound.wall if here == bound.site else programme.clock.wall(entry.end)
    leg = programme.travel.leg(here, there, None, leaves)
    if leg is None:
        return Miss(entry, gap, gap, None, (here, there))
    buffer = programme.edition.buffer_minutes if leg.minutes else 0
    bare = gap + bare_minutes(leg, programme.edition.margin_percent)
    return Miss(entry, gap + leg.minutes + buffer, bare, leg)


def _judge(rule: str, agenda: Agenda, bound: Bound, found: list[Miss]) -> Iterator[Conflict]:
    """One conflict about all that is missed, and one for each unknown way."""
    for miss in found:
        if miss.unknown is not None:
            yield unknown_way(agenda.programme, *miss.unknown)
    missed = [m for m in found if m.minutes > 0]
    if not missed:
        return
    worst = max(missed, key=lambda m: (m.minutes, m.entry.activity.id))
    certain = any(m.bare > 0 for m in missed)
    arriving = rule == "before-arrival"
    yield Conflict(
        rule=rule,
        severity=Severity.BLOCKING if certain else Severity.WARNING,
        phrase=_sentence(agenda, bound, worst, len(missed) - 1, arriving=arriving),
        subject=agenda.id,
        activities=tuple(m.entry.activity.id for m in missed),
        people=(agenda.id,),
        minutes=worst.minutes,
        fact=fact_of(bound.instant, *(f"{m.entry.activity.id}:{m.minutes}" for m in missed)),
    )


def _sentence(agenda: Agenda, bound: Bound, worst: Miss, others: int, *, arriving: bool) -> Phrase:
    programme, activity = agenda.programme, worst.entry.activity
    values: dict[str, Value] = {
        "who": who(programme, agenda.id),
        "day": bound.wall.date(),
        "time": bound.wall,
        "entry_day": day_of(programme, activity),
        "entry": timed(programme, activity),
        "short": lasting(worst.minutes),
        "more": _more(others),
    }
    if worst.leg is None or worst.leg.minutes == 0:
        return Phrase(TOO_EARLY if arriving else TOO_LATE, None, **values)
    values["way"] = taking(worst.leg, programme.edition.buffer_minutes)
    values["site"] = place(programme, bound.site)
    return Phrase(TOO_EARLY_WITH_WAY if arriving else TOO_LATE_WITH_WAY, None, **values)


def _more(others: int) -> Value:
    if not others:
        return ""
    return plural(" (and {n} more activity)", " (and {n} more activities)", others)
