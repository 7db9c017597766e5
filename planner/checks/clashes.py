"""Somebody would have to be in two places at the same time.

A plenary that many share is one activity and clashes with nothing of theirs; free time never
clashes, an internal blocker with participants does.  Where only some of a delegation take part
in each of two activities, they clash when both together need more heads than there are.
"""

from collections.abc import Iterator

from models.words import Kind
from planner.checks.agenda import Agenda, Clash
from planner.checks.rule import Subject, agenda_rule
from planner.checks.wording import lasting, timed, titled, when, who
from planner.conflicts import Conflict, Severity
from planner.entities import Activity
from planner.phrases import N_, Phrase, Value
from planner.programme import Programme

COLLIDES = N_("{who}, {day}: {meeting} collides with {other} for {time}")
AT_ONCE = N_("{who}, {day}: {first} and {second} overlap by {time}")
PERHAPS = N_(
    "{who}, {day}: {first} and {second} overlap by {time}, and the number of people is unknown"
)


@agenda_rule("delegation-double-booked", Subject.DELEGATION)
def delegation_double_booked(agenda: Agenda) -> Iterator[Conflict]:
    """A whole delegation in two activities at once: nobody can be there.  Blocking."""
    return _clashes("delegation-double-booked", agenda, meetings=False)


@agenda_rule("delegate-double-booked", Subject.DELEGATE)
def delegate_double_booked(agenda: Agenda) -> Iterator[Conflict]:
    """A delegate's own entry against another one, or against the delegation's.  Blocking."""
    return _clashes("delegate-double-booked", agenda, meetings=False)


@agenda_rule("meeting-clash", Subject.DELEGATION, Subject.DELEGATE)
def meeting_clash(agenda: Agenda) -> Iterator[Conflict]:
    """A 1:1 against the programme: as blocking as any double booking, but it reads better."""
    return _clashes("meeting-clash", agenda, meetings=True)


@agenda_rule("host-double-booked", Subject.HOST)
def host_double_booked(agenda: Agenda) -> Iterator[Conflict]:
    """A host, moderator or interpreter in two activities at once.  Blocking.

    An institution with staff enough for two groups is for the organiser to accept.
    """
    return _clashes("host-double-booked", agenda, meetings=None)


def _clashes(name: str, agenda: Agenda, meetings: bool | None) -> Iterator[Conflict]:
    """``meetings``: only clashes with a 1:1 (True), only those without (False), or all."""
    for clash in agenda.clashes:
        with_meeting = Kind.MEETING in (clash.first.activity.kind, clash.second.activity.kind)
        if meetings is None or meetings is with_meeting:
            yield Conflict(
                rule=name,
                severity=Severity.BLOCKING if clash.sure else Severity.TO_CHECK,
                phrase=_sentence(agenda, clash, bool(meetings)),
                subject=agenda.id,
                activities=(clash.first.activity.id, clash.second.activity.id),
                people=(agenda.id,),
                minutes=clash.minutes,
                fact=when(clash.first.span, clash.second.span),
            )


def _sentence(agenda: Agenda, clash: Clash, meeting: bool) -> Phrase:
    programme = agenda.programme
    one, other = clash.first.activity, clash.second.activity
    values: dict[str, Value] = {
        "who": who(programme, agenda.id),
        "day": programme.clock.day(clash.second.begin),
        "time": lasting(clash.minutes),
    }
    if meeting and clash.sure:
        if one.kind is not Kind.MEETING:
            one, other = other, one
        values |= {"meeting": _meeting(programme, one), "other": timed(programme, other)}
        return Phrase(COLLIDES, None, **values)
    pattern = AT_ONCE if clash.sure else PERHAPS
    values |= {"first": timed(programme, one), "second": timed(programme, other)}
    return Phrase(pattern, None, **values)


def _meeting(programme: Programme, meeting: Activity) -> Phrase:
    span = programme.spans[meeting.id]
    begin, end = programme.clock.wall(span.begin), programme.clock.wall(span.end)
    hosts = [p.host_id for p in programme.parties(meeting.id) if p.host_id]
    if hosts:
        host = who(programme, hosts[0])
        return Phrase("the 1:1 with {host} ({begin}–{end})", host=host, begin=begin, end=end)
    return Phrase("the 1:1 {title} ({begin}–{end})", title=titled(meeting), begin=begin, end=end)
