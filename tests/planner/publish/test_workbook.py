"""The workbook as a file: types, texts, what is seen first and what is printed."""

import zipfile
from datetime import date, datetime, time
from io import BytesIO

import pytest

from planner.demo import demo_programme
from planner.publish.labels import LOCALES
from planner.publish.workbook_styles import LANGUAGE_CODES
from tests.build import Build, sat, sun, wed
from tests.planner.publish.schedules import HOSTILE, hostile_plan, small_plan
from tests.planner.publish.workbooks import (
    SHEETS,
    number_format,
    part,
    rows_of,
    sheet_names,
    workbook_of,
    worksheet,
)


def test_there_is_a_sheet_each_for_plan_people_transport_and_catering() -> None:
    assert sheet_names(workbook_of(demo_programme())) == list(SHEETS)


@pytest.mark.parametrize("language", LOCALES)
def test_sheets_have_names_that_excel_takes_in_every_language(language: str) -> None:
    plan = small_plan()
    plan.set_edition(language=language)
    names = sheet_names(workbook_of(plan.programme()))
    assert len({name.casefold() for name in names}) == len(SHEETS)
    for name in names:
        assert 0 < len(name) <= 31
        assert not set(name) & set("[]:*?/\\")
        assert name == name.strip("'")


def test_excel_knows_every_language_of_documents() -> None:
    assert LANGUAGE_CODES.keys() == LOCALES.keys()


def test_the_same_release_gives_the_same_bytes() -> None:
    programme = demo_programme()
    assert workbook_of(programme) == workbook_of(programme)


def test_the_file_is_dated_as_the_release() -> None:
    core = part(workbook_of(small_plan().programme()), "docProps/core.xml")
    assert core.findtext("created") == "2024-10-20T12:05:00Z"


def test_dates_times_and_numbers_are_no_text() -> None:
    plan = Build()
    caen = plan.delegation("Caen", heads=4, arrival=wed("08:05"))
    plan.transfer(wed("09:30"), 45, None, None, caen, vehicle_id=plan.vehicle(seats=30))
    content = workbook_of(plan.programme())
    (row,) = rows_of(content, "Transport")
    assert (row["Day"], row["Start"], row["End"]) == (date(2024, 10, 23), time(9, 30), time(10, 15))
    assert (row["Number of people"], row["Seats"]) == (4.0, 30.0)
    (person,) = rows_of(content, "Participants")
    assert person["Arrival"] == datetime(2024, 10, 23, 8, 5)


@pytest.mark.parametrize(
    ("fold", "zone"), [(0, "CEST"), (1, "CET")], ids=["before", "after_the_change"]
)
def test_the_hour_that_comes_twice_is_told_apart(fold: int, zone: str) -> None:
    plan = Build()
    caen = plan.delegation("Caen", departure=sun("02:15", fold))
    plan.transfer(sun("02:30", fold), 120 if not fold else 60, None, None, caen)
    content = workbook_of(plan.programme())
    for name in ("Transport", "Master schedule"):
        assert number_format(content, name, "B2") == f'hh:mm" {zone}"'
        assert number_format(content, name, "C2") == "hh:mm"
    assert rows_of(content, "Transport")[0]["End"] == time(3, 30)
    assert number_format(content, "Participants", "I2").endswith(f'hh:mm" {zone}"')


def test_days_are_named_in_the_language_of_the_edition() -> None:
    plan = small_plan()
    plan.set_edition(language="ka")
    content = workbook_of(plan.programme())
    assert number_format(content, sheet_names(content)[0], "A2") == "[$-437]ddd d mmm yyyy"


def test_a_number_that_is_not_all_is_shown_as_the_least() -> None:
    plan = Build()
    caen, hamar = plan.delegation("Caen", heads=4), plan.delegation("Hamar", heads=None)
    plan.meal("Lunch", wed("12:00"), 60, None, caen, hamar)
    plan.meal("Dinner", wed("19:00"), 60, None, hamar)
    content = workbook_of(plan.programme())
    lunch, dinner = rows_of(content, "Catering")
    assert lunch["Number of people"] == 4.0
    assert number_format(content, "Catering", "F2") == '"at least "0'
    assert dinner["Number of people"] == "not known yet"


def test_hostile_texts_are_read_back_as_typed_and_are_no_formula() -> None:
    plan = hostile_plan()
    city = plan.delegation("=HYPERLINK(1)")
    for text in ("=1+1", "+32 81", "-1", "@SUM(A1)", "http://x.example", "_x0041_", "1e5"):
        plan.delegate(city, text, email=text, phone=text, diet=text, role=text)
        plan.meal(text, sat("12:00"), 60, plan.site(text), city, meeting_point=text)
    content = workbook_of(plan.programme())
    people = rows_of(content, "Participants")
    assert set(HOSTILE) <= {row["Name"] for row in people}
    for text in ("=1+1", "+32 81", "-1", "@SUM(A1)", "http://x.example", "_x0041_", "1e5"):
        (person,) = (row for row in people if row["Name"] == text)
        assert {person[name] for name in ("Name", "E-mail", "Phone", "Diet", "Role")} == {text}
        assert text in {row["Meal"] for row in rows_of(content, "Catering")}
    for name in SHEETS:
        assert not list(worksheet(content, name).iter("f"))
        assert not list(worksheet(content, name).iter("hyperlink"))


def test_text_stays_text_when_somebody_edits_the_cell() -> None:
    plan = small_plan()
    plan.delegate(plan.delegation("Caen"), "=1+1")
    content = workbook_of(plan.programme())
    (cell,) = (c for c in worksheet(content, "Participants").iter("c") if c.get("r") == "B2")
    cells = part(content, "xl/styles.xml").find("cellXfs")
    assert cells is not None
    assert cells[int(cell.get("s", "0"))].get("quotePrefix") == "1"


def test_control_characters_do_not_reach_the_file() -> None:
    plan = Build()
    plan.delegate(plan.delegation("Caen", heads=1), "A\x00n\x1b\u202ea\ud800")
    content = workbook_of(plan.programme())
    assert rows_of(content, "Participants")[0]["Name"] == "Ana"


def test_a_text_longer_than_a_cell_is_cut() -> None:
    plan = Build()
    plan.visit("x" * 40_000, wed("10:00"), 60, None, plan.delegation("Caen"))
    (row,) = rows_of(workbook_of(plan.programme()), "Master schedule")
    assert row["Caen"] == "x" * 32_767


@pytest.mark.parametrize("name", SHEETS)
def test_headings_stay_in_sight_and_can_be_filtered(name: str) -> None:
    content = workbook_of(demo_programme())
    sheet = worksheet(content, name)
    (pane,) = sheet.iter("pane")
    (found,) = sheet.iter("autoFilter")
    assert (pane.get("state"), pane.get("ySplit")) == ("frozen", "1")
    assert found.get("ref", "").startswith("A1:")
    assert found.get("ref", "").endswith(str(len(rows_of(content, name)) + 1))


@pytest.mark.parametrize("name", SHEETS)
def test_sheets_are_printed_across_with_their_headings_on_every_page(name: str) -> None:
    content = workbook_of(demo_programme())
    (page,) = worksheet(content, name).iter("pageSetup")
    paper = "8" if name in ("Master schedule", "Programme") else "9"
    assert (page.get("orientation"), page.get("paperSize")) == ("landscape", paper)
    assert page.get("fitToWidth", "1") == ("2" if name == "Programme" else "1")
    assert page.get("fitToHeight") == "0"
    titles = [n.text or "" for n in part(content, "xl/workbook.xml").iter("definedName")]
    assert any(name in text and text.endswith("$1:$1") for text in titles)


def test_more_delegations_than_fit_on_a_page_are_printed_on_several() -> None:
    plan = Build()
    for n in range(25):
        plan.delegation(f"City {n}")
    (page,) = worksheet(workbook_of(plan.programme()), "Master schedule").iter("pageSetup")
    assert page.get("fitToWidth") == "3"


@pytest.mark.parametrize(("number", "state"), [(3, "Version 3"), (None, "DRAFT")])
def test_the_footer_tells_the_release_and_the_page(number: int | None, state: str) -> None:
    plan = small_plan()
    plan.set_edition(name="A & B" + " long" * 60)
    content = workbook_of(plan.programme(), number)
    for name in SHEETS:
        footer = worksheet(content, name).findtext("headerFooter/oddFooter")
        assert footer is not None
        assert footer.startswith("&LA && B long")
        assert footer.endswith(f" · {state}&RPage &P of &N")
        assert len(footer) <= 255


def test_an_edition_without_transfers_and_meals_has_their_headings_alone() -> None:
    content = workbook_of(small_plan().programme())
    assert rows_of(content, "Transport") == rows_of(content, "Catering") == []


def test_nothing_of_the_making_leaves_the_house() -> None:
    with zipfile.ZipFile(BytesIO(workbook_of(demo_programme()))) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
    core = part(workbook_of(demo_programme()), "docProps/core.xml")
    assert not core.findtext("creator")
