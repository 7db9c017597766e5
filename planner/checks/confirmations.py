"""Hosts, moderators and interpreters who have not said yes."""

from collections.abc import Iterator

from models.words import ActivityStatus, Role
from planner.checks.rule import Subject, rule
from planner.checks.wording import day_of, timed, who
from planner.conflicts import Conflict, Severity
from planner.entities import Activity, Participation
from planner.phrases import N_, Phrase
from planner.programme import Programme

#: Without them the activity does not take place as planned.
NEEDED = frozenset({Role.HOSTS, Role.MODERATES, Role.INTERPRETS})
#: What one can say no to: without a speaker his word falls, not the whole.
REFUSED = NEEDED | {Role.SPEAKS}


@rule("host-declined", per=Subject.ACTIVITY)
def host_declined(programme: Programme, activity_id: str) -> Iterator[Conflict]:
    """Somebody the activity needs, or who was to speak, has said no.  Blocking."""
    for row in programme.participations_of.get(activity_id, ()):
        if row.confirmed is False and row.host_id in programme.hosts and row.role in REFUSED:
            yield _conflict(
                programme,
                row,
                "host-declined",
                Severity.BLOCKING,
                N_("{who} has declined {activity} on {day}"),
            )


@rule("host-unconfirmed", per=Subject.ACTIVITY)
def host_unconfirmed(programme: Programme, activity_id: str) -> Iterator[Conflict]:
    """Somebody the activity needs has not answered.  To check.

    Not where the activity as a whole is confirmed.
    """
    rows = programme.participations_of.get(activity_id, ())
    for row in rows:
        if row.confirmed is None and row.host_id in programme.hosts and row.role in NEEDED:
            if _is_confirmed(programme, programme.activities[activity_id]):
                return
            yield _conflict(
                programme,
                row,
                "host-unconfirmed",
                Severity.TO_CHECK,
                N_("{who} has not confirmed {activity} on {day}"),
            )


def _is_confirmed(programme: Programme, activity: Activity) -> bool:
    whole = programme.activities.get(activity.parent_id or "", activity)
    return ActivityStatus.CONFIRMED in (activity.status, whole.status)


def _conflict(
    programme: Programme, row: Participation, name: str, severity: Severity, pattern: str
) -> Conflict:
    assert row.host_id is not None
    activity = programme.activities[row.activity_id]
    return Conflict(
        rule=name,
        severity=severity,
        phrase=Phrase(
            pattern,
            who=who(programme, row.host_id),
            activity=timed(programme, activity),
            day=day_of(programme, activity),
        ),
        subject=row.host_id,
        activities=(activity.id,),
        people=(row.host_id,),
        fact=row.role.value,
    )
