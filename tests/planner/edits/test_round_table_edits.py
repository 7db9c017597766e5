"""The running order of a round table: rules of order, minutes, entries, moderator and team."""

from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.words import DelegationStatus, HostKind, Kind, Role
from planner.edits.activities import reorder_part
from planner.edits.core import Edit
from planner.edits.round_table import (
    add_intervention,
    add_missing,
    dismiss,
    enlist,
    insert_entry,
    spread,
    turn_answer,
)
from planner.edits.speaking_order import RULES, order_by, rule_in_force
from planner.entities import Activity, Delegation, Field
from planner.errors import PlannerError
from planner.programme import Programme
from planner.round_table import balance
from tests.build import Build, fri, sat, sun, thu


@dataclass
class Table:
    """A round table of 60 minutes with a welcome (5) and questions (15)."""

    plan: Build = field(default_factory=Build)

    def __post_init__(self) -> None:
        self.table = self.plan.round_table("Squares", fri("14:00"), 60)
        self.welcome = self.plan.part(self.table, 5, kind=Kind.WELCOME, title="Welcome")

    def speaks(
        self,
        name: str,
        minutes: int = 10,
        field_id: str | None = None,
        zone: str | None = None,
        country: str | None = None,
        **values: object,
    ) -> Activity:
        """An intervention of a new delegation."""
        delegation = self.plan.delegation(name)
        city = self.plan.rows[delegation.city_id]
        if field_id is not None:
            self.plan.add(Field(field_id, field_id, field_id))
        self.plan.change(city, field_id=field_id, time_zone=zone, country_code=country)
        delegation = self.plan.change(delegation, **values)
        return self.plan.part(self.table, minutes, delegation, title=name)

    def questions(self) -> Activity:
        return self.plan.part(self.table, 15, kind=Kind.QUESTIONS, title="Questions")

    def order(self, programme: Programme) -> list[str]:
        return [p.title for p in programme.parts[self.table.id]]

    def ordered(self, rule: str) -> list[str]:
        programme = self.plan.programme()
        return self.order(programme.apply(order_by(programme, self.table.id, rule).changes))

    def after(self, edit: Edit) -> Programme:
        return self.plan.programme().apply(edit.changes)


# -- order --------------------------------------------------------------------------------


def test_alphabetical_order_ignores_accents_and_case() -> None:
    table = Table()
    for name in ("Östersund", "lyon", "Łódź", "Enghien"):
        table.speaks(name)
    assert table.ordered("city-en") == ["Welcome", "Enghien", "Łódź", "lyon", "Östersund"]


def test_french_order_uses_french_names_where_they_are_known() -> None:
    table = Table()
    table.speaks("Vienna", zone="Europe/Vienna")
    table.speaks("Warsaw", zone="Europe/Warsaw")
    table.speaks("Vitoria")
    assert table.ordered("city-en") == ["Welcome", "Vienna", "Vitoria", "Warsaw"]
    assert table.ordered("city-fr") == ["Welcome", "Warsaw", "Vienna", "Vitoria"]


def test_order_by_field_puts_cities_of_a_field_together() -> None:
    table = Table()
    for name, field_id in (("A", "music"), ("B", "design"), ("C", "music"), ("D", "design")):
        table.speaks(name, field_id=field_id)
    assert table.ordered("field") == ["Welcome", "B", "D", "A", "C"]


def test_who_leaves_first_speaks_first_and_who_is_unknown_last() -> None:
    table = Table()
    table.speaks("Unknown")
    table.speaks("Second pass", departure=sun("02:30", fold=1))
    table.speaks("First pass", departure=sun("02:45"))
    table.speaks("Saturday", departure=sat("20:00"))
    expected = ["Welcome", "Saturday", "First pass", "Second pass", "Unknown"]
    assert table.ordered("departure") == expected


def test_alternating_fields_puts_no_two_of_a_field_together_while_it_can() -> None:
    table = Table()
    for name, field_id in (
        ("A", "music"),
        ("B", "music"),
        ("C", "music"),
        ("D", "film"),
        ("E", "design"),
    ):
        table.speaks(name, field_id=field_id)
    assert table.ordered("alternate") == ["Welcome", "A", "E", "B", "D", "C"]


def test_who_arrives_first_speaks_first_and_who_is_unknown_last() -> None:
    table = Table()
    table.speaks("Unknown")
    table.speaks("Friday", arrival=fri("08:00"))
    table.speaks("Thursday", arrival=thu("20:00"))
    assert table.ordered("arrival") == ["Welcome", "Thursday", "Friday", "Unknown"]


def test_alternating_countries_puts_no_two_of_a_country_together_while_it_can() -> None:
    table = Table()
    for name, country in (("A", "FR"), ("B", "FR"), ("C", "IT"), ("D", None)):
        table.speaks(name, country=country)
    assert table.ordered("alternate-countries") == ["Welcome", "A", "C", "B", "D"]


def test_the_rule_in_force_is_named_until_somebody_changes_the_order() -> None:
    table = Table()
    table.speaks("Viborg", departure=sat("10:00"))
    caen = table.speaks("Caen", departure=sat("20:00"))
    table.speaks("Hamar", departure=sat("15:00"))
    programme = table.plan.programme()
    assert rule_in_force(programme, table.table.id) is None
    for rule in ("city-en", "departure"):
        programme = programme.apply(order_by(programme, table.table.id, rule).changes)
        assert rule_in_force(programme, table.table.id) == rule
    programme = programme.apply(reorder_part(programme, caen.id, -1).changes)
    assert rule_in_force(programme, table.table.id) is None


def test_one_speaker_alone_has_no_order() -> None:
    table = Table()
    table.speaks("Caen")
    assert rule_in_force(table.plan.programme(), table.table.id) is None


def test_welcome_and_questions_keep_their_places() -> None:
    table = Table()
    table.speaks("B")
    table.questions()
    table.speaks("A")
    assert table.ordered("city-en") == ["Welcome", "A", "Questions", "B"]


def test_an_entry_pinned_in_order_keeps_its_place() -> None:
    table = Table()
    table.speaks("C")
    table.plan.change(table.speaks("B"), pin_order=True)
    table.speaks("A")
    assert table.ordered("city-en") == ["Welcome", "A", "B", "C"]


def test_interventions_without_a_speaker_come_last_in_their_order() -> None:
    table = Table()
    table.plan.part(table.table, 10, title="Z nobody")
    table.plan.part(table.table, 10, title="Y nobody")
    table.speaks("A")
    assert table.ordered("city-en") == ["Welcome", "A", "Z nobody", "Y nobody"]


@pytest.mark.parametrize("rule", RULES)
def test_an_order_twice_changes_nothing_more(rule: str) -> None:
    table = Table()
    for name in "CADB":
        table.speaks(name, field_id="music" if name in "AB" else "film")
    programme = table.plan.programme()
    once = programme.apply(order_by(programme, table.table.id, rule).changes)
    assert not order_by(once, table.table.id, rule)


# -- minutes ------------------------------------------------------------------------------


def test_minutes_spread_evenly_fill_the_slot_and_the_rest_goes_to_the_questions() -> None:
    table = Table()
    parts = [table.speaks(name, minutes) for name, minutes in (("A", 20), ("B", 5), ("C", 30))]
    questions = table.questions()
    programme = table.after(spread(table.plan.programme(), table.table.id))
    assert [programme.activities[p.id].minutes for p in parts] == [13, 13, 13]
    assert programme.activities[questions.id].minutes == 16
    assert balance(programme, table.table.id).over == 0


def test_without_questions_the_first_ones_get_a_minute_more() -> None:
    table = Table()
    parts = [table.speaks(name) for name in "ABC"]
    table.plan.change(table.table, minutes=46)
    programme = table.after(spread(table.plan.programme(), table.table.id))
    assert [programme.activities[p.id].minutes for p in parts] == [14, 14, 13]


def test_minutes_that_are_pinned_are_not_spread() -> None:
    table = Table()
    fixed = table.plan.change(table.speaks("A", 25), pin_time=True)
    free = table.speaks("B", 1)
    programme = table.after(spread(table.plan.programme(), table.table.id))
    assert programme.activities[fixed.id].minutes == 25
    assert programme.activities[free.id].minutes == 30


def test_nothing_is_spread_when_nothing_is_left() -> None:
    table = Table()
    table.speaks("A")
    table.plan.change(table.welcome, minutes=60)
    with pytest.raises(PlannerError, match="leaves 0 min for 1 interventions"):
        spread(table.plan.programme(), table.table.id)


@settings(max_examples=30)
@given(st.integers(20, 200), st.lists(st.integers(1, 40), min_size=1, max_size=9), st.booleans())
def test_a_spread_always_fits_exactly(slot: int, minutes: list[int], with_questions: bool) -> None:
    table = Table()
    table.plan.change(table.table, minutes=slot + 20)
    parts = [table.speaks(f"City {n}", m) for n, m in enumerate(minutes)]
    if with_questions:
        table.questions()
    programme = table.after(spread(table.plan.programme(), table.table.id))
    assert balance(programme, table.table.id).over == 0
    shares = {programme.activities[p.id].minutes for p in parts}
    assert max(shares) - min(shares) <= 1


# -- entries ------------------------------------------------------------------------------


def accepted(table: Table, name: str, **values: object) -> Delegation:
    return table.plan.change(table.plan.delegation(name), **values)


def test_every_accepted_delegation_without_a_word_gets_an_intervention_before_the_questions() -> (
    None
):
    table = Table()
    table.speaks("Caen", 12)
    table.questions()
    accepted(table, "Hamar")
    accepted(table, "Modena", status=DelegationStatus.INVITED)
    programme = table.after(add_missing(table.plan.programme(), table.table.id))
    assert table.order(programme) == ["Welcome", "Caen", "Hamar", "Questions"]
    added = programme.parts[table.table.id][2]
    assert added.minutes == 12
    speakers = [(p.delegation_id, p.role) for p in programme.participations_of[added.id]]
    assert speakers == [("delegation-hamar", Role.SPEAKS)]


def test_one_that_has_not_answered_speaks_when_told_so() -> None:
    table = Table()
    table.speaks("Caen")
    table.questions()
    modena = accepted(table, "Modena", status=DelegationStatus.INVITED)
    made = add_intervention(table.plan.programme(), table.table.id, modena.id)
    programme = table.after(made)
    assert table.order(programme) == ["Welcome", "Caen", "Modena", "Questions"]
    assert modena.id in programme.delegations_in(table.table.id)
    assert str(made.label).startswith("Let Modena speak")


def test_who_speaks_attends_the_round_table_too() -> None:
    table = Table()
    hamar = accepted(table, "Hamar")
    programme = table.after(add_missing(table.plan.programme(), table.table.id))
    assert programme.delegations_in(table.table.id) == (hamar.id,)


def test_a_delegate_who_speaks_counts_for_the_delegation() -> None:
    table = Table()
    hamar = accepted(table, "Hamar")
    table.plan.part(table.table, 10, table.plan.delegate(hamar))
    with pytest.raises(PlannerError, match="speaks already"):
        add_missing(table.plan.programme(), table.table.id)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Kind.WELCOME, ["New", "Welcome", "Caen", "Questions"]),
        (Kind.INTERVENTION, ["Welcome", "Caen", "New", "Questions"]),
        (Kind.QUESTIONS, ["Welcome", "Caen", "Questions", "New"]),
    ],
    ids=str,
)
def test_a_new_entry_comes_to_its_usual_place(kind: Kind, expected: list[str]) -> None:
    table = Table()
    table.speaks("Caen")
    table.questions()
    entry = Activity("new", "edition-2024", kind, "New", parent_id=table.table.id)
    assert table.order(table.after(insert_entry(table.plan.programme(), entry))) == expected


# -- moderator and team -------------------------------------------------------------------


def test_a_moderator_has_not_been_asked_at_first() -> None:
    table = Table()
    host = table.plan.host("Sacha", HostKind.MODERATOR)
    edit = enlist(table.plan.programme(), table.table.id, host.id, Role.MODERATES)
    (row,) = table.after(edit).participations_of[table.table.id]
    assert (row.host_id, row.role, row.confirmed) == (host.id, Role.MODERATES, None)


def test_nobody_moderates_twice() -> None:
    table = Table()
    host = table.plan.host("Sacha", HostKind.MODERATOR)
    table.plan.joins(table.table, host, Role.MODERATES)
    assert not enlist(table.plan.programme(), table.table.id, host.id, Role.MODERATES)


def test_an_answer_turns_from_not_asked_to_yes_to_no_everywhere_at_once() -> None:
    table = Table()
    host = table.plan.host("Sacha", HostKind.MODERATOR)
    for activity in (table.table, table.welcome):
        table.plan.joins(activity, host, Role.MODERATES, confirmed=None)
    programme, answers = table.plan.programme(), []
    for _turn in range(3):
        edit = turn_answer(programme, table.table.id, host.id, Role.MODERATES)
        programme = programme.apply(edit.changes)
        answers.append({row.confirmed for row in programme.participations.values()})
    assert answers == [{True}, {False}, {None}]


def test_taking_the_moderator_off_takes_them_off_each_entry() -> None:
    table = Table()
    host = table.plan.host("Sacha", HostKind.MODERATOR)
    for activity in (table.table, table.welcome):
        table.plan.joins(activity, host, Role.MODERATES)
    table.plan.joins(table.table, host, Role.INTERPRETS)
    edit = dismiss(table.plan.programme(), table.table.id, host.id, Role.MODERATES)
    assert {p.role for p in table.after(edit).participations.values()} == {Role.INTERPRETS}
