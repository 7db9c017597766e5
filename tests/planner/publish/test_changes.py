"""What differs between two states of somebody's programme."""

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.words import ActivityStatus, Kind, Role, TravelMode
from planner.entities import Delegation
from planner.publish.agenda import items_for
from planner.publish.changes import Field, Moment, Sort, changes_between, values_of
from planner.publish.items import Heads, Item, ItemKind, Person, Speaker
from planner.publish.recipients import Recipient, RecipientKind
from planner.publish.ways import events_of
from planner.travel import Leg, Source
from tests.build import Build, fri, sat, sun, wed
from tests.planner.publish.programmes import (
    A6K,
    BRUSSELS,
    CLOCK,
    FIRST,
    TRAKK,
    activity,
    at,
    item,
    items,
    programmes,
)
from tests.planner.publish.schedules import recipient_named

READER = Recipient(RecipientKind.DELEGATION, "caen", "Caen", "en", "caen", "caen")
BASE = item()
FIRST_PART, SECOND_PART = BASE.parts
#: Altered together only: an instant and what the clocks show.
TIMES = {"key", "kind", "begin", "end", "start", "finish", "parts"}


def items_of(plan: Build, who: Delegation) -> tuple[Item, ...]:
    programme = plan.programme()
    return items_for(programme, recipient_named(programme, who.name))


def told(old: Item, new: Item) -> list[Field]:
    return [change.field for c in changes_between([old], [new]) for change in c.fields]


def parts(**values: Any) -> dict[str, Any]:
    return {"parts": (replace(FIRST_PART, **values), SECOND_PART)}


@given(programmes())
@settings(max_examples=50)
def test_what_is_equal_gives_nothing(programme: tuple[Item, ...]) -> None:
    assert changes_between(programme, programme) == ()


@pytest.mark.parametrize(
    ("field", "values"),
    [
        (Field.START, {"begin": FIRST - 5, "start": CLOCK.wall(FIRST - 5)}),
        (Field.END, {"end": BASE.end + 5, "finish": CLOCK.wall(BASE.end + 5)}),
        (Field.TITLE, {"title": "Towns"}),
        (Field.KIND, {"activity": activity(Kind.SESSION)}),
        (Field.PART_OF, {"within": "Day one"}),
        (Field.PLACE, {"place": A6K}),
        (Field.PLACE, {"place": None}),
        (Field.PLACE, {"place": replace(TRAKK, address="Avenue 17")}),
        (Field.PLACE, {"place": replace(TRAKK, lat=50.4662, lon=4.8545)}),
        (Field.WAY, {"travel": Leg(25, 1.6, Source.ESTIMATE, TravelMode.WALK)}),
        (Field.MEETING_POINT, {"meeting_point": "Porch"}),
        (Field.STATUS, {"status": ActivityStatus.REQUESTED}),
        (Field.TURN, parts(turn=Speaker.YOU)),
        (Field.TURN, parts(turn=Speaker.NAMED, turn_names=("Nino",))),
        (Field.ROLE, {"role": Role.MODERATES}),
        (Field.ORDER, {"parts": (FIRST_PART,)}),
        (Field.ORDER, parts(title="Yards")),
        (Field.SPEAKERS, parts(speakers=("Viborg", "Hamar"))),
        (Field.LANGUAGE, {"language": "fr"}),
        (Field.HOSTS, {"hosts": (Person("Sacha", Role.HOSTS),)}),
        (Field.DELEGATIONS, {"delegations": ("Hamar",)}),
        (Field.EXPECTED, {"expected": Heads(12, True)}),
        (Field.PEOPLE, {"whole": False}),
        (Field.PEOPLE, {"people": (Person("Nino", Role.SPEAKS),)}),
        (Field.PEOPLE, {"heads": 3}),
        (Field.DESCRIPTION, {"description": "Bring a coat."}),
    ],
)
def test_every_field_altered_alone_is_told_alone(field: Field, values: dict[str, Any]) -> None:
    base = replace(BASE, parts=()) if "begin" in values else BASE
    assert told(base, replace(base, **values)) == [field]
    assert told(replace(base, **values), base) == [field]


def test_the_fields_altered_alone_are_all_that_there_are() -> None:
    assert set(values_of(BASE)) == set(Field)


@given(items(), items())
def test_what_is_told_applied_to_the_old_gives_the_new(old: Item, new: Item) -> None:
    found = changes_between([old], [new])
    changed = {change.field: change for c in found for change in c.fields}
    assert values_of(old) | {f: c.new for f, c in changed.items()} == values_of(new)
    assert values_of(new) | {f: c.old for f, c in changed.items()} == values_of(old)


@given(items(), items(), st.sampled_from(sorted({f.name for f in fields(Item)} - TIMES)))
@settings(max_examples=150)
def test_whatever_a_calendar_says_differently_is_told(old: Item, other: Item, name: str) -> None:
    new = replace(old, **{name: getattr(other, name)})
    before, after = (tuple(events_of(each, READER, BRUSSELS)) for each in (old, new))
    assert told(old, new) or before == after


@given(programmes(), programmes())
@settings(max_examples=50)
def test_every_item_is_told_once_in_the_order_of_time(
    old: tuple[Item, ...], new: tuple[Item, ...]
) -> None:
    found = changes_between(old, new)
    assert [c.item.begin for c in found] == sorted(c.item.begin for c in found)
    assert len({c.key for c in found}) == len(found)
    before, after = {i.key for i in old}, {i.key for i in new}
    assert {c.key for c in found if c.sort is Sort.ADDED} == after - before
    assert {c.key for c in found if c.sort is Sort.CANCELLED} == before - after


def test_a_move_to_another_day_is_one_move() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    visit = plan.visit("Fab Lab", fri("10:00"), 60, None, caen)
    before = items_of(plan, caen)
    plan.change(visit, start=sat("11:30"))
    (change,) = changes_between(before, items_of(plan, caen))
    assert (change.sort, [f.field for f in change.fields]) == (
        Sort.MOVED,
        [Field.START, Field.END],
    )
    assert change.fields[0].old == Moment(plan.programme().clock.at(fri("10:00")), fri("10:00"))


def test_a_move_within_the_repeated_hour_is_a_move() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    walk = plan.visit("Night walk", sun("02:30"), 15, None, caen)
    before = items_of(plan, caen)
    plan.change(walk, start=sun("02:30", fold=1))
    assert [c.sort for c in changes_between(before, items_of(plan, caen))] == [Sort.MOVED]


def test_what_only_this_recipient_left_is_cancelled_for_them() -> None:
    plan = Build()
    caen, hamar = plan.delegation("Caen"), plan.delegation("Hamar")
    visit = plan.visit("Fab Lab", fri("10:00"), 60, None, caen)
    plan.joins(visit, hamar)
    before = items_of(plan, caen), items_of(plan, hamar)
    plan.rows = {
        row_id: row
        for row_id, row in plan.rows.items()
        if getattr(row, "delegation_id", None) != hamar.id
    }
    assert changes_between(before[0], items_of(plan, caen)) == ()
    (left,) = changes_between(before[1], items_of(plan, hamar))
    assert (left.sort, left.new, left.fields) == (Sort.CANCELLED, None, ())


def test_what_is_added_comes_where_it_is_in_time() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    visit = plan.visit("Fab Lab", fri("10:00"), 60, None, caen)
    before = items_of(plan, caen)
    plan.change(visit, start=sat("10:00"))
    plan.visit("Early", wed("10:00"), 60, None, caen)
    plan.visit("Between", fri("12:00"), 60, None, caen)
    found = changes_between(before, items_of(plan, caen))
    assert [(c.item.title, c.sort) for c in found] == [
        ("Early", Sort.ADDED),
        ("Between", Sort.ADDED),
        ("Fab Lab", Sort.MOVED),
    ]


def test_parts_in_a_new_order_are_a_changed_order_and_the_turns_move() -> None:
    plan = Build()
    caen, hamar = plan.delegation("Caen"), plan.delegation("Hamar")
    table = plan.round_table("Cities", sat("10:00"), 60, None, caen, hamar)
    first = plan.part(table, 10, caen, title="One")
    second = plan.part(table, 10, hamar, title="Two")
    before = items_of(plan, caen)
    plan.change(first, position=1)
    plan.change(second, position=0)
    found = {c.key: c for c in changes_between(before, items_of(plan, caen))}
    assert [f.field for f in found[table.id].fields] == [Field.ORDER]
    assert found[f"{first.id}:turn"].sort is Sort.MOVED


def test_a_moved_item_takes_its_running_order_with_it() -> None:
    moved = at(BASE, FIRST + 30, 60)
    assert told(BASE, moved) == [Field.START, Field.END]


def test_the_end_of_a_journey_is_nothing_to_rely_on() -> None:
    train = replace(item(), kind=ItemKind.ARRIVAL, activity=None, parts=())
    later = replace(train, end=train.end + 5, finish=CLOCK.wall(train.end + 5))
    assert told(train, later) == []


def test_what_was_as_good_as_sure_is_not_told_when_it_is_confirmed() -> None:
    assert told(BASE, replace(BASE, status=ActivityStatus.CONFIRMED)) == []


def test_blanks_and_internal_notes_of_a_place_are_nothing_to_tell() -> None:
    assert told(BASE, replace(BASE, title="  Cities ", place=replace(TRAKK, note="Key"))) == []
