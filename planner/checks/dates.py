"""Times that cannot be, and activities outside the days they belong to."""

from collections.abc import Iterator

from planner.checks.rule import Subject, rule
from planner.checks.tour_time import planned_end, planned_start
from planner.checks.wording import day_of, fact_of, lasting, named, timed, titled, when
from planner.conflicts import Conflict, Severity
from planner.entities import TourDay
from planner.phrases import Phrase, Value
from planner.programme import Programme


@rule("no-such-time", per=Subject.ACTIVITY)
def no_such_time(programme: Programme, activity_id: str) -> Iterator[Conflict]:
    """It starts in the hour that the clocks skip when summer time begins.  Blocking."""
    activity = programme.activities[activity_id]
    if activity.start is None or programme.clock.exists(activity.start):
        return
    yield Conflict(
        rule="no-such-time",
        severity=Severity.BLOCKING,
        phrase=Phrase(
            "{activity} starts at {time} on {day}, which the clocks skip",
            activity=titled(activity),
            time=activity.start,
            day=activity.start.date(),
        ),
        subject=activity.id,
        activities=(activity.id,),
        fact=fact_of(activity.start.isoformat()),
    )


@rule("no-length", per=Subject.ACTIVITY)
def no_length(programme: Programme, activity_id: str) -> Iterator[Conflict]:
    """It lasts no time, or less.  Blocking: nothing else can be said about it."""
    activity = programme.activities[activity_id]
    if activity.minutes <= 0:
        yield Conflict(
            rule="no-length",
            severity=Severity.BLOCKING,
            phrase=Phrase(
                "{activity} on {day} lasts {n} min",
                activity=titled(activity),
                day=day_of(programme, activity),
                n=activity.minutes,
            ),
            subject=activity.id,
            activities=(activity.id,),
            minutes=activity.minutes,
            fact=fact_of(activity.minutes),
        )


@rule("outside-edition", per=Subject.ACTIVITY)
def outside_edition(programme: Programme, activity_id: str) -> Iterator[Conflict]:
    """It begins on a day that the edition does not have.  A warning: it stands in the tray."""
    activity, edition = programme.activities[activity_id], programme.edition
    if activity.start is None or edition.first_day <= activity.start.date() <= edition.last_day:
        return
    yield Conflict(
        rule="outside-edition",
        severity=Severity.WARNING,
        phrase=Phrase(
            "{activity} is on {day}, outside the edition ({first} to {last})",
            activity=timed(programme, activity),
            day=activity.start.date(),
            first=edition.first_day,
            last=edition.last_day,
        ),
        subject=activity.id,
        activities=(activity.id,),
        fact=fact_of(activity.start.date()),
    )


@rule("outside-tour-day", per=Subject.ACTIVITY)
def outside_tour_day(programme: Programme, activity_id: str) -> Iterator[Conflict]:
    """It is on another date than its tour day, or before its start, or after its end.

    A warning: the tour day may be what has to change.
    """
    activity = programme.activities[activity_id]
    day = programme.tour_days.get(activity.tour_day_id or "")
    if day is None or activity.parent_id is not None:
        return
    span = programme.spans[activity_id]
    date = programme.clock.day(span.begin)
    start, end = planned_start(programme, day), planned_end(programme, day)
    early = max(0, start - span.begin) if start is not None else 0
    late = max(0, span.end - end) if end is not None else 0
    if date == day.day and not early and not late:
        return
    values: dict[str, Value] = {
        "activity": timed(programme, activity),
        "tour": _tour_name(programme, day),
        "day": day.day,
    }
    if date != day.day:
        text = Phrase(
            "{activity} is on {date}, its day of the tour {tour} is {day}",
            None,
            **values,
            date=date,
        )
    elif early:
        text = Phrase(
            "{activity} on {day} begins {time} before the tour {tour} starts",
            None,
            **values,
            time=lasting(early),
        )
    else:
        text = Phrase(
            "{activity} on {day} ends {time} after the tour {tour} is over",
            None,
            **values,
            time=lasting(late),
        )
    yield Conflict(
        rule="outside-tour-day",
        severity=Severity.WARNING,
        phrase=text,
        subject=activity.id,
        activities=(activity.id,),
        minutes=None if date != day.day else max(early, late),
        fact=fact_of(when(span), day.day, day.start, day.end),
    )


def _tour_name(programme: Programme, day: TourDay) -> Value:
    tour = programme.tours.get(day.tour_id)
    return named(tour.name if tour else "")


@rule("tour-day-outside-edition", per=Subject.TOUR_DAY)
def tour_day_outside_edition(programme: Programme, tour_day_id: str) -> Iterator[Conflict]:
    """A tour day on a date that the edition does not have.  A warning."""
    day, edition = programme.tour_days[tour_day_id], programme.edition
    if edition.first_day <= day.day <= edition.last_day:
        return
    yield Conflict(
        rule="tour-day-outside-edition",
        severity=Severity.WARNING,
        phrase=Phrase(
            "The tour {tour} has a day on {day}, outside the edition ({first} to {last})",
            tour=_tour_name(programme, day),
            day=day.day,
            first=edition.first_day,
            last=edition.last_day,
        ),
        subject=tour_day_id,
        fact=fact_of(day.day),
    )


@rule("festival-outside-edition", per=Subject.EDITION)
def festival_outside_edition(programme: Programme, edition_id: str) -> Iterator[Conflict]:
    """The festival has days that the programme does not.  A warning."""
    edition = programme.edition
    if edition.first_day <= edition.festival_start <= edition.festival_end <= edition.last_day:
        return
    yield Conflict(
        rule="festival-outside-edition",
        severity=Severity.WARNING,
        phrase=Phrase(
            "The festival ({start} to {end}) is not within the edition ({first} to {last})",
            start=edition.festival_start,
            end=edition.festival_end,
            first=edition.first_day,
            last=edition.last_day,
        ),
        subject=edition_id,
        fact=fact_of(edition.festival_start, edition.festival_end),
    )
