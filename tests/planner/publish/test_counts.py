"""How many activities are in somebody's programme."""

from planner.publish.counts import activities_of
from planner.publish.recipients import Recipient, RecipientKind, recipients
from tests.build import Build, thu


def test_internal_blockers_are_no_activities_of_anybody() -> None:
    plan = Build()
    caen = plan.delegation("Caen", heads=2)
    plan.blocker("Briefing", thu("08:00"), 30, None, caen)
    plan.visit("Visit", thu("10:00"), 60, None, caen)
    programme = plan.programme()
    counts = {r.kind: activities_of(programme, r) for r in recipients(programme)}
    assert counts == {RecipientKind.DELEGATION: 1, RecipientKind.EDITION: 1}


def test_a_hosts_part_counts_where_its_whole_does_not_and_a_driver_drives_and_waits() -> None:
    plan = Build()
    crew, speaker, coach = plan.host("Crew"), plan.host("Speaker"), plan.vehicle("Coach")
    day = plan.tour_day(plan.tour("East", coach), 24)
    stop = plan.stop("Stop", thu("10:00"), 60, None, crew, tour_day_id=day)
    plan.part(stop, 10, crew, speaker)
    plan.transfer(thu("11:00"), 30, None, None, tour_day_id=day)
    programme = plan.programme()
    counts = {r.name: activities_of(programme, r) for r in recipients(programme)}
    assert counts == {"Crew": 1, "Speaker": 1, "Coach": 2, "2024": 2}


def test_somebody_who_is_no_longer_in_the_plan_has_nothing() -> None:
    programme = Build().programme()
    for kind in set(RecipientKind) - {RecipientKind.EDITION}:
        assert activities_of(programme, Recipient(kind, "gone", "Gone", "en", "gone", "x")) == 0
