"""Which file is a copy of which, and what is remembered of a row."""

import pytest

from planner.demo import demo_programme
from planner.entities import TABLE_OF, Imported
from planner.intake.memory import memory_of, said, source_of, values_said
from planner.programme import MAPPING_OF
from planner.rows import values_of


@pytest.mark.parametrize(
    "name",
    ["Delegates.xlsx", "delegates-2024-10-02.csv", "Délégates v2.xlsx", "delegates (3).ods",
     "Delegates_final.xlsx", "delegates 02.10.2024 copie.xlsx"],
)  # fmt: skip
def test_copies_of_a_file_are_one_source(name: str) -> None:
    assert source_of(name) == source_of("delegates.xlsx")


@pytest.mark.parametrize(
    "name", ["2024.csv", "v2.csv", "...", "", "\N{CJK UNIFIED IDEOGRAPH-4E00}"]
)
def test_every_name_is_some_source(name: str) -> None:
    assert source_of(name)


def test_a_programme_is_one_source_in_whatever_form_and_another_than_a_list() -> None:
    assert source_of("kikk.xml") == source_of("KIKK-2024.json") == source_of("kikk.ics")
    assert source_of("kikk.xlsx") != source_of("kikk.ics")


def test_other_files_are_other_sources() -> None:
    assert source_of("delegates.csv") != source_of("hosts.csv")


def test_only_what_is_of_the_source_is_its_memory() -> None:
    rows = [imported("1", "a"), imported("2", "b")]
    memory = memory_of("b", rows, ())
    assert memory.by_key["host", "key"].id == "2"
    assert list(memory.rows) == ["h"]


@pytest.mark.parametrize("table", sorted(MAPPING_OF))
def test_what_is_said_of_a_row_is_remembered_as_it_is(table: str) -> None:
    for row in getattr(demo_programme(), MAPPING_OF[table]).values():
        values = values_of(row)
        text = said(type(row), values)
        assert values_said(imported("1", "a", TABLE_OF[type(row)], text)) == values


def test_a_column_that_is_gone_is_left_out() -> None:
    assert values_said(imported("1", "a", said='{"name":"A","colour":"red"}')) == {"name": "A"}


def imported(identity: str, source: str, table: str = "host", said: str = "{}") -> Imported:
    return Imported(identity, "edition", source, "key", table, "h", said)
