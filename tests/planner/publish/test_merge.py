"""The table for a mail merge: what a spreadsheet makes of it."""

import csv
from dataclasses import replace
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.publish.merge import FORMULA, MergeRow, merge_table
from planner.publish.plaintext import clean_line

ROW = MergeRow(
    name="ნინო, “A”",
    email="nino@tbilisi.example",
    language="ka",
    delegation="Tbilisi",
    release=3,
    holds=None,
    changes=12,
    mail="mails/v3/nino.eml",
    feed_file="feeds/abc.ics",
    feed="webcal://x.example/abc.ics",
    qr="",
)


def read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_row_is_read_back_under_the_names_of_the_columns() -> None:
    assert read(merge_table([ROW])) == [
        {
            "name": "ნინო, “A”",
            "email": "nino@tbilisi.example",
            "language": "ka",
            "delegation": "Tbilisi",
            "release": "3",
            "holds": "",
            "changes": "12",
            "mail": "mails/v3/nino.eml",
            "feed_file": "feeds/abc.ics",
            "feed": "webcal://x.example/abc.ics",
            "qr": "",
        }
    ]


def test_excel_knows_that_it_is_utf_8() -> None:
    assert merge_table([]).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("sign", FORMULA)
def test_no_cell_is_a_formula(sign: str) -> None:
    found = read(merge_table([replace(ROW, name=f'  {sign}HYPERLINK("x")')]))
    assert found[0]["name"] == f'\'{sign}HYPERLINK("x")'


@given(st.text(), st.text())
def test_any_text_stays_in_its_cell(name: str, delegation: str) -> None:
    content = merge_table([replace(ROW, name=name, delegation=delegation), ROW])
    first, second = read(content)
    assert first["name"].removeprefix("'") == clean_line(name).removeprefix("'")
    assert first["delegation"].removeprefix("'") == clean_line(delegation).removeprefix("'")
    assert not first["name"].startswith(FORMULA)
    assert second["name"] == ROW.name
    assert content.count(b"\r\n") == 3
