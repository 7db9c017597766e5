"""The running order of a round table, and of anything else with parts."""

from collections.abc import Iterator

from models.words import ABSENT, Kind, Role
from planner.checks.rule import Subject, rule
from planner.checks.wording import day_of, fact_of, lasting, timed, who
from planner.conflicts import Conflict, Severity
from planner.entities import Activity
from planner.phrases import N_, Phrase
from planner.programme import Programme

ROUND_TABLES = frozenset({Kind.ROUND_TABLE})
#: A slot may be left unused by that much without a word.
UNUSED_MINUTES = 5


def _parts_minutes(programme: Programme, activity_id: str) -> int:
    return sum(part.minutes for part in programme.parts.get(activity_id, ()))


@rule("round-table-over", per=Subject.ACTIVITY, kinds=ROUND_TABLES)
def round_table_over(programme: Programme, activity_id: str) -> Iterator[Conflict]:
    """The parts need more minutes than the slot has: it cannot end in time.  Blocking."""
    table = programme.activities[activity_id]
    parts = _parts_minutes(programme, activity_id)
    if parts > table.minutes:
        yield _slot(
            programme,
            table,
            "round-table-over",
            Severity.BLOCKING,
            N_("{activity} on {day} has {slot}, its parts need {parts}: {over} over"),
            parts,
        )


@rule("round-table-under", per=Subject.ACTIVITY, kinds=ROUND_TABLES)
def round_table_under(programme: Programme, activity_id: str) -> Iterator[Conflict]:
    """The parts leave more than five minutes of the slot unused.  A warning."""
    table = programme.activities[activity_id]
    parts = _parts_minutes(programme, activity_id)
    if table.minutes - parts > UNUSED_MINUTES:
        yield _slot(
            programme,
            table,
            "round-table-under",
            Severity.WARNING,
            N_("{activity} on {day} has {slot}, its parts fill {parts}: {over} not used"),
            parts,
        )


@rule("parts-too-long", per=Subject.ACTIVITY, kinds=frozenset(set(Kind) - ROUND_TABLES))
def parts_too_long(programme: Programme, activity_id: str) -> Iterator[Conflict]:
    """Presentations need longer than the stop or visit that they are in.  A warning.

    Unlike at a round table the rest of the visit can often give way.
    """
    whole = programme.activities[activity_id]
    if activity_id in programme.parts:
        parts = _parts_minutes(programme, activity_id)
        if parts > whole.minutes:
            yield _slot(
                programme,
                whole,
                "parts-too-long",
                Severity.WARNING,
                N_("{activity} on {day} has {slot}, its parts need {parts}: {over} over"),
                parts,
            )


def _slot(
    programme: Programme, whole: Activity, name: str, severity: Severity, pattern: str, parts: int
) -> Conflict:
    off = abs(parts - whole.minutes)
    return Conflict(
        rule=name,
        severity=severity,
        phrase=Phrase(
            pattern,
            activity=timed(programme, whole),
            day=day_of(programme, whole),
            slot=lasting(whole.minutes),
            parts=lasting(parts),
            over=lasting(off),
        ),
        subject=whole.id,
        activities=(whole.id,),
        minutes=off,
        fact=fact_of(whole.minutes, parts),
    )


@rule("no-moderator", per=Subject.ACTIVITY, kinds=ROUND_TABLES)
def no_moderator(programme: Programme, activity_id: str) -> Iterator[Conflict]:
    """Nobody moderates the round table, nor any part of it.  A warning."""
    table = programme.activities[activity_id]
    whole_and_parts = (table, *programme.parts.get(activity_id, ()))
    if any(p.role is Role.MODERATES for a in whole_and_parts for p in programme.parties(a.id)):
        return
    yield _person_missing(
        programme, table, "no-moderator", N_("{activity} on {day} has no moderator")
    )


@rule("no-speaker", per=Subject.ACTIVITY, kinds=frozenset({Kind.INTERVENTION}))
def no_speaker(programme: Programme, activity_id: str) -> Iterator[Conflict]:
    """An intervention that nobody holds.  A warning."""
    rows = programme.participations_of.get(activity_id, ())
    if not any(row.role is Role.SPEAKS for row in rows):
        part = programme.activities[activity_id]
        yield _person_missing(
            programme, part, "no-speaker", N_("The intervention {activity} on {day} has no speaker")
        )


def _person_missing(programme: Programme, activity: Activity, name: str, pattern: str) -> Conflict:
    return Conflict(
        rule=name,
        severity=Severity.WARNING,
        phrase=Phrase(
            pattern, activity=timed(programme, activity), day=day_of(programme, activity)
        ),
        subject=activity.id,
        activities=(activity.id,),
    )


@rule("speaker-absent", per=Subject.ACTIVITY, kinds=frozenset({Kind.INTERVENTION}))
def speaker_absent(programme: Programme, activity_id: str) -> Iterator[Conflict]:
    """The speaker's delegation has declined or cancelled.  Blocking.

    That a speaker is elsewhere, not yet there or already gone, other rules say.
    """
    part = programme.activities[activity_id]
    for row in programme.participations_of.get(activity_id, ()):
        if row.role is not Role.SPEAKS:
            continue
        delegate = programme.delegates.get(row.delegate_id or "")
        delegation_id = delegate.delegation_id if delegate else row.delegation_id
        delegation = programme.delegations.get(delegation_id or "")
        if delegation is None or delegation.status not in ABSENT:
            continue
        speaker = delegate.id if delegate else delegation.id
        yield Conflict(
            rule="speaker-absent",
            severity=Severity.BLOCKING,
            phrase=Phrase(
                "{activity} on {day}: {speaker} cannot speak, {delegation} does not come",
                activity=timed(programme, part),
                day=day_of(programme, part),
                speaker=who(programme, speaker),
                delegation=delegation.name,
            ),
            subject=part.id,
            activities=(part.id,),
            people=(speaker,),
            fact=delegation.status.value,
        )
