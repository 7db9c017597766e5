"""Programmes as tables: columns in two languages, days where people write them, nights."""

from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.intake.manner import Manner
from planner.intake.review import Outcome
from tests.build import Build, fri, on, sat, sun
from tests.planner.intake.ring import Ring, outcomes, said, twice


@pytest.fixture
def ring(tmp_path: Path) -> Ring:
    return Ring(Build().programme(), tmp_path, name="programme.csv")


def starts(ring: Ring) -> dict[str, datetime | None]:
    return {a.title: a.start for a in ring.programme.activities.values()}


ENGLISH = b"""Title,Date,Start,End,Room,Track,Language,Speakers,Description,Link
Ears wide open,26/10/2024,14:00,15:30,Salle A,Sound,fr,Ada Exemple; Bo Muster,Short.,https://festival.example/1
"""
FRENCH = """Programme 2024;;;;;;;;
Intitulé;Jour;Début;Durée;Lieu;Thème;Langue;Intervenants;Résumé
Ears wide open;sam. 26 oct. 2024;14h;1 h 30;Salle A;Sound;français;"Ada Exemple; Bo Muster";Short.
""".encode("cp1252")


@pytest.mark.parametrize("content", [ENGLISH, FRENCH], ids=["en", "fr"])
def test_a_row_becomes_an_activity_with_all_that_is_known(ring: Ring, content: bytes) -> None:
    found = ring.take(content)
    assert outcomes(found) == [Outcome.ADDED]
    activity = ring.activity("Ears wide open")
    assert (activity.start, activity.minutes, activity.language) == (sat("14:00"), 90, "fr")
    assert (activity.description or "").startswith("Ada Exemple, Bo Muster\nSound\n\nShort.")
    assert ring.programme.site_name(activity.site_id) == "Salle A"
    assert found.manner.kind == "programme"


def workbook(*rows: tuple[object, ...], sheet: str = "Programme", more: str = "") -> bytes:
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        for name in filter(None, (sheet, more)):
            page = book.add_worksheet(name)
            for y, row in enumerate(rows):
                for x, cell in enumerate(row):
                    _write(book, page, y, x, cell)
    return file.getvalue()


def _write(book: xlsxwriter.Workbook, page: object, y: int, x: int, cell: object) -> None:
    match cell:
        case time() | timedelta():
            style = book.add_format({"num_format": "[hh]:mm" if cell else "hh:mm"})
            page.write_datetime(y, x, cell, style)  # type: ignore[attr-defined]
        case date():
            style = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
            page.write_datetime(y, x, cell, style)  # type: ignore[attr-defined]
        case _:
            page.write(y, x, cell)  # type: ignore[attr-defined]


def test_cells_of_a_workbook_are_dates_times_and_lengths(ring: Ring) -> None:
    content = workbook(
        ("Title", "Date", "Start", "End", "Minutes"),
        ("Times", date(2024, 10, 25), time(9), time(10, 15), None),
        ("Moments", None, datetime(2024, 10, 25, 11), datetime(2024, 10, 25, 12), None),
        ("Length", date(2024, 10, 25), time(13), None, 40),
        ("Fraction", date(2024, 10, 25), 0.75, 0.875, None),
    )
    ring.take(content)
    found = {a.title: (a.start, a.minutes) for a in ring.programme.activities.values()}
    assert found == {
        "Times": (fri("09:00"), 75),
        "Moments": (fri("11:00"), 60),
        "Length": (fri("13:00"), 40),
        "Fraction": (fri("18:00"), 180),
    }


def test_a_day_holds_until_the_next_one_is_named(ring: Ring) -> None:
    ring.take(b"Day;Start;Title\n25/10/2024;10:00;A\n;11:00;B\n26/10/2024;09:00;C\n;10:00;D\n")
    assert starts(ring) == {
        "A": fri("10:00"), "B": fri("11:00"), "C": sat("09:00"), "D": sat("10:00"),
    }  # fmt: skip


def test_a_row_of_its_own_names_the_day(ring: Ring) -> None:
    found = ring.take(b"Title;Start\nFriday 25 October;\nA;10:00\nSaturday 26 October;\nB;10:00\n")
    assert starts(ring) == {"A": fri("10:00"), "B": sat("10:00")}
    assert outcomes(found) == [Outcome.LEFT_OUT, Outcome.ADDED] * 2
    assert said(found)[0] == "It is a heading."


def test_a_sheet_is_named_after_its_day(ring: Ring) -> None:
    rows = ("Title", "Start"), ("Talk", "10:00")
    ring.take(workbook(*rows, sheet="Vendredi 25 octobre", more="Samedi 26 octobre"))
    assert sorted(str(a.start) for a in ring.programme.activities.values()) == [
        str(fri("10:00")),
        str(sat("10:00")),
    ]


def test_without_any_date_a_time_is_refused(ring: Ring) -> None:
    found = ring.take(b"Title;Start\nA;10:00\n")
    assert said(found) == ["date: It has a time, but no date."]


def test_after_midnight_it_is_the_night_of_the_day_that_has_begun(ring: Ring) -> None:
    found = ring.take(
        b"Title;Date;Start;End\nA;26/10/2024;22:00;00:30\nB;26/10/2024;00:30;02:00\n"
        b"C;26/10/2024;02:00;03:00\nD;27/10/2024;01:00;02:00\n"
    )
    assert starts(ring) == {
        "A": sat("22:00"), "B": sun("00:30"), "C": sun("02:00"), "D": sun("01:00"),
    }  # fmt: skip
    assert ring.activity("A").minutes == 150
    assert said(found)[1] == "It is taken to be in the night after Sat 26 Oct."


def test_a_time_before_dawn_that_comes_first_is_of_its_own_date(ring: Ring) -> None:
    ring.take(b"Title;Date;Start\nA;26/10/2024;00:30\nB;26/10/2024;22:00\n")
    assert starts(ring) == {"A": sat("00:30"), "B": sat("22:00")}


@pytest.mark.parametrize("written", ["24:30", "24h30"])
def test_an_hour_beyond_24_is_of_the_next_date(ring: Ring, written: str) -> None:
    ring.take(f"Title;Date;Start;End\nA;25/10/2024;{written};25:30\n".encode())
    assert starts(ring) == {"A": sat("00:30")}
    assert ring.activity("A").minutes == 60


@pytest.mark.parametrize(
    "written", ["14:00-15:30", "14h – 15h30", "14:00 to 15:30", "14h00 à 15h30", "2pm - 3:30pm"]
)
def test_a_column_may_hold_beginning_and_end(ring: Ring, written: str) -> None:
    ring.take(f"Titre;Date;Horaire\nA;25/10/2024;{written}\n".encode())
    activity = ring.activity("A")
    assert (activity.start, activity.minutes) == (fri("14:00"), 90)


def test_the_second_pass_of_the_repeated_hour_can_be_written(ring: Ring) -> None:
    ring.take(b"Title;Date;Start;End\nA;27/10/2024;02:30~;03:30\nB;27/10/2024;01:30;03:30\n")
    start = ring.activity("A").start
    assert start is not None
    assert (start, start.fold, ring.activity("A").minutes) == (sun("02:30"), 1, 60)
    assert ring.activity("B").minutes == 180


def test_from_a_day_to_another_without_hours_is_an_exhibition(ring: Ring) -> None:
    content = b"Title;Date;Start;End date\nA;24/10/2024;;27/10/2024\nB;24/10/2024;;\n"
    found = ring.take(content)
    assert outcomes(found) == [Outcome.ADDED, Outcome.LEFT_OUT]
    assert ring.activity("A").description == "24 October – 27 October"
    assert said(found)[1] == "It has no time yet."


def test_what_is_cancelled_goes_to_the_tray(ring: Ring) -> None:
    ring.take("Titre;Date;Début;Statut\nA;25/10/2024;10:00;confirmé\n".encode())
    ring.take("Titre;Date;Début;Statut\nA;25/10/2024;10:00;annulé\n".encode())
    assert [a.title for a in ring.programme.unplaced] == ["CANCELLED: A"]


def test_a_session_that_moves_is_the_same_without_a_key(ring: Ring) -> None:
    head = "Title;Date;Start;Room\n"
    ring.take(f"{head}A;25/10/2024;10:00;X\nB;25/10/2024;11:00;X\n".encode())
    found = ring.take(f"{head}B;25/10/2024;10:00;X\nA;26/10/2024;12:00;Y\n".encode())
    assert outcomes(found) == [Outcome.CHANGED, Outcome.CHANGED]
    assert starts(ring) == {"A": sat("12:00"), "B": fri("10:00")}
    assert not found.missing


def test_a_key_of_the_source_is_known_again(ring: Ring) -> None:
    ring.take(b"Id;Title;Date;Start\n7;A;25/10/2024;10:00\n")
    ring.take(b"Id;Title;Date;Start\n7;Other;26/10/2024;12:00\n")
    assert starts(ring) == {"Other": sat("12:00")}


def test_a_row_that_stands_there_twice_counts_once(ring: Ring) -> None:
    found = ring.take(b"Title;Date;Start\nA;25/10/2024;10:00\nA;25/10/2024;10:00\n")
    assert outcomes(found) == [Outcome.ADDED, Outcome.LEFT_OUT]
    assert ring.titles == ["A"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (";25/10/2024;10:00;", "title: It has no title."),
        ("A;31/02/2024;10:00;", "date: There is no such day in the calendar."),
        ("A;25/10/2024;25:99;", "start: "),
        ("A;31/03/2024;02:30;", "start: This time does not exist: the clocks go forward then."),
        ("A;25/10/2024;10:00;long", "length: Write minutes, or a length such as 1 h 15."),
        ("A;#REF!;10:00;", "date: "),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_column(ring: Ring, row: str, reason: str) -> None:
    found = ring.take(f"Title;Date;Start;Minutes\n{row}\nGood;25/10/2024;10:00;\n".encode())
    assert outcomes(found) == [Outcome.REFUSED, Outcome.ADDED]
    assert said(found)[0].startswith(reason)


TABLES = {
    "english": ENGLISH,
    "french": FRENCH,
    "workbook": workbook(
        ("Title", "Date", "Start", "End"),
        ("A", date(2024, 10, 26), time(23), time(1)),
        ("B", date(2024, 10, 26), time(0, 30), time(1)),
    ),
    "repeated": b"Title;Date;Start\nA;25/10/2024;10:00\nA;25/10/2024;11:00\nA;25/10/2024;12:00\n",
    "exhibition": b"Title;Date;Start;End date\nA;24/10/2024;;27/10/2024\n",
}


@pytest.mark.parametrize("content", TABLES.values(), ids=TABLES)
def test_the_same_table_twice_changes_nothing(ring: Ring, content: bytes) -> None:
    first = ring.take(content)
    assert first.count(Outcome.ADDED)
    again = ring.review(content)
    assert not again.edit
    assert set(outcomes(again)) == {Outcome.UNCHANGED}


def test_a_table_is_a_programme_when_it_is_told_to_be(ring: Ring) -> None:
    found = ring.take(ENGLISH, manner=Manner(kind="programme"))
    assert outcomes(found) == [Outcome.ADDED]
    assert on(26, "14:00") in starts(ring).values()


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["A", "B", "C", "[b]", ""]),
        st.sampled_from(["25/10/2024", "26 October", "27/10/2024", "30/10/2024", "", "?"]),
        st.sampled_from(["10:00", "00:30", "02:30", "24:30", "14h-15h", "", "late"]),
        st.sampled_from(["X", "Y", ""]),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(ROWS)
def test_any_table_is_imported_once(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]
) -> None:
    text = "\n".join(";".join(row) for row in [("Title", "Date", "Start", "Room"), *rows])
    twice(Build().programme(), tmp_path_factory.mktemp("table"), text.encode())
