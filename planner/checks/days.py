"""What people can bear in a day: meals, pauses, length."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from functools import lru_cache

from models.words import Kind
from planner.checks.agenda import Agenda, Day
from planner.checks.rule import Subject, agenda_rule
from planner.checks.wording import fact_of, lasting, timed, who
from planner.clock import Clock
from planner.conflicts import Conflict, Severity
from planner.phrases import Phrase
from planner.programme import Entry

#: A day with that much programme, before and after these two times, needs a meal between.
LONG_DAY_MINUTES = 360
NOON, AFTERNOON = time(12, 0), time(14, 0)
#: A meal counts as lunch when it touches this window.
LUNCH_FROM, LUNCH_TO = time(11, 0), time(15, 0)
#: Entries with smaller gaps than this stand back to back, at most that long.
PAUSE_MINUTES = 15
WITHOUT_PAUSE_MINUTES = 240


@agenda_rule("no-meal", Subject.DELEGATION)
def no_meal(agenda: Agenda) -> Iterator[Conflict]:
    """Six hours of programme or more, from before 12:00 to after 14:00, and no lunch.

    A warning: people may have been told to eat before.  A dinner is no lunch.
    """
    for day in agenda.days:
        if (minutes := day.busy) < LONG_DAY_MINUTES or not _needs_lunch(agenda, day):
            continue
        first, last = day.entries[0], day.last
        yield Conflict(
            rule="no-meal",
            severity=Severity.WARNING,
            phrase=Phrase(
                "{who}, {day}: {time} of programme from {begin} to {end} and no meal at midday",
                who=who(agenda.programme, agenda.id),
                day=day.day,
                time=lasting(minutes),
                begin=agenda.programme.clock.wall(first.begin),
                end=agenda.programme.clock.wall(last.end),
            ),
            subject=agenda.id,
            activities=(first.activity.id, last.activity.id),
            people=(agenda.id,),
            minutes=minutes,
            fact=fact_of(day.day, first.begin, last.end),
        )


def _needs_lunch(agenda: Agenda, day: Day) -> bool:
    """Whether the day spans noon and the early afternoon and has no meal there."""

    noon, afternoon, lunch_from, lunch_to = _midday(agenda.programme.clock, day.day)
    if day.entries[0].begin > noon or day.last.end < afternoon:
        return False
    meals = [e for e in day.entries if e.activity.kind is Kind.MEAL]
    return not any(meal.begin < lunch_to and meal.end > lunch_from for meal in meals)


@lru_cache(maxsize=256)
def _midday(clock: Clock, day: date) -> tuple[int, ...]:
    """The instants of the four times above."""
    times = (NOON, AFTERNOON, LUNCH_FROM, LUNCH_TO)
    return tuple(clock.at(datetime.combine(day, at)) for at in times)


@agenda_rule("no-pause", Subject.DELEGATION, Subject.DELEGATE)
def no_pause(agenda: Agenda) -> Iterator[Conflict]:
    """More than four hours back to back (gaps under 15 minutes); meals and free time are pauses.

    A warning.  For a delegate only where an entry of their own is among them.
    """
    for run in _runs(agenda.days):
        if not any(map(agenda.is_own, run)):
            continue
        minutes = max(e.end for e in run) - run[0].begin
        yield Conflict(
            rule="no-pause",
            severity=Severity.WARNING,
            phrase=Phrase(
                "{who}, {day}: {time} without a pause, from {first} to {last}",
                who=who(agenda.programme, agenda.id),
                day=agenda.programme.clock.day(run[0].begin),
                time=lasting(minutes),
                first=timed(agenda.programme, run[0].activity),
                last=timed(agenda.programme, run[-1].activity),
            ),
            subject=agenda.id,
            activities=tuple(e.activity.id for e in run),
            people=(agenda.id,),
            minutes=minutes,
            fact=fact_of(run[0].begin, minutes),
        )


def _runs(days: Iterable[Day]) -> Iterator[list[Entry]]:
    """Entries that stand back to back for too long."""
    for day in days:
        pauses = PAUSE_MINUTES * (len(day.entries) - 1)
        if min(day.minutes, day.busy + pauses) <= WITHOUT_PAUSE_MINUTES:
            continue
        first = begin = reach = 0
        for place, (start, end, activity, _) in enumerate(day.entries):
            is_meal = activity.kind is Kind.MEAL
            if is_meal or start - reach >= PAUSE_MINUTES:
                if reach - begin > WITHOUT_PAUSE_MINUTES:
                    yield day.entries[first:place]
                first, begin = (place + 1, end) if is_meal else (place, start)
                reach = end
            elif end > reach:
                reach = end
        if reach - begin > WITHOUT_PAUSE_MINUTES:
            yield day.entries[first:]


@agenda_rule("day-too-long", Subject.DELEGATION, Subject.DELEGATE)
def day_too_long(agenda: Agenda) -> Iterator[Conflict]:
    """From the first begin to the last end it is longer than the edition allows.  A warning.

    For a delegate only where an entry of their own makes the day that long.
    """
    limit = agenda.programme.edition.max_day_minutes
    for day in agenda.days:
        if (minutes := day.minutes) <= limit:
            continue
        first, last = day.entries[0], day.last
        if not (agenda.is_own(first) or agenda.is_own(last)):
            continue
        yield Conflict(
            rule="day-too-long",
            severity=Severity.WARNING,
            phrase=Phrase(
                "{who}, {day}: {time} from {first} to {last}, {over} more than {limit}",
                who=who(agenda.programme, agenda.id),
                day=day.day,
                time=lasting(minutes),
                first=timed(agenda.programme, first.activity),
                last=timed(agenda.programme, last.activity),
                over=lasting(minutes - limit),
                limit=lasting(limit),
            ),
            subject=agenda.id,
            activities=(first.activity.id, last.activity.id),
            people=(agenda.id,),
            minutes=minutes - limit,
            fact=fact_of(first.begin, last.end, limit),
        )
