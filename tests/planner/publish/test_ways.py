"""Ways between the items of a programme as events of a calendar."""

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given, settings

from models.words import ActivityStatus, TravelMode
from planner.demo import demo_programme
from planner.entities import Entity
from planner.programme import Programme
from planner.publish.changes import Field, changes_between
from planner.publish.event import CANCELLED, TENTATIVE, CalendarEvent
from planner.publish.recipients import recipients
from planner.publish.releases import Events, events_for
from planner.publish.ways import SHORT_WAY
from tests.build import Build, sun, thu, wed
from tests.planner.publish.calendars import (
    Releases,
    bytes_of,
    events_in,
    recipient_of,
    rows_of,
    whole_edition,
)
from tests.planner.publish.stories import Step, Story, histories
from tests.planner.publish.test_changes import items_of


class Trip:
    """A delegation that goes from one place to another."""

    def __init__(self, minutes: int = 25, to: datetime | None = None, language: str = "en") -> None:
        plan = self.plan = Build()
        self.here, self.there = plan.site("Delta"), plan.site("TRAKK", address="Avenue 16")
        self.travel = plan.travel(self.here, self.there, minutes, mode=TravelMode.WALK)
        self.caen = plan.delegation("Caen", document_language=language)
        to = to or wed("14:00")
        self.first = plan.visit("First", to.replace(hour=0, minute=30), 60, self.here, self.caen)
        self.second = plan.visit("Second", to, 60, self.there, self.caen)
        self.key = f"{self.second.id}:way"

    def events(self, who: Entity | None = None) -> dict[str, CalendarEvent]:
        programme = self.plan.programme()
        found = events_for(programme, recipient_of(programme, who or self.caen))
        return {event.key: event for event in found}

    def way(self) -> CalendarEvent:
        return self.events()[self.key]


def test_a_way_is_an_event_that_ends_when_the_item_begins() -> None:
    trip = Trip()
    way, item = trip.way(), trip.events()[trip.second.id]
    assert (way.begin, way.end) == (item.begin - 25, item.begin)
    assert way.summary == "To TRAKK"
    assert (way.location, way.description) == (item.location, "25 min on foot\nSecond")


def test_a_way_leaves_the_time_free_and_rings_no_alarm() -> None:
    trip = Trip()
    outgoing = Releases().make(trip.plan.programme())
    file = outgoing.calendar(recipient_of(trip.plan.programme(), trip.caen), alarm=15)
    way = events_in(file)["To TRAKK"]
    assert (way["TRANSP"], way["X-MICROSOFT-CDO-BUSYSTATUS"]) == ("TRANSPARENT", "FREE")
    assert way.alarms.times == []
    assert file.count(b"BEGIN:VALARM") == 2


def test_a_way_is_told_in_the_language_of_the_recipient() -> None:
    way = Trip(language="fr").way()
    assert "TRAKK" in way.summary
    assert way.description == "25 min à pied\nSecond"


@pytest.mark.parametrize(("minutes", "ways"), [(SHORT_WAY, 0), (SHORT_WAY + 1, 1)])
def test_a_short_way_is_no_event(minutes: int, ways: int) -> None:
    assert len(Trip(minutes).events()) == 2 + ways


def test_where_a_transfer_is_planned_there_is_no_way_beside_it() -> None:
    trip = Trip()
    trip.plan.transfer(wed("13:00"), 30, trip.here, trip.there, trip.caen)
    assert not [key for key in trip.events() if key.endswith(":way")]


def test_the_way_to_what_is_not_confirmed_is_not_either() -> None:
    trip = Trip()
    trip.plan.change(trip.second, status=ActivityStatus.REQUESTED)
    assert trip.way().status == TENTATIVE


def test_the_whole_edition_goes_nowhere() -> None:
    trip = Trip()
    programme = trip.plan.programme()
    assert len(events_for(programme, whole_edition(programme))) == 2


def test_a_way_through_the_night_of_the_change_is_as_long_as_it_is() -> None:
    trip = Trip(90, sun("03:15"))
    way = trip.way()
    clock = trip.plan.programme().clock
    assert way.end - way.begin == 90
    assert clock.wall(way.begin) == sun("02:45", fold=0)


def test_a_way_that_changes_keeps_its_uid_and_one_that_is_gone_is_cancelled() -> None:
    trip, releases = Trip(), Releases()
    recipient = recipient_of(trip.plan.programme(), trip.caen)

    def release() -> dict[str, tuple[int, bool, str]]:
        rows = rows_of(releases.make(trip.plan.programme()), recipient)
        return {row.item_key: (row.sequence, row.cancelled, row.uid) for row in rows}

    first = release()
    uid = first[trip.key][2]
    assert first[trip.key] == (0, False, uid)
    trip.plan.change(trip.travel, minutes=40)
    second = release()
    assert second[trip.key] == (1, False, uid)
    assert second[trip.second.id] == first[trip.second.id]
    trip.plan.change(trip.first, start=thu("10:00"))
    assert release()[trip.key] == (2, True, uid)
    (event,) = [
        e for e in events_in(bytes_of(releases.all[-1], recipient)).values() if e["UID"] == uid
    ]
    assert (event["STATUS"], str(event["SUMMARY"])) == (CANCELLED, "CANCELLED: To TRAKK")


def test_who_is_sent_another_way_is_told_so() -> None:
    trip = Trip()
    before = items_of(trip.plan, trip.caen)
    trip.plan.change(trip.travel, minutes=40)
    (change,) = changes_between(before, items_of(trip.plan, trip.caen))
    assert (change.key, [f.field for f in change.fields]) == (trip.second.id, [Field.WAY])


def test_where_only_the_way_is_another_the_item_is_marked_on_paper() -> None:
    trip, releases = Trip(), Releases()
    recipient = recipient_of(trip.plan.programme(), trip.caen)
    first = releases.make(trip.plan.programme())
    trip.plan.change(trip.travel, minutes=40)
    second = releases.make(trip.plan.programme())
    update = replace(second, held={recipient.key: 1}, earlier={1: first.programme})
    assert update.copy(recipient).changed == {trip.second.id}


# -- what is made once for several ------------------------------------------------------------


def made_alone(programme: Programme) -> list[list[CalendarEvent]]:
    return [events_for(programme, recipient) for recipient in recipients(programme)]


def made_together(programme: Programme) -> list[list[CalendarEvent]]:
    events = Events(programme)
    return [events.of(recipient) for recipient in recipients(programme)]


def test_everybody_is_told_by_a_release_what_they_are_told_alone() -> None:
    programme = demo_programme()
    assert made_together(programme) == made_alone(programme)


@given(histories)
@settings(max_examples=20, deadline=None)
def test_whatever_the_plan_everybody_is_told_what_they_are_told_alone(
    history: list[list[Step]],
) -> None:
    story = Story()
    for step in (step for chapter in history for step in chapter):
        story.tell(step)
    programme = story.plan.programme()
    assert made_together(programme) == made_alone(programme)
