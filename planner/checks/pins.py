"""What the organiser fixed and what cannot all hold."""

from collections.abc import Iterator
from itertools import pairwise

from planner.checks.agenda import Agenda
from planner.checks.journey import bare_minutes, taking
from planner.checks.rule import Subject, agenda_rule, rule
from planner.checks.wording import day_of, fact_of, lasting, place, timed, when, who
from planner.conflicts import Conflict, Severity
from planner.phrases import Phrase
from planner.programme import Entry, Programme


@agenda_rule("pins-contradict", Subject.DELEGATION, Subject.DELEGATE, Subject.HOST)
def pins_contradict(agenda: Agenda) -> Iterator[Conflict]:
    """Two activities with pinned times and the same people that overlap, or lie too far apart.

    Blocking, and besides the double booking: no solver can help here, a pin has to go.
    """
    programme = agenda.programme
    for clash in agenda.clashes:
        if clash.sure and _pinned(clash.first, clash.second):
            yield _conflict(
                agenda,
                (clash.first, clash.second),
                Phrase(
                    "{who}, {day}: {first} and {second} are both pinned in time and overlap"
                    " by {time}",
                    who=who(programme, agenda.id),
                    day=programme.clock.day(clash.second.begin),
                    first=timed(programme, clash.first.activity),
                    second=timed(programme, clash.second.activity),
                    time=lasting(clash.minutes),
                ),
                clash.minutes,
            )
    for step in agenda.steps:
        if step.leg is None or not _pinned(step.before, step.after):
            continue
        short = bare_minutes(step.leg, programme.edition.margin_percent) - step.available
        if short > 0 and agenda.same_people(step.before, step.after):
            yield _conflict(
                agenda,
                (step.before, step.after),
                Phrase(
                    "{who}, {day}: {first} and {second} are both pinned in time, but from {a}"
                    " to {b} takes {time}: {short} short",
                    who=who(programme, agenda.id),
                    day=programme.clock.day(step.before.end),
                    first=timed(programme, step.before.activity),
                    second=timed(programme, step.after.activity),
                    a=place(programme, step.from_site),
                    b=place(programme, step.to_site),
                    time=taking(step.leg),
                    short=lasting(short),
                ),
                short,
            )


def _pinned(first: Entry, second: Entry) -> bool:
    return first.activity.pin_time and second.activity.pin_time


def _conflict(agenda: Agenda, pair: tuple[Entry, Entry], phrase: Phrase, minutes: int) -> Conflict:
    first, second = pair
    return Conflict(
        rule="pins-contradict",
        severity=Severity.BLOCKING,
        phrase=phrase,
        subject=agenda.id,
        activities=(first.activity.id, second.activity.id),
        people=(agenda.id,),
        minutes=minutes,
        fact=fact_of(when(first.span, second.span), minutes),
    )


@rule("order-pin-broken", per=Subject.TOUR_DAY)
def order_pin_broken(programme: Programme, tour_day_id: str) -> Iterator[Conflict]:
    """Activities of a tour day whose order is pinned stand in another order by time.

    The pinned order is that of their positions; equal positions pin nothing.  A warning: the
    plan can be carried out, but not as the organiser said.
    """
    pinned = [
        a
        for a in programme.tour_stops.get(tour_day_id, ())
        if a.pin_order and a.id in programme.spans
    ]
    for first, second in pairwise(pinned):
        if first.position > second.position:
            yield Conflict(
                rule="order-pin-broken",
                severity=Severity.WARNING,
                phrase=Phrase(
                    "{day}: {second} is pinned to come before {first}, but comes after",
                    day=day_of(programme, first),
                    first=timed(programme, first),
                    second=timed(programme, second),
                ),
                subject=tour_day_id,
                activities=(first.id, second.id),
                fact=fact_of(first.position, second.position),
            )
