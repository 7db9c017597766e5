"""The sheet “Programme” of the workbook: a row an activity, its parts below it."""

from datetime import date, time
from typing import Any

from models.words import ActivityStatus, DelegationStatus, Role, TravelMode
from planner.publish.workbook_plan import references
from tests.build import Build, sat, sun, thu
from tests.planner.publish.workbooks import column, number_format, rows_of, workbook_of

SHEET = "Programme"


def filled(row: dict[str, Any]) -> dict[str, Any]:
    return {heading: value for heading, value in row.items() if value != ""}


def test_a_row_says_all_that_the_activity_itself_says() -> None:
    plan = Build()
    plan.transfer(
        thu("09:30"), 75, plan.site("Namur"), plan.site("Hub"), plan.delegation("Caen"),
        title="Ride", meeting_point="Porch", mode=TravelMode.COACH, language="fr", capacity=30,
        status=ActivityStatus.CONFIRMED, description="One\n\nTwo", external_key="ref-1",
        note="Internal",
    )  # fmt: skip
    (row,) = rows_of(workbook_of(plan.programme()), SHEET)
    assert filled(row) == {
        "Day": date(2024, 10, 24), "Start": time(9, 30), "End": time(10, 45), "Duration": 75.0,
        "Kind": "Transfer", "Title": "Ride", "Place": "Hub", "From": "Namur",
        "Meeting point": "Porch", "Means of transport": "Coach", "Language": "French",
        "Status": "Confirmed", "Capacity": 30.0, "Description": "One\n\nTwo",
        "Delegations": "Caen", "Reference": "ref-1",
    }  # fmt: skip


def test_lengths_are_numbers_shown_with_their_unit() -> None:
    plan = Build()
    plan.visit("Visit", thu("10:00"), 60)
    content = workbook_of(plan.programme())
    assert number_format(content, SHEET, "E2") == '0" min"'


def test_parts_stand_below_their_whole_with_times_and_speakers_of_their_own() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    ana = plan.delegate(caen, "Ana")
    table = plan.round_table("Table", thu("14:00"), 60, None, caen)
    plan.part(table, 20, ana, title="First")
    plan.part(table, 15, title="Second")
    plan.visit("Meanwhile", thu("14:10"), 60)
    rows = rows_of(workbook_of(plan.programme()), SHEET)
    assert [(row["Title"], row["Start"], row["Part of"]) for row in rows] == [
        ("Table", time(14), ""),
        ("First", time(14), "Table"),
        ("Second", time(14, 20), "Table"),
        ("Meanwhile", time(14, 10), ""),
    ]
    assert [(row["Delegations"], row["Participants"]) for row in rows] == [
        ("Caen", ""), ("", "Ana, Caen (speaker)"), ("", ""), ("", ""),
    ]  # fmt: skip


def test_who_takes_part_stands_one_a_line_with_role_and_number() -> None:
    plan = Build()
    caen, hamar = plan.delegation("Caen"), plan.delegation("Hamar", heads=6)
    gone = plan.delegation("Modena", status=DelegationStatus.DECLINED)
    visit = plan.visit("Visit", thu("10:00"), 60, None, caen, gone)
    plan.joins(visit, hamar, heads=2)
    plan.joins(visit, plan.host("TRAKK"))
    plan.joins(visit, plan.host("Zoë"), Role.MODERATES)
    plan.joins(visit, plan.host("No-sayer"), confirmed=False)
    (row,) = rows_of(workbook_of(plan.programme()), SHEET)
    assert row["Delegations"] == "Caen\nHamar (2)"
    assert row["Hosts"] == "TRAKK (host)\nZoë (moderator)"


def test_those_on_board_of_a_tour_are_named() -> None:
    plan = Build()
    day = plan.tour_day(plan.tour("East", None, plan.delegation("Caen")))
    plan.stop("Stop", thu("10:00"), 60, None, tour_day_id=day.id)
    assert column(workbook_of(plan.programme()), SHEET, "Delegations") == ["Caen"]


def test_blockers_and_the_tray_stay_in_the_house() -> None:
    plan = Build()
    plan.blocker("Briefing", thu("09:00"), 60)
    plan.meal("Unplaced", None, 60)
    plan.visit("Shown", thu("10:00"), 60)
    assert column(workbook_of(plan.programme()), SHEET, "Title") == ["Shown"]


def test_the_second_pass_of_the_repeated_hour_is_marked() -> None:
    plan = Build()
    plan.session("First", sun("02:15"), 30)
    plan.session("Second", sun("02:15", fold=1), 30)
    plan.session("Night", sat("23:30"), 60)
    assert column(workbook_of(plan.programme()), SHEET, "Start") == [
        time(23, 30), time(2, 15), "02:15~",
    ]  # fmt: skip


def test_a_reference_is_the_key_of_the_source_where_no_other_has_it() -> None:
    plan = Build()
    own = plan.visit("Own", thu("10:00"), 60)
    known = plan.session("Known", thu("11:00"), 60, external_key="a")
    twins = [plan.session("Twin", thu("12:00"), 60, external_key="b") for _n in range(2)]
    assert references(plan.programme()) == {
        own.id: own.id,
        known.id: "a",
        **{twin.id: twin.id for twin in twins},
    }
