"""The list of conflicts, its filter, and what the rules are called: pure, no Textual."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.words import Kind
from planner.checks.acceptance import accepted, outdated
from planner.conflicts import Conflict, Severity
from planner.entities import Acceptance, Activity
from planner.meetings import name_of
from planner.phrases import N_, _, colon
from planner.programme import Programme
from screens.state import State
from screens.visit_sheet import SEVERITY_STYLES
from screens.widgets.list_rows import Heading, ListRow, Wrapped

RULE_NAMES = {
    "after-departure": N_("after the departure"),
    "before-arrival": N_("before the arrival"),
    "coach-over-seats": N_("more people than seats"),
    "day-too-long": N_("day too long"),
    "delegate-double-booked": N_("delegate in two places"),
    "delegate-without-name": N_("delegate without a name"),
    "delegation-double-booked": N_("delegation in two places"),
    "driving-day": N_("driver's day too long"),
    "driving-without-break": N_("driver without a break"),
    "festival-outside-edition": N_("festival outside the edition"),
    "gap-too-short": N_("gap too short"),
    "host-declined": N_("host has declined"),
    "host-double-booked": N_("host in two places"),
    "host-unconfirmed": N_("host has not confirmed"),
    "language-not-shared": N_("language not shared"),
    "meeting-clash": N_("1:1 against the programme"),
    "meeting-without-guest": N_("meeting without guests"),
    "meeting-without-host": N_("meeting without a host"),
    "no-length": N_("no length"),
    "no-meal": N_("no meal"),
    "no-moderator": N_("no moderator"),
    "no-pause": N_("no pause"),
    "no-site": N_("no place"),
    "no-speaker": N_("no speaker"),
    "no-step-free-access": N_("no step-free access"),
    "no-such-time": N_("time that does not exist"),
    "nothing-planned": N_("nothing planned"),
    "opening-hours-unknown": N_("opening hours unknown"),
    "order-pin-broken": N_("pinned order broken"),
    "outside-edition": N_("outside the edition"),
    "outside-opening-hours": N_("outside opening hours"),
    "outside-tour-day": N_("outside the tour day"),
    "over-capacity": N_("more people than places"),
    "parts-too-long": N_("parts too long"),
    "pins-contradict": N_("pins contradict each other"),
    "round-table-over": N_("round table too long"),
    "round-table-under": N_("round table too short"),
    "site-capacity-unsure": N_("people for a place unknown"),
    "site-double-booked": N_("place booked twice"),
    "site-over-capacity": N_("place over capacity"),
    "size-unknown": N_("size of a delegation unknown"),
    "speaker-absent": N_("speaker does not come"),
    "step-free-unknown": N_("step-free access unknown"),
    "tour-day-outside-edition": N_("tour day outside the edition"),
    "tour-empty": N_("nobody on board"),
    "tour-without-vehicle": N_("tour without a vehicle"),
    "transfer-too-short": N_("transfer too short"),
    "transfer-without-ends": N_("transfer without ends"),
    "travel-unknown": N_("way unknown"),
    "vehicle-double-booked": N_("vehicle in two places"),
    "wheelchair-places": N_("too few wheelchair places"),
}
SEVERITY_NAMES = {
    Severity.BLOCKING: N_("Blocking"),
    Severity.WARNING: N_("Warnings"),
    Severity.TO_CHECK: N_("To check"),
}


class Job(StrEnum):
    """The part of the plan that a conflict belongs to."""

    TOUR = "tour"
    ROUND_TABLE = "round-table"
    VISITS = "visits"
    MEETINGS = "meetings"
    OTHER = "other"


JOB_NAMES = {
    Job.TOUR: N_("Wake tour"),
    Job.ROUND_TABLE: N_("Round table"),
    Job.VISITS: N_("KIKK visits"),
    Job.MEETINGS: N_("1:1 meetings"),
    Job.OTHER: N_("everything else"),
}
#: More names than this are counted.
NAMES_SHOWN = 4


def rule_name(rule: str) -> str:
    """A rule in words; a new one without words by its key."""
    return _(RULE_NAMES.get(rule, rule.replace("-", " ")))


@dataclass(frozen=True)
class ConflictFilter:
    """Which conflicts are listed."""

    severities: frozenset[Severity] = frozenset(Severity)
    accepted: bool = True
    rule: str | None = None
    delegation_id: str | None = None
    day: date | None = None
    job: Job | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A conflict in the list; ``acceptance`` where somebody has accepted it.

    ``outdated``: it was accepted once, but its facts have changed since, and it is back.
    """

    key: str
    conflict: Conflict
    acceptance: Acceptance | None
    outdated: Acceptance | None = None


def listed(state: State, wanted: ConflictFilter) -> tuple[Listed, ...]:
    """What the filter lets through: open conflicts worst first, then accepted ones."""
    programme = state.programme
    seen: dict[str, int] = {}
    found = []
    back = {row.key: row for row in outdated(programme, state.conflicts)}
    for conflict in state.conflicts:
        count = seen[conflict.key] = seen.get(conflict.key, 0) + 1
        if passes(programme, conflict, wanted):
            key = conflict.key if count == 1 else f"{conflict.key}#{count}"
            acceptance = accepted(programme, conflict)
            old = back.get(conflict.key) if acceptance is None else None
            found.append(Listed(key, conflict, acceptance, old))
    shown = (each for each in found if each.acceptance is None or wanted.accepted)
    return tuple(sorted(shown, key=lambda each: each.acceptance is not None))


def passes(programme: Programme, conflict: Conflict, wanted: ConflictFilter) -> bool:
    """Whether the filter lets a conflict through."""
    return (
        conflict.severity in wanted.severities
        and wanted.rule in (None, conflict.rule)
        and (wanted.delegation_id is None or concerns(programme, conflict, wanted.delegation_id))
        and (wanted.day is None or wanted.day in days_of(programme, conflict))
        and (wanted.job is None or wanted.job in jobs_of(programme, conflict))
        and _has_words(conflict, wanted.text)
    )


def days_of(programme: Programme, conflict: Conflict) -> set[date]:
    """The days of the activities concerned."""
    spans = (programme.spans.get(a) for a in conflict.activities)
    return {programme.clock.day(span.begin) for span in spans if span is not None}


def jobs_of(programme: Programme, conflict: Conflict) -> set[Job]:
    """The parts of the plan that a conflict links."""
    known = (programme.activities[a] for a in conflict.activities if a in programme.activities)
    jobs = {_job(programme, activity) for activity in known}
    if not jobs and (
        conflict.subject in programme.tours or conflict.subject in programme.tour_days
    ):
        jobs.add(Job.TOUR)
    return jobs or {Job.OTHER}


def _job(programme: Programme, activity: Activity) -> Job:
    whole = programme.activities.get(activity.parent_id or "", activity)
    if whole.tour_day_id is not None or whole.kind is Kind.STOP:
        return Job.TOUR
    return _JOB_OF_KIND.get(whole.kind, Job.OTHER)


_JOB_OF_KIND = {
    Kind.ROUND_TABLE: Job.ROUND_TABLE,
    Kind.SESSION: Job.VISITS,
    Kind.VISIT: Job.VISITS,
    Kind.MEETING: Job.MEETINGS,
}


def _has_words(conflict: Conflict, text: str) -> bool:
    if not text:
        return True
    whole = f"{conflict.phrase} {rule_name(conflict.rule)}".casefold()
    return all(word in whole for word in text.casefold().split())


def concerns(programme: Programme, conflict: Conflict, delegation_id: str) -> bool:
    """Whether a conflict is about a delegation, its people, or something it takes part in."""
    own = {delegation_id, *(d.id for d in programme.delegates_of.get(delegation_id, ()))}
    if conflict.subject in own or own & set(conflict.people):
        return True
    if conflict.people:
        return False
    return any(delegation_id in programme.delegations_in(a) for a in conflict.activities)


def whom(programme: Programme, conflict: Conflict) -> tuple[str, ...]:
    """The names of those concerned: the people, else the delegations that take part."""
    people = conflict.people or tuple(
        dict.fromkeys(d for a in conflict.activities for d in programme.delegations_in(a))
    )
    return tuple(name for p in people if (name := name_of(programme, p)))


def conflict_rows(state: State, found: tuple[Listed, ...]) -> tuple[ListRow, ...]:
    """Conflicts under their severities, accepted ones last."""
    return tuple(_rows(state.programme, found))


def _rows(programme: Programme, found: tuple[Listed, ...]) -> Iterator[ListRow]:
    last = ""
    for each in found:
        name = SEVERITY_NAMES[each.conflict.severity]
        title = _(name) if each.acceptance is None else _("Accepted")
        if title != last:
            count = sum(_title(other) == _title(each) for other in found)
            yield Heading(f"heading {title}", f"{title} ({count})")
            last = title
        yield _row(programme, each)


def _title(each: Listed) -> Severity | None:
    return each.conflict.severity if each.acceptance is None else None


def _row(programme: Programme, each: Listed) -> Wrapped:
    conflict, acceptance = each.conflict, each.acceptance
    names = whom(programme, conflict)
    more = f" +{len(names) - NAMES_SHOWN}" if len(names) > NAMES_SHOWN else ""
    tail = [rule_name(conflict.rule), ", ".join(names[:NAMES_SHOWN]) + more]
    if acceptance is not None:
        tail.insert(0, f"✓ {colon(acceptance.author)} {acceptance.note}")
    if each.outdated is not None:
        tail.insert(0, _("↺ accepted before, back with other facts"))
    quiet = acceptance is not None
    return Wrapped(
        each.key,
        conflict.severity.sign,
        str(conflict.phrase),
        " · ".join(filter(None, tail)),
        "muted" if quiet else SEVERITY_STYLES[conflict.severity],
        "muted" if quiet else "text",
    )
