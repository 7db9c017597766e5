"""Too little time to get from one entry to the next."""

from collections.abc import Iterator

from models.words import Kind, TravelMode
from planner.checks.agenda import Agenda
from planner.checks.journey import Step, bare_minutes, taking
from planner.checks.rule import Subject, agenda_rule, rule
from planner.checks.wording import day_of, fact_of, lasting, place, timed, titled, who
from planner.conflicts import Conflict, Severity
from planner.phrases import Phrase, Value
from planner.programme import Programme


@agenda_rule("gap-too-short", Subject.DELEGATION, Subject.DELEGATE, Subject.HOST)
def gap_too_short(agenda: Agenda) -> Iterator[Conflict]:
    """The way to the next entry, and the edition's buffer, do not fit between the two.

    Blocking when not even the way fits; a warning when only the buffer or the margin of an
    estimate is missing.  Before a transfer the way leads to where it begins.
    """
    programme = agenda.programme
    for step in agenda.steps:
        if step.leg is None or (short := step.short) is None:
            continue
        yield Conflict(
            rule="gap-too-short",
            severity=short.severity,
            phrase=Phrase(
                "{who}, {day}: from {a} (ends {end}) to {b} (begins {begin}) takes {time}:"
                " {short} short",
                who=who(programme, agenda.id),
                day=programme.clock.day(step.before.end),
                a=_at(programme, step, after=False),
                b=_at(programme, step, after=True),
                end=programme.clock.wall(step.before.end),
                begin=programme.clock.wall(step.after.begin),
                time=taking(step.leg, short.buffer),
                short=lasting(short.minutes),
            ),
            subject=agenda.id,
            activities=(step.before.activity.id, step.after.activity.id),
            people=(agenda.id,),
            minutes=short.minutes,
            fact=fact_of(step.available, step.leg.minutes, short.buffer),
        )


def _at(programme: Programme, step: Step, *, after: bool) -> Value:
    entry, site = (step.after, step.to_site) if after else (step.before, step.from_site)
    title, where = titled(entry.activity), place(programme, site)
    return title if title == where else Phrase("{title} at {place}", title=title, place=where)


@agenda_rule("travel-unknown", Subject.DELEGATION, Subject.DELEGATE, Subject.HOST)
def travel_unknown(agenda: Agenda) -> Iterator[Conflict]:
    """Two places with no figure for the way, so that no gap is checked.  To check.

    Once for each pair of places, whoever goes there: the subject is both ids with a ``+``.
    """
    for step in agenda.steps:
        if step.leg is None:
            yield unknown_way(agenda.programme, step.from_site, step.to_site)


@rule("travel-unknown", per=Subject.ACTIVITY, kinds=frozenset({Kind.TRANSFER}))
def transfer_unknown(programme: Programme, activity_id: str) -> Iterator[Conflict]:
    """The same for a transfer: nothing says whether its minutes are enough."""
    transfer = programme.activities[activity_id]
    a, b = transfer.from_site_id, transfer.site_id
    if a is None or b is None or transfer.mode is TravelMode.TRAIN:
        return
    if programme.travel.leg(a, b, transfer.mode) is None:
        yield unknown_way(programme, a, b)


def unknown_way(programme: Programme, a: str, b: str) -> Conflict:
    """The conflict about a pair of places: the same from wherever it is found."""
    a, b = sorted((a, b))
    missing = [s for s in (a, b) if (site := programme.sites.get(s)) is None or site.lat is None]
    why = Phrase("enter the minutes")
    if missing:
        why = Phrase("{place} has no coordinates", place=place(programme, missing[0]))
    return Conflict(
        rule="travel-unknown",
        severity=Severity.TO_CHECK,
        phrase=Phrase(
            "The way between {a} and {b} is unknown: {why}",
            a=place(programme, a),
            b=place(programme, b),
            why=why,
        ),
        subject=f"{a}+{b}",
        fact=fact_of(*missing),
    )


@rule("transfer-too-short", per=Subject.ACTIVITY, kinds=frozenset({Kind.TRANSFER}))
def transfer_too_short(programme: Programme, activity_id: str) -> Iterator[Conflict]:
    """A transfer that is planned shorter than its way takes.

    Blocking when the bare way is longer, a warning when only an estimate's margin is missing.
    Without a mode it is a coach ride on a tour or with a vehicle.  No buffer: it stands
    between the transfer and what follows.
    """
    transfer = programme.activities[activity_id]
    a, b = transfer.from_site_id, transfer.site_id
    if a is None or b is None:
        return
    by_coach = transfer.tour_day_id is not None or transfer.vehicle_id is not None
    mode = transfer.mode or (TravelMode.COACH if by_coach else None)
    leg = programme.travel.leg(a, b, mode, programme.start(transfer))
    if leg is None or leg.minutes <= transfer.minutes:
        return
    fits = bare_minutes(leg, programme.edition.margin_percent) <= transfer.minutes
    short = leg.minutes - transfer.minutes
    yield Conflict(
        rule="transfer-too-short",
        severity=Severity.WARNING if fits else Severity.BLOCKING,
        phrase=Phrase(
            "{day}, {transfer}: from {a} to {b} takes {time}, planned are {planned}: {short} short",
            day=day_of(programme, transfer),
            transfer=timed(programme, transfer),
            a=place(programme, a),
            b=place(programme, b),
            time=taking(leg),
            planned=lasting(transfer.minutes),
            short=lasting(short),
        ),
        subject=transfer.id,
        activities=(transfer.id,),
        minutes=short,
        fact=fact_of(transfer.minutes, leg.minutes),
    )
