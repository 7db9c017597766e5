"""What must never reach a host or a driver, whatever the plan is like."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.words import HostKind, Kind, Role
from planner.programme import Programme
from planner.publish.agenda import items_for
from planner.publish.event import event_of
from planner.publish.recipients import Recipient, RecipientKind, recipients
from tests.build import Build, Who, wed

KINDS = [k for k in Kind if k not in (Kind.PRESENTATION, Kind.WELCOME, Kind.QUESTIONS)]
#: Marks whatever is private in a plan; names are of their own: a 1:1 tells them.
SECRET, NAME = "SECRET", "NAME"


@st.composite
def plans(draw: st.DrawFn) -> Build:
    """Delegates, guests, hosts and a coach with everything private about them, all mixed up."""
    plan = Build()
    people = _people(plan)
    coach = plan.vehicle(driver=f"{NAME} driver", driver_phone=SECRET, operator="Cars")
    tour = plan.tour("East", coach, *draw(st.lists(st.sampled_from(people[:4]), unique=True)))
    plan.boards(tour, f"{NAME} guest", draw(st.sampled_from([None, 1, 4])))
    days = [None, plan.tour_day(tour)]
    sites = [None, plan.site("A6K"), plan.site("TRAKK")]
    for number in range(draw(st.integers(1, 5))):
        kind = draw(st.sampled_from(KINDS))
        activity = plan.activity(
            kind,
            f"Activity {number}",
            wed("09:00") + timedelta(hours=number),
            draw(st.sampled_from([0, 30, 60])),
            draw(st.sampled_from(sites)),
            note=SECRET,
            tour_day_id=draw(st.sampled_from(days)),
            vehicle_id=coach if kind is Kind.TRANSFER else None,
        )
        for row in (activity, plan.part(activity, 10, title="Part", note=SECRET)):
            for who in draw(st.lists(st.sampled_from(people), unique=True)):
                plan.joins(row, who, draw(st.sampled_from(Role)), confirmed=None)
    return plan


def _people(plan: Build) -> list[Who]:
    private = {"email": SECRET, "phone": SECRET, "note": SECRET}
    found: list[Who] = []
    for city in ("Hamar", "Caen"):
        delegation = plan.delegation(city, None, note=SECRET)
        needs = {"diet": SECRET, "access_needs": SECRET, "role": SECRET}
        name = f"{NAME} of {city}"
        found += [delegation, plan.delegate(delegation, name, latin_name=name, **private, **needs)]
    for kind in HostKind:
        found.append(plan.host(f"{NAME} {kind}", kind, **private))
    return found


def told(programme: Programme, kind: RecipientKind) -> list[tuple[Recipient, Kind, str]]:
    """Everything in the events of all recipients of a kind, with the kind of activity."""
    zone = programme.edition.time_zone
    return [
        (recipient, item.activity.kind, repr(event_of(item, recipient, zone)))
        for recipient in recipients(programme)
        if recipient.kind is kind
        for item in items_for(programme, recipient)
        if item.activity is not None
    ]


@given(plans())
@settings(max_examples=60, deadline=None)
def test_a_driver_is_told_of_no_person_and_nothing_private(plan: Build) -> None:
    for _recipient, _kind, text in told(plan.programme(), RecipientKind.DRIVER):
        assert SECRET not in text
        assert NAME not in text


@given(plans())
@settings(max_examples=60, deadline=None)
def test_a_host_is_told_nothing_private_and_of_persons_in_meetings_only(plan: Build) -> None:
    for _recipient, kind, text in told(plan.programme(), RecipientKind.HOST):
        assert SECRET not in text
        assert NAME not in text or kind is Kind.MEETING


@given(plans())
@settings(max_examples=60, deadline=None)
def test_a_meeting_tells_a_host_of_delegates_only_and_of_those_who_take_part(plan: Build) -> None:
    programme = plan.programme()
    for recipient in recipients(programme):
        if recipient.kind is not RecipientKind.HOST:
            continue
        for item in items_for(programme, recipient):
            assert item.activity is not None
            there = {p.delegate_id for p in programme.parties(item.activity.id)}
            names = {d.name for d in programme.delegates.values() if d.id in there}
            assert {person.name for person in item.people} <= names


@pytest.mark.parametrize("kind", [RecipientKind.HOST, RecipientKind.DRIVER])
def test_the_plans_of_these_tests_reach_hosts_and_drivers(kind: RecipientKind) -> None:
    plan = Build()
    hamar, *_rest, host = _people(plan)
    plan.transfer(wed("09:00"), 30, None, None, hamar, host, vehicle_id=plan.vehicle())
    assert told(plan.programme(), kind)
