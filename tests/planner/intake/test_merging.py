"""Three-way merging: what the file said last, what it says now, what stands in the plan."""

from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.entities import Change, Host, Imported, Reading, Vehicle
from planner.errors import InvalidValue
from planner.intake.imports import Memories
from planner.intake.memory import values_said
from planner.intake.merging import Difference, Intake, Taken
from planner.programme import Programme
from tests.build import Build

MANNER = "{}"


@dataclass
class Plan:
    """A plan that imports hosts from one file again and again."""

    programme: Programme = field(default_factory=lambda: Build().programme())
    memories: Memories = field(default_factory=Memories)

    def intake(self) -> Intake:
        return Intake(self.programme, self.memories.of("hosts"))

    def imports(self, hosts: dict[str, dict[str, Any]], *, overwrites: bool = False) -> list[Taken]:
        """Import a file with an entry a host, by key."""
        intake = self.intake()
        taken = []
        for key, values in hosts.items():
            with intake.entry(overwrites=overwrites):
                taken.append(intake.take(key, None, fresh(key), values))
        self.keep(intake.changes(MANNER))
        return taken

    def keep(self, changes: tuple[Change, ...]) -> None:
        self.programme = self.programme.apply(changes)
        self.memories = self.memories.after(changes)

    def by_hand(self, key: str, **values: Any) -> None:
        row = self.host(key)
        self.keep((Change(row, replace(row, **values)),))

    def remove(self, key: str) -> None:
        self.keep((Change(self.host(key), None),))

    def host(self, key: str) -> Host:
        return self.programme.hosts[f"host-{key}"]


def fresh(key: str) -> Host:
    return Host(f"host-{key}", "edition-2024", "?")


def test_what_is_not_known_is_added() -> None:
    plan = Plan()
    (taken,) = plan.imports({"trakk": {"name": "TRAKK"}})
    assert taken.added
    assert plan.host("trakk").name == "TRAKK"


def test_what_the_file_says_anew_is_taken_over() -> None:
    plan = Plan()
    plan.imports({"trakk": {"name": "TRAKK", "phone": "1"}})
    (taken,) = plan.imports({"trakk": {"name": "TRAKK", "phone": "2"}})
    assert taken.changed == (Difference("phone", "1", "2"),)
    assert plan.host("trakk").phone == "2"


def test_what_was_changed_by_hand_stays_and_both_values_are_told() -> None:
    plan = Plan()
    plan.imports({"trakk": {"name": "TRAKK", "phone": "1"}})
    plan.by_hand("trakk", phone="mine")
    (taken,) = plan.imports({"trakk": {"name": "TRAKK (Namur)", "phone": "2"}})
    assert taken.changed == (Difference("name", "TRAKK", "TRAKK (Namur)"),)
    assert taken.kept == (Difference("phone", "mine", "2"),)
    assert plan.host("trakk").phone == "mine"


def test_what_was_changed_by_hand_stays_for_good() -> None:
    plan = Plan()
    plan.imports({"trakk": {"phone": "1"}})
    plan.by_hand("trakk", phone="mine")
    for told in ("1", "2", "2", "3"):
        plan.imports({"trakk": {"phone": told}})
        assert plan.host("trakk").phone == "mine"


def test_the_file_wins_where_the_organiser_wants_that() -> None:
    plan = Plan()
    plan.imports({"trakk": {"phone": "1"}})
    plan.by_hand("trakk", phone="mine")
    plan.imports({"trakk": {"phone": "1"}}, overwrites=True)
    assert plan.host("trakk").phone == "1"
    plan.imports({"trakk": {"phone": "2"}})
    assert plan.host("trakk").phone == "2"


def test_what_was_removed_by_hand_stays_removed() -> None:
    plan = Plan()
    plan.imports({"trakk": {"name": "TRAKK"}})
    plan.remove("trakk")
    (taken,) = plan.imports({"trakk": {"name": "TRAKK", "phone": "2"}})
    assert taken.row is None
    assert not plan.programme.hosts
    (taken,) = plan.imports({"trakk": {"name": "TRAKK"}}, overwrites=True)
    assert taken.added


def test_what_the_file_has_no_more_is_listed_and_stays() -> None:
    plan = Plan()
    plan.imports({"trakk": {"name": "TRAKK"}, "a6k": {"name": "A6K"}})
    intake = plan.intake()
    with intake.entry():
        intake.take("trakk", None, fresh("trakk"), {"name": "TRAKK"})
    assert intake.missing() == [plan.host("a6k")]
    assert intake.changes(MANNER) == ()


def test_a_row_that_was_there_before_is_found_and_not_doubled() -> None:
    plan = Plan(Build().programme())
    plan.programme = replace(plan.programme, hosts={"host-mine": Host("host-mine", "e", "TRAKK")})
    intake = plan.intake()
    with intake.entry():
        taken = intake.take("1", plan.host("mine"), fresh("1"), {"phone": "1"})
    assert not taken.added
    plan.keep(intake.changes(MANNER))
    assert [h.phone for h in plan.programme.hosts.values()] == ["1"]


def test_a_file_that_contradicts_itself_is_refused_there() -> None:
    intake = Plan().intake()
    with intake.entry():
        intake.take("trakk", None, fresh("trakk"), {"phone": "1"})
    with pytest.raises(InvalidValue, match="something else"), intake.entry():
        intake.take("trakk", None, fresh("trakk"), {"phone": "2"})


def test_an_entry_that_is_refused_takes_nothing_with_it() -> None:
    plan = Plan()
    intake = plan.intake()
    with pytest.raises(InvalidValue):
        take_in_what_is_impossible(intake)
    assert [c for c in intake.changes(MANNER) if not isinstance(c.after, Reading)] == []
    assert intake.remembered(Host, "trakk") is None


def take_in_what_is_impossible(intake: Intake) -> None:
    """A host, and a vehicle that no plan can hold."""
    with intake.entry():
        intake.take("trakk", None, fresh("trakk"), {"name": "TRAKK"})
        intake.take("bus", None, Vehicle("bus", "edition-2024", "Bus"), {"seats": -1})


def test_a_row_in_whose_stead_the_file_says_something_else_is_dropped_and_forgotten() -> None:
    plan = Plan()
    plan.imports({"trakk": {"name": "TRAKK"}, "a6k": {"name": "A6K"}})
    intake = plan.intake()
    with intake.entry():
        intake.take("trakk", None, fresh("trakk"), {"name": "TRAKK"})
        intake.drop(plan.host("a6k"))
    assert intake.missing() == []
    plan.keep(intake.changes(MANNER))
    assert list(plan.programme.hosts) == ["host-trakk"]
    assert list(plan.memories.of("hosts").rows) == ["host-trakk"]


def test_an_entry_that_is_refused_drops_nothing() -> None:
    plan = Plan()
    plan.imports({"trakk": {"name": "TRAKK"}})
    intake = plan.intake()
    with pytest.raises(InvalidValue):
        drop_and_take_in_what_is_impossible(intake, plan.host("trakk"))
    assert intake.changes(MANNER) == ()


def drop_and_take_in_what_is_impossible(intake: Intake, host: Host) -> None:
    with intake.entry():
        intake.drop(host)
        intake.take("bus", None, Vehicle("bus", "edition-2024", "Bus"), {"seats": -1})


def test_a_row_that_takes_the_place_of_a_removed_one_takes_its_key() -> None:
    plan = Plan()
    plan.imports({"trakk": {"name": "TRAKK"}})
    plan.remove("trakk")
    intake = plan.intake()
    with intake.entry(overwrites=True):
        intake.take("trakk", None, fresh("new"), {"name": "TRAKK"})
    plan.keep(intake.changes(MANNER))
    assert list(plan.memories.of("hosts").rows) == ["host-new"]


def test_all_rows_of_a_kind_are_given_as_they_are_now() -> None:
    plan = Plan()
    plan.imports({"trakk": {"name": "TRAKK"}})
    intake = plan.intake()
    with intake.entry():
        intake.take("trakk", None, fresh("trakk"), {"name": "TRAKK Namur"})
        intake.take("a6k", None, fresh("a6k"), {"name": "A6K"})
    assert [h.name for h in intake.every(Host)] == ["TRAKK Namur", "A6K"]


def test_how_the_file_was_read_is_remembered_with_the_import() -> None:
    plan = Plan()
    plan.imports({"trakk": {"name": "TRAKK"}})
    reading = plan.memories.of("hosts").reading
    assert reading is not None
    assert reading.manner == MANNER


# -- laws -------------------------------------------------------------------------------------

KEYS = st.sampled_from("ab")
VALUES = st.fixed_dictionaries({}, optional={n: st.sampled_from("xyz") for n in ("name", "phone")})
FILES = st.dictionaries(KEYS, VALUES)


@given(st.lists(FILES, min_size=1, max_size=4))
def test_a_plan_that_nobody_touches_says_what_the_file_said_last(
    files: list[dict[str, dict[str, str]]],
) -> None:
    plan, expected = Plan(), dict[str, dict[str, str]]()
    for file in files:
        plan.imports(file)
        for key, values in file.items():
            expected.setdefault(key, {}).update(values)
    for key, values in expected.items():
        assert {name: getattr(plan.host(key), name) for name in values} == values


@given(st.lists(st.tuples(FILES, KEYS, VALUES), min_size=1, max_size=5))
def test_a_second_import_of_the_same_changes_nothing(
    history: list[tuple[dict[str, dict[str, str]], str, dict[str, str]]],
) -> None:
    plan = Plan()
    for file, key, values in history:
        plan.imports(file)
        again = plan.intake()
        for name, told in file.items():
            with again.entry():
                again.take(name, None, fresh(name), told)
        assert again.changes(MANNER) == ()
        if f"host-{key}" in plan.programme.hosts:
            plan.by_hand(key, **values)


@given(st.lists(st.tuples(FILES, KEYS, VALUES), min_size=1, max_size=5))
def test_nothing_that_was_changed_by_hand_is_overwritten(
    history: list[tuple[dict[str, dict[str, str]], str, dict[str, str]]],
) -> None:
    plan, mine = Plan(), dict[str, dict[str, str]]()
    for file, key, values in history:
        plan.imports(file)
        for row, told in file.items():  # where both say the same, nobody has changed anything
            known = mine.get(row, {})
            mine[row] = {n: v for n, v in known.items() if told.get(n) != v}
        for row, columns in mine.items():
            assert {name: getattr(plan.host(row), name) for name in columns} == columns
        if f"host-{key}" in plan.programme.hosts:
            said = _said(plan, key)
            changed = {n: v for n, v in values.items() if n in said and said[n] != v}
            plan.by_hand(key, **changed)
            mine.setdefault(key, {}).update(changed)


def _said(plan: Plan, key: str) -> dict[str, Any]:
    """What the file has said of a host."""
    row: Imported = plan.memories.of("hosts").rows[f"host-{key}"]
    return dict(values_said(row))
