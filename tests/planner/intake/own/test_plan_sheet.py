"""The sheet “Programme” as people have changed it: what moves, joins, is refused or left out."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.words import HostKind, Role
from planner.entities import Participation
from planner.intake.review import Choices, Outcome
from planner.programme import Programme
from tests.build import Build, fri, thu
from tests.planner.intake.ring import Ring, outcomes, said, twice

HEADERS = (
    "Day", "Start", "End", "Duration", "Kind", "Title", "Part of", "Place", "Delegations",
    "Participants", "Hosts", "Reference",
)  # fmt: skip
DEFAULTS = {"Day": "2024-10-24", "Start": "10:00", "Kind": "Guided visit"}


def sheet(*rows: dict[str, str]) -> bytes:
    lines = [HEADERS, *([(DEFAULTS | row).get(name, "") for name in HEADERS] for row in rows)]
    return "\n".join(";".join(f'"{cell}"' for cell in line) for line in lines).encode()


def ring_of(programme: Programme, folder: Path) -> Ring:
    return Ring(programme, folder, name="programme.csv")


@pytest.fixture
def plan() -> Build:
    return Build()


def joined(ring: Ring, title: str) -> list[Participation]:
    activity = ring.activity(title)
    return list(ring.programme.participations_of.get(activity.id, ()))


ANY_ROW = st.fixed_dictionaries(
    {"Title": st.sampled_from(["A", "B", "[b]", ""])},
    optional={
        "Day": st.sampled_from(["25/10/2024", "2024-10-27", "30/12/2024", "", "?"]),
        "Start": st.sampled_from(["02:15~", "02:15", "23:30", "9h", "late", ""]),
        "End": st.sampled_from(["02:15", "00:30", "10:00", "?", ""]),
        "Duration": st.sampled_from(["30", "1 h", "0", "99999", "-1", ""]),
        "Kind": st.sampled_from(["Round table", "Intervention", "Repas", "?", ""]),
        "Part of": st.sampled_from(["A", "B", "C", ""]),
        "Place": st.sampled_from(["Namur", "Hub", "Hubs", ""]),
        "Delegations": st.sampled_from(["Caen", "Caen (2)\nCaen (3)", "Caen (speaker)", "Lyon"]),
        "Participants": st.sampled_from(["Ana", "Ana, Caen (host)", "(1)", ")("]),
        "Hosts": st.sampled_from(["TRAKK (host)", "TRAKK (host)\nTRAKK", "Trak", "()"]),
        "Reference": st.sampled_from(["1", "2", "3", ""]),
    },
)


@settings(max_examples=60, deadline=None)
@given(st.lists(ANY_ROW, min_size=1, max_size=8))
def test_any_sheet_is_imported_once(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, str]]
) -> None:
    plan = Build()
    plan.delegate(plan.delegation("Caen"), "Ana")
    plan.host("TRAKK")
    twice(plan.programme(), tmp_path_factory.mktemp("sheet"), sheet(*rows))


# -- when -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "start", "minutes"),
    [
        ({"Start": "11:00", "End": "11:00", "Duration": "60"}, "11:00", 60),
        ({"Start": "10:00", "End": "11:30", "Duration": "60"}, "10:00", 90),
        ({"Start": "10:00", "End": "11:00", "Duration": "45"}, "10:00", 45),
        ({"Start": "11:00", "End": "12:30", "Duration": "90"}, "11:00", 90),
        ({"Start": "11:00", "End": "", "Duration": ""}, "11:00", 60),
        ({"Start": "10:00", "End": "11:15", "Duration": ""}, "10:00", 75),
    ],
    ids=["start", "end", "length", "all", "start_alone", "end_alone"],
)
def test_whichever_time_has_been_changed_counts(
    plan: Build, tmp_path: Path, cells: dict[str, str], start: str, minutes: int
) -> None:
    visit = plan.visit("Visit", thu("10:00"), 60)
    ring = ring_of(plan.programme(), tmp_path)
    ring.take(sheet({"Title": "Visit", "Reference": visit.id, **cells}))
    found = ring.activity("Visit")
    assert (found.start, found.minutes) == (thu(start), minutes)


@pytest.mark.parametrize("known", [True, False])
def test_times_that_contradict_each_other_are_refused(
    plan: Build, tmp_path: Path, known: bool
) -> None:
    if known:
        plan.visit("Visit", thu("10:00"), 60)
    ring = ring_of(plan.programme(), tmp_path)
    found = ring.take(sheet({"Title": "Visit", "End": "12:00", "Duration": "30"}))
    assert said(found) == ["end: Start, end and length contradict each other."]


def test_what_is_on_no_day_of_the_edition_is_left_out(plan: Build, tmp_path: Path) -> None:
    found = ring_of(plan.programme(), tmp_path).take(sheet({"Title": "Late", "Day": "2024-12-24"}))
    assert outcomes(found) == [Outcome.LEFT_OUT]


def test_without_end_and_length_an_hour_is_taken(plan: Build, tmp_path: Path) -> None:
    found = ring_of(plan.programme(), tmp_path).take(sheet({"Title": "New"}))
    assert said(found) == ["Its end is not known: 60 minutes are taken."]


# -- which ------------------------------------------------------------------------------------


def test_a_reference_finds_what_has_another_title_and_time(plan: Build, tmp_path: Path) -> None:
    visit = plan.visit("Old", thu("10:00"), 60)
    ring = ring_of(plan.programme(), tmp_path)
    found = ring.take(sheet({"Title": "New", "Day": "2024-10-25", "Reference": visit.id}))
    assert outcomes(found) == [Outcome.CHANGED]
    assert ring.activity("New").start == fri("10:00")


def test_without_a_reference_title_and_time_find_it(plan: Build, tmp_path: Path) -> None:
    plan.visit("Visit", thu("10:00"), 60)
    ring = ring_of(plan.programme(), tmp_path)
    assert outcomes(ring.take(sheet({"Title": "Visit"}))) == [Outcome.UNCHANGED]


def test_without_a_reference_what_moves_in_the_file_moves_in_the_plan(
    plan: Build, tmp_path: Path
) -> None:
    ring = ring_of(plan.programme(), tmp_path)
    ring.take(sheet({"Title": "Visit"}))
    moved = ring.take(sheet({"Title": "Visit", "Start": "15:00"}))
    assert outcomes(moved) == [Outcome.CHANGED]
    assert ring.activity("Visit").start == thu("15:00")
    assert not moved.missing


def test_a_row_that_was_copied_with_its_reference_is_refused(plan: Build, tmp_path: Path) -> None:
    row = {"Title": "Visit", "Reference": "1"}
    found = ring_of(plan.programme(), tmp_path).take(sheet(row, {**row, "Start": "12:00"}))
    reason = "Another row has the same reference: leave it empty for a new activity."
    assert said(found) == [f"key of the source: {reason}"] * 2


def test_what_was_changed_by_hand_since_stays(plan: Build, tmp_path: Path) -> None:
    ring = ring_of(plan.programme(), tmp_path)
    ring.take(sheet({"Title": "Visit", "Duration": "60", "Reference": "1"}))
    (visit,) = ring.programme.activities.values()
    longer = replace(visit, minutes=90)
    ring.programme = replace(ring.programme, activities={visit.id: longer})
    found = ring.take(sheet({"Title": "Visit", "Duration": "45", "Reference": "1"}))
    assert outcomes(found) == [Outcome.KEPT]
    assert ring.activity("Visit").minutes == 90


@pytest.mark.parametrize(
    ("column", "word"), [("Kind", "Siesta"), ("Duration", "long"), ("Start", "late")]
)
def test_a_word_that_says_nothing_is_refused(
    plan: Build, tmp_path: Path, column: str, word: str
) -> None:
    found = ring_of(plan.programme(), tmp_path).take(sheet({"Title": "A", column: word}))
    assert outcomes(found) == [Outcome.REFUSED]


# -- parts ------------------------------------------------------------------------------------

TABLE = {"Title": "Table", "Kind": "Round table", "Duration": "60"}
PART = {"Kind": "Intervention", "Part of": "Table", "Duration": "10"}


def test_parts_stand_in_order_of_their_times_wherever_their_rows_are(
    plan: Build, tmp_path: Path
) -> None:
    ring = ring_of(plan.programme(), tmp_path)
    ring.take(sheet({**PART, "Title": "B", "Start": "10:10"}, {**PART, "Title": "A"}, TABLE))
    parts = ring.programme.parts[ring.activity("Table").id]
    assert [(part.title, part.start) for part in parts] == [("A", None), ("B", None)]


def test_parts_that_change_places_change_their_order(plan: Build, tmp_path: Path) -> None:
    table = plan.round_table("Table", thu("10:00"), 60)
    first, second = (plan.part(table, 10, title=title) for title in ("A", "B"))
    ring = ring_of(plan.programme(), tmp_path)
    ring.take(
        sheet(
            {**TABLE, "Reference": table.id},
            {**PART, "Title": "A", "Start": "10:10", "Reference": first.id},
            {**PART, "Title": "B", "Start": "10:00", "Reference": second.id},
        )
    )
    assert [part.title for part in ring.programme.parts[table.id]] == ["B", "A"]


def test_of_two_wholes_of_one_title_the_one_under_way_has_the_part(
    plan: Build, tmp_path: Path
) -> None:
    ring = ring_of(plan.programme(), tmp_path)
    late = {**TABLE, "Start": "15:00", "Reference": "2"}
    ring.take(sheet(TABLE, late, {**PART, "Title": "A", "Start": "15:10"}))
    parent = ring.programme.activities[ring.activity("A").parent_id or ""]
    assert parent.start == thu("15:00")


def test_of_two_wholes_of_one_title_and_time_the_one_above_has_the_part(
    plan: Build, tmp_path: Path
) -> None:
    ring = ring_of(plan.programme(), tmp_path)
    first, second = {**TABLE, "Reference": "1"}, {**TABLE, "Reference": "2"}
    ring.take(sheet(first, {**PART, "Title": "A"}, second, {**PART, "Title": "B"}))
    parents = (ring.activity(title).parent_id or "" for title in ("A", "B"))
    assert [ring.programme.activities[i].external_key for i in parents] == ["1", "2"]


def test_a_part_of_nothing_is_refused(plan: Build, tmp_path: Path) -> None:
    found = ring_of(plan.programme(), tmp_path).take(sheet({**PART, "Title": "A"}))
    assert said(found) == ["part of: No activity of this sheet is called “Table”."]


def test_a_part_whose_whole_is_refused_is_left_out(plan: Build, tmp_path: Path) -> None:
    found = ring_of(plan.programme(), tmp_path).take(
        sheet({**TABLE, "Kind": "?"}, {**PART, "Title": "A"})
    )
    assert outcomes(found) == [Outcome.REFUSED, Outcome.LEFT_OUT]


def test_a_part_does_not_become_a_whole(plan: Build, tmp_path: Path) -> None:
    part = plan.part(plan.round_table("Table", thu("10:00"), 60), 10, title="A")
    found = ring_of(plan.programme(), tmp_path).take(sheet({"Title": "A", "Reference": part.id}))
    assert said(found) == ["part of: Parts and wholes cannot become each other."]


# -- who --------------------------------------------------------------------------------------


def test_delegations_with_roles_and_numbers_take_part(plan: Build, tmp_path: Path) -> None:
    plan.delegation("Caen")
    plan.delegation("London (Canada)")
    ring = ring_of(plan.programme(), tmp_path)
    ring.take(sheet({"Title": "A", "Delegations": "Caen (speaker, 2)\nLondon (Canada)"}))
    found = {(row.role, row.heads) for row in joined(ring, "A")}
    assert found == {(Role.SPEAKS, 2), (Role.ATTENDS, None)}


def test_who_is_not_in_the_edition_is_left_out_and_told(plan: Build, tmp_path: Path) -> None:
    ring = ring_of(plan.programme(), tmp_path)
    found = ring.take(sheet({"Title": "A", "Duration": "60", "Delegations": "Lyon"}))
    assert outcomes(found) == [Outcome.ADDED]
    assert said(found) == ["“Lyon” is not in this edition and is left out"]


def test_of_namesakes_the_delegation_tells_who_is_meant(plan: Build, tmp_path: Path) -> None:
    one, other = (plan.delegate(plan.delegation(city), "Ana") for city in ("Caen", "Hamar"))
    ring = ring_of(plan.programme(), tmp_path)
    first, second = (
        {"Title": "A", "Participants": "Ana, Hamar"},
        {"Title": "B", "Participants": "Ana"},
    )
    found = ring.take(sheet(first, second))
    assert [row.delegate_id for row in joined(ring, "A")] == [other.id]
    assert "“Ana” is not in this edition" in said(found)[1]
    assert one.id not in {row.delegate_id for row in ring.programme.participations.values()}


def test_somebody_who_joins_what_is_known_is_a_change(plan: Build, tmp_path: Path) -> None:
    plan.delegation("Caen")
    visit = plan.visit("Visit", thu("10:00"), 60)
    found = ring_of(plan.programme(), tmp_path).take(
        sheet({"Title": "Visit", "Delegations": "Caen", "Reference": visit.id})
    )
    assert outcomes(found) == [Outcome.CHANGED]
    assert said(found) == ["delegations: – → Caen"]


def test_another_role_is_a_change_of_role(plan: Build, tmp_path: Path) -> None:
    caen = plan.delegation("Caen")
    visit = plan.visit("Visit", thu("10:00"), 60, None, caen)
    ring = ring_of(plan.programme(), tmp_path)
    ring.take(sheet({"Title": "Visit", "Delegations": "Caen (speaker)", "Reference": visit.id}))
    assert [row.role for row in joined(ring, "Visit")] == [Role.SPEAKS]


def test_who_is_on_board_of_the_tour_is_not_named_again(plan: Build, tmp_path: Path) -> None:
    day = plan.tour_day(plan.tour("East", None, plan.delegation("Caen")))
    stop = plan.stop("Stop", thu("10:00"), 60, None, tour_day_id=day.id)
    plan.delegation("Hamar")
    row = {"Title": "Stop", "Kind": "Tour stop", "Reference": stop.id}
    ring = ring_of(plan.programme(), tmp_path)
    ring.take(sheet({**row, "Delegations": "Caen"}))
    assert not joined(ring, "Stop")
    ring.take(sheet({**row, "Delegations": "Caen\nHamar"}))
    assert len(joined(ring, "Stop")) == 2


def test_hosts_that_nobody_knows_yet_are_added_with_their_role(plan: Build, tmp_path: Path) -> None:
    ring = ring_of(plan.programme(), tmp_path)
    ring.take(sheet({"Title": "A", "Hosts": "Mill (old) (host)\nZoë (moderator)"}))
    kinds = {host.name: host.kind for host in ring.programme.hosts.values()}
    assert kinds == {"Mill (old)": HostKind.INSTITUTION, "Zoë": HostKind.MODERATOR}
    assert {row.role for row in joined(ring, "A")} == {Role.HOSTS, Role.MODERATES}


def test_a_host_of_a_similar_name_is_asked_about(plan: Build, tmp_path: Path) -> None:
    trakk = plan.host("Maison Typo")
    ring = ring_of(plan.programme(), tmp_path)
    content = sheet({"Title": "A", "Hosts": "Maison Typos (host)"})
    (question,) = ring.review(content).questions
    ring.take(content, Choices({question.key: trakk.id}))
    assert [row.host_id for row in joined(ring, "A")] == [trakk.id]


def test_who_was_taken_out_by_hand_stays_out(plan: Build, tmp_path: Path) -> None:
    plan.delegation("Caen")
    ring = ring_of(plan.programme(), tmp_path)
    content = sheet({"Title": "A", "Delegations": "Caen"})
    ring.take(content)
    ring.programme = replace(ring.programme, participations={})
    assert outcomes(ring.take(content)) == [Outcome.KEPT]
    assert not joined(ring, "A")


def test_a_place_that_two_have_the_name_of_stays_as_it_is(plan: Build, tmp_path: Path) -> None:
    one, _other = plan.site("Theatre"), plan.site("Theatre")
    visit = plan.visit("Visit", thu("10:00"), 60, one)
    ring = ring_of(plan.programme(), tmp_path)
    found = ring.take(sheet({"Title": "Visit", "Place": "Theatre", "Reference": visit.id}))
    assert outcomes(found) == [Outcome.UNCHANGED]
