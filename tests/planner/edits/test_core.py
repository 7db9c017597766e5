"""Edits that fit every table: add, change; and what is no change at all."""

from dataclasses import replace
from datetime import date

import pytest

from planner.edits.core import Edit, add, change, edit, new_id, require, unplaced
from planner.entities import Activity, Change, Host, Site
from planner.errors import PlannerError
from planner.phrases import Phrase
from tests.build import Build, fri, sat, sun


def test_added_rows_are_named_by_the_first() -> None:
    plan = Build()
    programme = plan.programme()
    host, site = plan.host("TRAKK"), plan.site("Mundaneum")
    made = add(programme, host, site)
    assert made.changes == (Change(None, host), Change(None, site))
    assert str(made.label) == "Add host “TRAKK”"


def test_a_change_names_the_row_and_its_fields() -> None:
    plan = Build()
    visit = plan.visit("Fab Lab", fri("10:00"))
    made = change(plan.programme(), replace(visit, title="Other", minutes=90))
    assert made.changes == (Change(visit, replace(visit, title="Other", minutes=90)),)
    assert str(made.label).startswith("Change guided visit “Fab Lab”: ")


def test_a_change_that_changes_nothing_is_no_edit() -> None:
    plan = Build()
    visit = plan.visit("Fab Lab", fri("10:00"))
    assert not change(plan.programme(), visit)
    assert not edit(Phrase("nothing"), [Change(visit, replace(visit))])
    assert not Edit(Phrase("nothing"), ())


def test_the_second_pass_of_the_repeated_hour_is_a_change() -> None:
    plan = Build()
    visit = plan.visit("Night", sun("02:30"))
    again = replace(visit, start=sun("02:30", fold=1))
    assert again == visit
    assert change(plan.programme(), again).changes == (Change(visit, again),)
    assert not change(plan.programme().apply([Change(visit, again)]), again)


@pytest.mark.parametrize("kind", [Activity, Host, Site])
def test_a_row_that_is_gone_is_told_in_words(kind: type[Activity | Host | Site]) -> None:
    with pytest.raises(PlannerError) as error:
        require(Build().programme(), kind, "gone")
    assert "no longer exists" in str(error.value)


def test_changing_a_row_that_is_gone_is_told_in_words() -> None:
    plan = Build()
    programme = plan.programme()
    with pytest.raises(PlannerError):
        change(programme, plan.visit("Late", fri("10:00")))


def test_a_shorter_edition_sends_what_falls_out_to_the_tray() -> None:
    plan = Build()
    kept, lost = plan.visit("Kept", sat("10:00")), plan.visit("Lost", sun("10:00"))
    night = plan.session("Night", sat("23:00"), 180)
    part = plan.part(lost, 10)
    shorter = replace(plan.edition, last_day=date(2024, 10, 26), festival_end=date(2024, 10, 26))
    made = change(plan.programme(), shorter)
    after = plan.programme().apply(made.changes)
    assert after.edition == shorter
    assert after.unplaced == (replace(lost, start=None),)
    for same in (kept, night, part):
        assert after.activities[same.id] == same


def test_a_longer_edition_moves_nothing() -> None:
    plan = Build()
    plan.visit("Visit", sat("10:00"))
    longer = replace(plan.edition, first_day=date(2024, 10, 20))
    assert len(change(plan.programme(), longer).changes) == 1


def test_unplacing_keeps_all_but_the_time() -> None:
    visit = Build().visit("Visit", sat("10:00"), 45, pin_time=True)
    assert unplaced(visit) == Change(visit, replace(visit, start=None))


def test_every_id_is_new() -> None:
    assert len({new_id() for _n in range(1000)}) == 1000
