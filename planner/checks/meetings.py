"""1:1 meetings that lack one of their two sides."""

from collections.abc import Iterator

from models.words import Kind
from planner.checks.rule import Subject, rule
from planner.checks.wording import day_of, timed
from planner.conflicts import Conflict, Severity
from planner.phrases import N_, Phrase
from planner.programme import Programme

MEETINGS = frozenset({Kind.MEETING})


@rule("meeting-without-host", per=Subject.ACTIVITY, kinds=MEETINGS)
def meeting_without_host(programme: Programme, activity_id: str) -> Iterator[Conflict]:
    """Nobody takes the meeting.  A warning."""
    if not any(p.host_id for p in programme.parties(activity_id)):
        yield _conflict(
            programme,
            activity_id,
            "meeting-without-host",
            N_("The meeting {meeting} on {day} has no host"),
        )


@rule("meeting-without-guest", per=Subject.ACTIVITY, kinds=MEETINGS)
def meeting_without_guest(programme: Programme, activity_id: str) -> Iterator[Conflict]:
    """No delegation comes to the meeting, or only one that has cancelled.  A warning."""
    if not any(p.delegation_id for p in programme.parties(activity_id)):
        yield _conflict(
            programme,
            activity_id,
            "meeting-without-guest",
            N_("Nobody of any delegation comes to the meeting {meeting} on {day}"),
        )


def _conflict(programme: Programme, activity_id: str, name: str, pattern: str) -> Conflict:
    meeting = programme.activities[activity_id]
    return Conflict(
        rule=name,
        severity=Severity.WARNING,
        phrase=Phrase(pattern, meeting=timed(programme, meeting), day=day_of(programme, meeting)),
        subject=meeting.id,
        activities=(meeting.id,),
    )
