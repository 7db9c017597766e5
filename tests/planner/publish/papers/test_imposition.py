"""Booklets laid out to be folded: which page lies where."""

import re
from io import BytesIO
from typing import Any

import pytest
from pypdf import PageObject, PdfReader

from planner.publish.documents import BY_NAME
from planner.publish.paper import Typesetter
from planner.publish.papers.imposition import imposed, sides
from tests.build import Build, wed
from tests.planner.publish.schedules import copy_of, recipient_named, small_plan, squeezed


def a5(plan: Build, name: str) -> bytes:
    """The booklet before it is laid out."""
    programme = plan.programme()
    manuscript = BY_NAME["booklet-a5"].manuscript(
        copy_of(programme, recipient_named(programme, name))
    )
    assert manuscript is not None
    return Typesetter().pdf(manuscript).content


def halves(sheet: PageObject) -> tuple[str, str]:
    """The text on the left and right of a side."""
    resources: Any = sheet["/Resources"]
    left, right = (resources["/XObject"].get(name) for name in ("/P0", "/P1"))
    return _text(sheet, left), _text(sheet, right)


def _text(sheet: PageObject, picture: Any) -> str:
    return "" if picture is None else squeezed(sheet.extract_xform_text(picture.get_object()))


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        (1, [(4, 1), (2, 3)]),
        (4, [(4, 1), (2, 3)]),
        (5, [(8, 1), (2, 7), (6, 3), (4, 5)]),
        (8, [(8, 1), (2, 7), (6, 3), (4, 5)]),
    ],
)
def test_pages_lie_so_that_the_folded_sheets_are_read_in_order(
    pages: int, expected: list[tuple[int, int]]
) -> None:
    assert list(sides(pages)) == expected


@pytest.mark.parametrize("pages", range(1, 41))
def test_every_page_is_printed_once(pages: int) -> None:
    numbers = sorted(number for side in sides(pages) for number in side)
    assert numbers == list(range(1, len(numbers) + 1))
    assert pages <= len(numbers) < pages + 4


def test_sheets_are_a4_and_pages_keep_their_size() -> None:
    content = a5(small_plan(), "Tbilisi")
    before, after = (
        PdfReader(BytesIO(pdf)).pages[0].mediabox for pdf in (content, imposed(content))
    )
    assert (round(before.width), round(before.height)) == (420, 595)
    assert (round(after.width), round(after.height)) == (839, 595)


def test_the_cover_is_the_front_and_lies_on_the_right() -> None:
    content = a5(small_plan(), "Tbilisi")
    covers = PdfReader(BytesIO(content)).pages[0].extract_text()
    sheets = PdfReader(BytesIO(imposed(content))).pages
    assert halves(sheets[0])[1] == squeezed(covers)


def test_each_page_lies_on_its_half() -> None:
    sheet = PdfReader(BytesIO(imposed(a5(small_plan(), "Tbilisi")))).pages[1]
    contents = sheet.get_contents()
    assert contents is not None
    places = re.findall(r"q 1 0 0 1 ([\d.]+) 0 cm /P(\d) Do Q", contents.get_data().decode())
    width = float(sheet.mediabox.width)
    assert [(float(x), n) for x, n in places] == [(0, "0"), (pytest.approx(width / 2), "1")]


def test_the_words_of_all_pages_are_still_there() -> None:
    content = a5(small_plan(), "Tbilisi")
    reader = PdfReader(BytesIO(content))
    sheets = PdfReader(BytesIO(imposed(content))).pages
    laid = {text for sheet in sheets for text in halves(sheet)}
    assert len(sheets) % 2 == 0
    assert {squeezed(page.extract_text()) for page in reader.pages} <= laid


def test_the_file_asks_for_both_sides_and_its_own_size() -> None:
    reader = PdfReader(BytesIO(imposed(a5(small_plan(), "Viborg"))))
    wanted: Any = reader.root_object["/ViewerPreferences"]
    assert wanted == {"/Duplex": "/DuplexFlipShortEdge", "/PrintScaling": "/None"}
    assert str(reader.root_object["/Lang"]).startswith("en")
    assert reader.metadata is not None
    assert reader.metadata.title == "2024: Viborg"


def test_the_same_booklet_gives_the_same_bytes() -> None:
    content = a5(small_plan(), "Viborg")
    assert imposed(content) == imposed(content)


def test_nothing_is_printed_for_a_delegation_without_a_programme() -> None:
    plan = Build()
    plan.delegation("Caen")
    plan.visit("For others", wed("10:00"), 60, None, plan.delegation("Hamar"))
    programme = plan.programme()
    copy = copy_of(programme, recipient_named(programme, "Caen"))
    assert BY_NAME["booklet"].manuscript(copy) is None
    assert BY_NAME["booklet-a5"].manuscript(copy) is None
