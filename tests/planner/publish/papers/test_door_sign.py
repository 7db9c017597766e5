"""Signs for doors: what, when and where, and no more than strangers may read."""

from datetime import timedelta

import pytest

from planner.publish.papers.door_sign import DoorSigns, door_sign_words
from tests.build import Build, fri, sun, thu
from tests.planner.publish.papers.tables import full_table, hostile_tables
from tests.planner.publish.papers.team import demo, pages, printed, team_copy
from tests.planner.publish.schedules import HOSTILE, in_order, squeezed


def signs_of(plan: Build) -> DoorSigns:
    found = door_sign_words(team_copy(plan.programme()))
    assert found is not None
    return found


def test_an_edition_without_round_table_or_meeting_has_no_signs() -> None:
    plan = Build()
    plan.session("Talk", fri("10:00"), 60, plan.site("Theatre"), plan.delegation())
    assert door_sign_words(team_copy(plan.programme())) is None


def test_the_sign_of_a_round_table_tells_when_where_and_with_whom() -> None:
    plan, _table = full_table()
    (sign,) = signs_of(plan).signs
    assert (sign.over, sign.title, sign.time, sign.place) == (
        "Round table · Friday 25 October",
        "Cities as screens",
        "14:00–15:00",
        "La Bourse",
    )
    assert sign.lines == ("With: Tbilisi, Viborg", "Moderator: Sacha")


def test_a_room_has_one_sign_a_day_with_all_its_meetings() -> None:
    plan = Build()
    salon, caen = plan.site("Salon"), plan.delegation("Caen")
    plan.meeting("Second", thu("11:00"), 30, salon, caen)
    plan.meeting("First", thu("10:00"), 30, salon, caen)
    plan.reception("Evening", fri("19:00"), 90, salon, caen)
    assert [(sign.title, sign.over, sign.rows) for sign in signs_of(plan).signs] == [
        (
            "Salon",
            "Thursday 24 October",
            (("10:00–10:30", "Meeting: Caen"), ("11:00–11:30", "Meeting: Caen")),
        ),
        ("Salon", "Friday 25 October", (("19:00–20:30", "Evening"),)),
    ]


def test_a_meeting_is_told_by_delegation_and_host_and_table_and_by_no_name_of_a_person() -> None:
    plan = Build()
    nino = plan.delegate(plan.delegation("Tbilisi"), "Nino")
    who = (nino, plan.host("Studio Lumière"))
    meeting = plan.meeting(
        "Nino meets the studio", thu("10:00"), 30, plan.site("Salon"), *who, meeting_point="Table 2"
    )
    plan.joins(meeting, plan.host("Said No"), confirmed=False)
    (sign,) = signs_of(plan).signs
    assert sign.rows == (("10:00–10:30", "Meeting: Tbilisi, Studio Lumière · Table 2"),)


def test_a_meeting_of_nobody_yet_is_told_as_one() -> None:
    plan = Build()
    plan.meeting("With whom?", thu("10:00"), 30, plan.site("Salon"))
    (sign,) = signs_of(plan).signs
    assert sign.rows == (("10:00–10:30", "Meeting"),)


def test_a_room_with_a_round_table_alone_needs_no_second_sign() -> None:
    plan, _table = full_table()
    assert len(signs_of(plan).signs) == 1


def test_many_delegations_are_not_all_named() -> None:
    plan = Build()
    table = plan.round_table("Everybody", fri("09:00"), 300)
    for n in range(40):
        plan.part(table, 5, plan.delegation(f"City {n:02}"))
    (line,) = signs_of(plan).signs[0].lines
    assert line.endswith("City 15 …")


def test_the_second_hour_of_the_clock_change_is_told_apart() -> None:
    plan = Build()
    plan.round_table("By night", sun("02:30", fold=1), 60, None, plan.delegation())
    assert signs_of(plan).signs[0].time == "02:30 CET–03:30"


def test_each_sign_is_a_page_of_its_own() -> None:
    words = door_sign_words(team_copy(demo()))
    assert words is not None
    found = pages("door-sign", demo())
    assert len(found) == len(words.signs) > 3
    for page, sign in zip(found, words.signs, strict=True):
        assert squeezed(sign.title) in page
        assert in_order([title for _time, title in sign.rows], page)


def test_more_meetings_than_a_page_holds_go_on_overleaf_under_the_same_heading() -> None:
    plan = Build()
    salon, caen = plan.site("Salon"), plan.delegation("Caen")
    for n in range(40):
        start = thu("08:00") + timedelta(minutes=15 * n)
        plan.meeting("1:1", start, 15, salon, caen, meeting_point=f"Table {n:02}")
    found = pages("door-sign", plan.programme())
    assert len(found) > 1
    assert all("SalonThursday24October" in page.replace("·", "") for page in found)
    assert in_order([f"Table {n:02}" for n in range(40)], "".join(found))


def test_no_member_of_a_delegation_is_named_on_the_sign_of_a_round_table() -> None:
    plan, _table = full_table()
    text = "".join(pages("door-sign", plan.programme()))
    assert "NinoMagalitadze" not in text
    assert squeezed("ნინო მაგალითაძე") not in text


@pytest.mark.slow
def test_hostile_titles_are_fitted_each_to_one_page() -> None:
    programme = hostile_tables().programme()
    assert printed("door-sign", programme).warnings == ()
    found = pages("door-sign", programme)
    assert len(found) == len(HOSTILE)
    latin = [words for words in HOSTILE if words.isascii()]
    assert [words for words in latin if squeezed(words) not in "".join(found)] == []
