"""The journal: steps, undo and redo, clashes, several editions in one store."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text, update

from models import journal
from models.doctor import examine
from models.failures import Clash, Reason, StoreFailure, Unreadable
from models.journal import RowChange, Step
from models.store import Store, open_store
from models.tables import METADATA
from models.words import Kind
from tests import stores
from tests.stores import Place

pytestmark = pytest.mark.both_stores

FIRST, SECOND = "edition-1", "edition-2"


def edition_row(edition_id: str) -> dict[str, Any]:
    days = {n: date(2024, 10, 24) for n in ("first_day", "last_day")}
    festival = {n: date(2024, 10, 24) for n in ("festival_start", "festival_end")}
    figures = {"buffer_minutes": 5, "margin_percent": 15, "max_day_minutes": 780}
    words = {"name": edition_id, "time_zone": "Europe/Brussels", "language": "en"}
    return {"id": edition_id, "is_example": False, **days, **festival, **figures, **words}


def activity_row(row_id: str, edition_id: str = FIRST, **values: Any) -> dict[str, Any]:
    pins = dict.fromkeys(("pin_time", "pin_place", "pin_order", "pin_people"), False)
    plain = {"kind": Kind.VISIT, "title": row_id, "minutes": 60, "parent_id": None}
    return {
        "id": row_id,
        "edition_id": edition_id,
        "status": "planned",
        "position": 0,
        **plain,
        **pins,
        **values,
    }


def added(row: Mapping[str, Any], table: str = "activity") -> RowChange:
    return RowChange(table, row["id"], None, row)


def changed(row_id: str, table: str = "activity", /, **values: tuple[Any, Any]) -> RowChange:
    """``changed("a", minutes=(60, 30))``."""
    before = {name: old for name, (old, _new) in values.items()}
    return RowChange(table, row_id, before, {name: new for name, (_old, new) in values.items()})


@pytest.fixture
def store(empty_store: Place) -> Iterator[Store]:
    """A store with two editions that were made as floors, and activity “a” in the first."""
    opened = open_store(empty_store)
    for edition_id in (FIRST, SECOND):
        with opened.writing() as connection:
            rows = [added(edition_row(edition_id), "edition")]
            journal.record(connection, edition_id, "anna", "{}", rows, is_floor=True)
    do(opened, added(activity_row("a")))
    yield opened
    opened.close()


def do(store: Store, *changes: RowChange, edition: str = FIRST, author: str = "anna") -> Step:
    with store.writing() as connection:
        return journal.record(connection, edition, author, "{}", changes)


def undo(store: Store, edition: str = FIRST, author: str = "anna") -> Step | None:
    with store.writing() as connection:
        found = journal.undo(connection, edition, author)
    return found[0] if found else None


def redo(store: Store, edition: str = FIRST, author: str = "anna") -> Step | None:
    with store.writing() as connection:
        found = journal.redo(connection, edition, author)
    return found[0] if found else None


def rows(store: Store, table: str = "activity") -> dict[str, dict[str, Any]]:
    columns = METADATA.tables[table].columns
    with store.reading() as connection:
        return {r["id"]: dict(r) for r in connection.execute(select(*columns)).mappings()}


def states(store: Store, edition: str = FIRST) -> list[str]:
    """The states of the steps, oldest first."""
    with store.reading() as connection:
        return [step.state for step in reversed(journal.history(connection, edition))]


def test_a_step_says_who_did_what_when(store: Store) -> None:
    with store.writing() as connection:
        made = journal.record(connection, FIRST, "bert", '{"x": 1}', [added(activity_row("b"))])
    with store.reading() as connection:
        (newest,) = journal.history(connection, FIRST, limit=1)
    assert newest == made
    assert (newest.author, newest.label, newest.state) == ("bert", '{"x": 1}', "done")
    assert not newest.is_floor


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("title", "a", "[b]é 李\n\x1b"),
        ("minutes", 60, 5),
        ("start", None, datetime(2024, 10, 27, 2, 30, fold=1)),
        ("pin_time", False, True),
        ("kind", Kind.VISIT, Kind.SESSION),
        ("note", None, ""),
    ],
)
def test_any_value_is_undone_and_redone(store: Store, name: str, old: Any, new: Any) -> None:
    do(store, changed("a", **{name: (old, new)}))
    assert rows(store)["a"][name] == new
    undo(store)
    assert rows(store)["a"][name] == old
    redo(store)
    found = rows(store)["a"][name]
    assert (found, getattr(found, "fold", 0)) == (new, getattr(new, "fold", 0))


def test_a_removed_row_comes_back_whole(store: Store) -> None:
    before = rows(store)["a"]
    do(store, RowChange("activity", "a", before, None))
    assert rows(store) == {}
    undo(store)
    assert rows(store)["a"] == before


def test_undo_goes_back_and_redo_forward_in_order(store: Store) -> None:
    for old, new in ((60, 50), (50, 40), (40, 30)):
        do(store, changed("a", minutes=(old, new)))
    seen = []
    for turn in (undo, undo, redo, undo, undo, undo, redo, redo, redo, redo):
        turn(store)
        seen.append(rows(store).get("a", {}).get("minutes"))
    assert seen == [40, 50, 40, 50, 60, None, 60, 50, 40, 30]
    assert redo(store) is None


def test_a_turned_step_says_its_new_state(store: Store) -> None:
    step = undo(store)
    assert step is not None
    assert step.state == "undone"
    again = redo(store)
    assert again is not None
    assert (again.id, again.state) == (step.id, "done")


def test_the_making_of_an_edition_is_a_floor(store: Store) -> None:
    undo(store)
    assert undo(store) is None
    assert states(store) == ["done", "undone"]
    assert FIRST in rows(store, "edition")


def test_a_new_step_drops_what_was_undone_for_good(store: Store) -> None:
    do(store, changed("a", minutes=(60, 50)))
    do(store, changed("a", minutes=(50, 40)))
    undo(store)
    undo(store)
    do(store, changed("a", minutes=(60, 5)))
    assert states(store) == ["done", "done", "dropped", "dropped", "done"]
    assert redo(store) is None
    undo(store)
    undo(store)
    assert rows(store) == {}
    redo(store)
    redo(store)
    assert redo(store) is None
    assert rows(store)["a"]["minutes"] == 5


def test_editions_of_one_store_do_not_disturb_each_other(store: Store) -> None:
    do(store, added(activity_row("x", SECOND)), edition=SECOND)
    undo(store)
    do(store, changed("x", minutes=(60, 30)), edition=SECOND)
    assert states(store) == ["done", "undone"]
    undo(store, SECOND)
    assert redo(store) is not None
    assert rows(store)["a"]["minutes"] == 60
    assert states(store, SECOND) == ["done", "done", "undone"]
    undo(store, SECOND)
    assert undo(store, SECOND) is None
    assert set(rows(store)) == {"a"}


def test_who_changes_what_somebody_has_changed_clashes(store: Store) -> None:
    do(store, changed("a", minutes=(60, 30)))
    before = states(store)
    for late in (
        changed("a", minutes=(60, 90)),
        changed("a", minutes=(60, 90), title=("a", "b")),
        RowChange("activity", "a", activity_row("a"), None),
        changed("gone", minutes=(60, 90)),
        RowChange("activity", "gone", activity_row("gone"), None),
    ):
        with pytest.raises(Clash) as clash:
            do(store, added(activity_row("new")), late)
        assert (clash.value.table, clash.value.row_id) == ("activity", late.row_id)
    assert set(rows(store)) == {"a"}
    assert rows(store)["a"]["minutes"] == 30
    assert states(store) == before


def test_another_field_of_the_same_row_does_not_clash(store: Store) -> None:
    do(store, changed("a", minutes=(60, 30)))
    do(store, changed("a", title=("a", "b")))
    assert (rows(store)["a"]["minutes"], rows(store)["a"]["title"]) == (30, "b")


def test_a_clash_leaves_what_was_undone_redoable(store: Store) -> None:
    do(store, changed("a", minutes=(60, 30)))
    undo(store)
    with pytest.raises(Clash):
        do(store, changed("a", minutes=(15, 90)))
    assert redo(store) is not None


def test_undo_clashes_when_another_edition_has_changed_the_shared_row(store: Store) -> None:
    with store.reading() as connection:
        site = connection.execute(text("SELECT id, name FROM site LIMIT 1")).one()
    do(store, changed(site.id, "site", name=(site.name, "one")))
    do(store, changed(site.id, "site", name=("one", "two")), edition=SECOND)
    with pytest.raises(Clash):
        undo(store)
    assert rows(store, "site")[site.id]["name"] == "two"
    undo(store, SECOND)
    assert undo(store) is not None
    assert rows(store, "site")[site.id]["name"] == site.name


def test_rows_of_a_step_may_come_in_any_order(store: Store) -> None:
    part = activity_row("part", parent_id="whole", kind=Kind.PRESENTATION)
    do(store, added(part), added(activity_row("whole")))
    undo(store)
    assert set(rows(store)) == {"a"}
    redo(store)
    assert set(rows(store)) == {"a", "part", "whole"}


def test_a_reference_to_nothing_keeps_the_whole_step_out(store: Store) -> None:
    with pytest.raises(StoreFailure) as failure:
        do(store, changed("a", minutes=(60, 5)), added(activity_row("b", site_id="nowhere")))
    assert failure.value.reason is Reason.INTEGRITY
    assert set(rows(store)) == {"a"}
    assert rows(store)["a"]["minutes"] == 60
    assert len(states(store)) == 2


def test_the_same_row_cannot_be_added_twice(store: Store) -> None:
    with pytest.raises(Clash) as clash:
        do(store, added(activity_row("a", title="other")))
    assert (clash.value.table, clash.value.row_id) == ("activity", "a")
    assert rows(store)["a"]["title"] == "a"


def test_a_value_that_no_plan_can_hold_is_refused_by_the_store_itself(store: Store) -> None:
    with pytest.raises(StoreFailure) as failure:
        do(store, changed("a", minutes=(60, 0)))
    assert failure.value.reason is Reason.REFUSED
    assert rows(store)["a"]["minutes"] == 60


@pytest.mark.parametrize(
    "values",
    [{"after": "{"}, {"after": '{"start": "soon"}'}, {"after": "[]"}, {"after": '{"song": 1}'},
     {"table_name": "song"}],
    ids=["cut off", "no time", "no object", "no column", "no table"],
)  # fmt: skip
def test_a_change_that_cannot_be_read_is_told_and_undoes_nothing(
    store: Store, values: dict[str, str]
) -> None:
    step = do(store, changed("a", minutes=(60, 5)))
    table = METADATA.tables["journal_change"]
    with store.writing() as connection:
        connection.execute(update(table).where(table.c.step_id == step.id).values(values))
    with store.reading() as connection, pytest.raises(Unreadable):
        journal.changes_of(connection, step.id)
    with pytest.raises(StoreFailure) as failure:
        undo(store)
    assert failure.value.reason is Reason.DAMAGED
    assert rows(store)["a"]["minutes"] == 5
    assert states(store)[-1] == "done"


@pytest.mark.sqlite_only
@settings(max_examples=20)
@given(
    actions=st.lists(
        st.tuples(st.sampled_from(["do", "undo", "redo"]), st.sampled_from([FIRST, SECOND])),
        max_size=25,
    )
)
def test_undo_and_redo_are_those_of_an_editor(
    empty_template: Place,
    tmp_path_factory: pytest.TempPathFactory,
    actions: list[tuple[str, str]],
) -> None:
    """Against the textbook model: a stack of values and a place in it, one for each edition."""
    store = open_store(stores.copied(empty_template, tmp_path_factory.mktemp("law")))
    for edition_id in (FIRST, SECOND):
        with store.writing() as connection:
            made = [added(edition_row(edition_id), "edition")]
            made.append(added(activity_row(edition_id, edition_id, minutes=99)))
            journal.record(connection, edition_id, "anna", "{}", made, is_floor=True)
    stacks, places = {FIRST: [99], SECOND: [99]}, {FIRST: 0, SECOND: 0}
    for number, (action, edition) in enumerate(actions, 1):
        stack, place = stacks[edition], places[edition]
        if action == "do":
            do(store, changed(edition, minutes=(stack[place], number)), edition=edition)
            stacks[edition] = [*stack[: place + 1], number]
            places[edition] += 1
        elif action == "undo":
            assert (undo(store, edition) is None) is (place == 0)
            places[edition] = max(place - 1, 0)
        else:
            assert (redo(store, edition) is None) is (place == len(stack) - 1)
            places[edition] = min(place + 1, len(stack) - 1)
        for each in (FIRST, SECOND):
            assert rows(store)[each]["minutes"] == stacks[each][places[each]]
    store.close()


# -- a team -------------------------------------------------------------------------------


def test_everybody_undoes_their_own_steps(store: Store) -> None:
    mine = do(store, changed("a", minutes=(60, 30)))
    do(store, changed("a", title=("a", "theirs")), author="bert")
    undone = undo(store)
    assert undone is not None
    assert undone.id == mine.id
    assert (rows(store)["a"]["minutes"], rows(store)["a"]["title"]) == (60, "theirs")


def test_an_undo_says_whose_step_stands_on_top(store: Store) -> None:
    do(store, changed("a", minutes=(60, 30), title=("a", "mine")))
    theirs = do(store, changed("a", minutes=(30, 45)), author="bert")
    with pytest.raises(Clash) as raised:
        undo(store)
    assert (raised.value.step_id, raised.value.fields) == (theirs.id, ("minutes",))
    assert rows(store)["a"]["minutes"] == 45


def test_a_step_that_brought_the_same_value_back_stands_on_top_too(store: Store) -> None:
    do(store, changed("a", minutes=(60, 30)))
    do(store, changed("a", minutes=(30, 45)), author="bert")
    do(store, changed("a", minutes=(45, 30)), author="bert")
    with pytest.raises(Clash):
        undo(store)


def test_what_others_have_taken_back_stands_on_nothing(store: Store) -> None:
    do(store, changed("a", minutes=(60, 30)))
    do(store, changed("a", minutes=(30, 45)), author="bert")
    undo(store, author="bert")
    assert undo(store) is not None
    assert rows(store)["a"]["minutes"] == 60


def test_a_row_that_others_refer_to_is_not_taken_back(store: Store) -> None:
    do(store, added(activity_row("whole")))
    theirs = do(store, added(activity_row("part", parent_id="whole")), author="bert")
    with pytest.raises(Clash) as raised:
        undo(store)
    assert (raised.value.step_id, raised.value.row_id) == (theirs.id, "whole")


def test_the_edits_of_others_leave_what_one_has_undone_redoable(store: Store) -> None:
    do(store, changed("a", minutes=(60, 30)))
    undo(store)
    do(store, changed("a", title=("a", "theirs")), author="bert")
    assert redo(store) is not None
    assert rows(store)["a"]["minutes"] == 30


def test_redo_clashes_where_others_have_changed_the_same(store: Store) -> None:
    do(store, changed("a", minutes=(60, 30)))
    undo(store)
    do(store, changed("a", minutes=(60, 45)), author="bert")
    with pytest.raises(Clash):
        redo(store)
    assert rows(store)["a"]["minutes"] == 45


def test_steps_since_a_turn_are_those_that_took_effect_after_it(store: Store) -> None:
    one = do(store, changed("a", minutes=(60, 30)))
    two = do(store, changed("a", title=("a", "b")))
    with store.reading() as connection:
        seen = journal.last_turn(connection)
    assert seen == two.turn
    undo(store)
    with store.reading() as connection:
        (turned,) = journal.steps_since(connection, seen)
        assert (turned.id, turned.state) == (two.id, "undone")
        assert [s.id for s in journal.steps_since(connection, one.turn)] == [two.id]


@given(
    actions=st.lists(
        st.tuples(
            st.sampled_from(["do", "do", "undo", "redo"]),
            st.sampled_from(["anna", "bert"]),
            st.sampled_from(["a", "b"]),
            st.sampled_from(["minutes", "position"]),
        ),
        max_size=30,
    )
)
@settings(max_examples=30)
@pytest.mark.sqlite_only
def test_the_store_holds_what_the_steps_of_a_team_come_to(
    empty_template: Place,
    tmp_path_factory: pytest.TempPathFactory,
    actions: list[tuple[str, str, str, str]],
) -> None:
    """Whoever undoes and redoes what: the steps that are done, in their turn, give the rows."""
    opened = open_store(stores.copied(empty_template, tmp_path_factory.mktemp("team")))
    do(opened, added(edition_row(FIRST), "edition"))
    do(opened, *(added(activity_row(name)) for name in "ab"), author="carl")
    for number, (action, author, row, field) in enumerate(actions, 1):
        if action == "do":
            do(opened, changed(row, **{field: (rows(opened)[row][field], number)}), author=author)
        else:
            with suppress(Clash):
                (undo if action == "undo" else redo)(opened, author=author)
    assert all(finding.fine for finding in examine(opened))
    opened.close()
