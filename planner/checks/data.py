"""What the plan does not say yet."""

from collections.abc import Iterator

from models.words import DelegationStatus, Kind
from planner.checks.rule import Subject, rule
from planner.checks.wording import day_of, fact_of, named, timed
from planner.conflicts import Conflict, Severity
from planner.phrases import N_, Phrase, plural
from planner.programme import Programme

#: Free time, the organisers' own appointments, and transfers (see below) need no site.
NEEDS_SITE = frozenset(
    {
        Kind.STOP,
        Kind.MEAL,
        Kind.ROUND_TABLE,
        Kind.SESSION,
        Kind.VISIT,
        Kind.MEETING,
        Kind.RECEPTION,
    }
)
TRANSFERS = frozenset({Kind.TRANSFER})


@rule("no-site", per=Subject.ACTIVITY, kinds=NEEDS_SITE)
def no_site(programme: Programme, activity_id: str) -> Iterator[Conflict]:
    """It has a time but no place, not even a meeting point in words.  A warning."""
    activity = programme.activities[activity_id]
    if activity.site_id is None and not activity.meeting_point:
        yield _activity_lacks(
            programme, activity_id, "no-site", N_("{activity} on {day} has no place")
        )


@rule("transfer-without-ends", per=Subject.ACTIVITY, kinds=TRANSFERS)
def transfer_without_ends(programme: Programme, activity_id: str) -> Iterator[Conflict]:
    """A transfer of which it is not said from where, or to where.  A warning."""
    transfer = programme.activities[activity_id]
    ends = (transfer.from_site_id is not None, transfer.site_id is not None)
    if all(ends):
        return
    pattern = {
        (False, False): N_("{activity} on {day} has no place to start from, and none to go to"),
        (False, True): N_("{activity} on {day} has no place to start from"),
        (True, False): N_("{activity} on {day} has no place to go to"),
    }[ends]
    yield _activity_lacks(programme, activity_id, "transfer-without-ends", pattern)


def _activity_lacks(programme: Programme, activity_id: str, name: str, pattern: str) -> Conflict:
    activity = programme.activities[activity_id]
    return Conflict(
        rule=name,
        severity=Severity.WARNING,
        phrase=Phrase(
            pattern, activity=timed(programme, activity), day=day_of(programme, activity)
        ),
        subject=activity.id,
        activities=(activity.id,),
        fact=fact_of(activity.from_site_id, activity.site_id),
    )


def _has_programme(programme: Programme, delegation_id: str) -> bool:
    return bool(programme.agenda(delegation_id)) or any(
        programme.own_entries(d.id) for d in programme.delegates_of.get(delegation_id, ())
    )


@rule("size-unknown", per=Subject.DELEGATION)
def size_unknown(programme: Programme, delegation_id: str) -> Iterator[Conflict]:
    """Neither a head-count nor names, for a delegation that comes or has a programme.  To check.

    Seats, lunches and rooms are counted without it until then.
    """
    delegation = programme.delegations[delegation_id]
    if programme.heads_of(delegation_id) is not None:
        return
    if delegation.status is DelegationStatus.ACCEPTED or _has_programme(programme, delegation_id):
        yield _delegation(
            programme,
            delegation_id,
            "size-unknown",
            N_("How many people come from {delegation} is unknown"),
        )


@rule("nothing-planned", per=Subject.DELEGATION)
def nothing_planned(programme: Programme, delegation_id: str) -> Iterator[Conflict]:
    """A delegation has accepted and nothing at all is planned for it.  To check."""
    delegation = programme.delegations[delegation_id]
    if delegation.status is DelegationStatus.ACCEPTED and not _has_programme(
        programme, delegation_id
    ):
        yield _delegation(
            programme,
            delegation_id,
            "nothing-planned",
            N_("{delegation} has accepted, and nothing is planned for it"),
        )


def _delegation(programme: Programme, delegation_id: str, name: str, pattern: str) -> Conflict:
    delegation = programme.delegations[delegation_id]
    return Conflict(
        rule=name,
        severity=Severity.TO_CHECK,
        phrase=Phrase(pattern, delegation=named(delegation.name)),
        subject=delegation_id,
        people=(delegation_id,),
    )


@rule("delegate-without-name", per=Subject.DELEGATION)
def delegate_without_name(programme: Programme, delegation_id: str) -> Iterator[Conflict]:
    """Delegates who have no name yet: no badge and no schedule for them.  To check."""
    nameless = [d for d in programme.delegates_of.get(delegation_id, ()) if not d.name.strip()]
    if nameless:
        yield Conflict(
            rule="delegate-without-name",
            severity=Severity.TO_CHECK,
            phrase=plural(
                "{delegation}: {n} delegate has no name",
                "{delegation}: {n} delegates have no name",
                len(nameless),
                delegation=named(programme.delegations[delegation_id].name),
            ),
            subject=delegation_id,
            people=tuple(d.id for d in nameless),
        )


@rule("tour-without-vehicle", per=Subject.TOUR)
def tour_without_vehicle(programme: Programme, tour_id: str) -> Iterator[Conflict]:
    """A tour that nothing drives.  To check: seats cannot be counted."""
    tour = programme.tours[tour_id]
    if tour.vehicle_id not in programme.vehicles:
        yield Conflict(
            rule="tour-without-vehicle",
            severity=Severity.TO_CHECK,
            phrase=Phrase("The tour {tour} has no vehicle", tour=named(tour.name)),
            subject=tour_id,
        )


@rule("tour-empty", per=Subject.TOUR)
def tour_empty(programme: Programme, tour_id: str) -> Iterator[Conflict]:
    """A tour with nobody on board.  To check."""
    tour = programme.tours[tour_id]
    if not programme.on_board(tour_id):
        yield Conflict(
            rule="tour-empty",
            severity=Severity.TO_CHECK,
            phrase=Phrase("Nobody is on board of the tour {tour}", tour=named(tour.name)),
            subject=tour_id,
        )
