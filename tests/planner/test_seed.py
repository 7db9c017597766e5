from collections import Counter

from data import catalogue
from planner.entities import TABLES, City, Site
from planner.seed import catalogue_rows, hub_ids


def sites() -> dict[str, Site]:
    rows = [row for row in catalogue_rows()["site"] if isinstance(row, Site)]
    return {row.code or row.name: row for row in rows}


def test_tables_come_in_insertable_order_and_hold_their_own_rows() -> None:
    rows = catalogue_rows()
    assert list(rows) == [name for name in TABLES if name in rows]
    assert all(type(row) is TABLES[table] for table in rows for row in rows[table])


def test_every_catalogue_row_is_there_once() -> None:
    rows = catalogue_rows()
    assert [len(rows[table]) for table in ("field", "city", "site")] == [8, 350, 94 + 49]
    assert all(len({row.id for row in rows[table]}) == len(rows[table]) for table in rows)


def test_ids_are_those_of_the_catalogue() -> None:
    rows = catalogue_rows()
    cities = {row.code: row for row in rows["city"] if isinstance(row, City)}
    assert cities["tbilisi"].id == catalogue.catalogue_uuid("city", "tbilisi")
    assert sites()["namur-trakk"].id == catalogue.catalogue_uuid("site", "namur-trakk")
    assert sites()["BRU"].id == catalogue.catalogue_uuid("hub", "BRU")


def test_every_city_has_a_field_that_exists() -> None:
    rows = catalogue_rows()
    fields = {row.id for row in rows["field"]}
    assert {row.field_id for row in rows["city"] if isinstance(row, City)} <= fields


def test_catalogue_places_belong_to_all_editions_and_are_no_examples() -> None:
    assert all(s.edition_id is None and not s.is_example for s in sites().values())


def test_what_the_catalogue_does_not_know_stays_unknown() -> None:
    unknown = {(s.capacity, s.step_free, s.visit_minutes) for s in sites().values()}
    assert unknown == {(None, None, None)}
    assert sites()["lux-green-hub"].lat is None


def test_hubs_keep_their_kind_and_their_own_time_zone() -> None:
    kinds = Counter(s.kind for s in sites().values())
    assert kinds["station"] == 19
    assert kinds["airport"] == 30
    assert sites()["TBS"].time_zone == "Asia/Tbilisi"


def test_hubs_are_found_by_code_and_by_name() -> None:
    assert hub_ids()["Namur"] == hub_ids()["8863008"] == sites()["8863008"].id
