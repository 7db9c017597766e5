"""What stands at the edges of pages, and what is not cut by them."""

from datetime import timedelta
from functools import cache
from io import BytesIO

import pytest
from pypdf import PdfReader

from planner.demo import demo_programme
from planner.programme import Programme
from planner.publish.documents import BY_NAME
from planner.publish.paper import Typesetter
from planner.publish.recipients import Recipient
from tests.build import Build, thu, wed
from tests.planner.publish.papers.crowded import crowded_plan
from tests.planner.publish.papers.team import team_copy
from tests.planner.publish.schedules import copy_of, pages_of, recipient_named, squeezed


@cache
def typesetter() -> Typesetter:
    return Typesetter()


def printed(name: str, programme: Programme, recipient: Recipient | None = None) -> bytes:
    """A document of a recipient; of the whole edition where none is named."""
    copy = copy_of(programme, recipient) if recipient else team_copy(programme)
    manuscript = BY_NAME[name].manuscript(copy)
    assert manuscript is not None
    return typesetter().pdf(manuscript).content


def lines_of(pdf: bytes) -> list[list[str]]:
    """The lines of each page without white space."""
    pages = PdfReader(BytesIO(pdf)).pages
    return [[squeezed(line) for line in page.extract_text().splitlines()] for page in pages]


@pytest.mark.parametrize("name", ["Modena", "Tbilisi"])
def test_the_footer_of_small_pages_breaks_in_no_word(name: str) -> None:
    programme = demo_programme()
    recipient = recipient_named(programme, name)
    copy = copy_of(programme, recipient)
    words = BY_NAME["booklet-a5"].words(copy)
    assert words is not None
    frame = words.frame  # type: ignore[attr-defined]
    for page in lines_of(printed("booklet-a5", programme, recipient)):
        whose, version = (frame.edition, frame.recipient), (frame.version, frame.example)
        for text in (" · ".join(whose), "".join(version), frame.printed):
            assert any(squeezed(text) in line for line in page)


def test_the_way_to_something_stands_on_its_page() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    places = plan.site("Here", (50.46, 4.85)), plan.site("There", (50.48, 4.88))
    for n in range(90):
        start = (wed if n < 45 else thu)("06:00") + timedelta(minutes=20 * (n % 45))
        plan.visit(f"Visit {n:02}", start, 10, places[n % 2], caen)
    programme = plan.programme()
    recipient = recipient_named(programme, "Caen")
    pages = [p for p in pages_of(printed("booklet", programme, recipient)) if "→about" in p]
    assert len(pages) > 3
    assert [page for page in pages if "Visit" not in page.rpartition("→about")[2]] == []


def test_a_page_of_full_texts_says_which_day_goes_on() -> None:
    plan = Build()
    hall = plan.site("A place with a name that is far too long for its cell " * 9)
    cities = [plan.delegation(f"City {n}") for n in range(4)]
    for n in range(30):
        for number, city in enumerate(cities):
            start = wed("06:00") + timedelta(minutes=20 * n)
            plan.visit(f"Visit {number} of {n}", start, 20, hall, city)
    pages = pages_of(printed("master-grid", plan.programme()))
    assert len(pages) > 1
    assert all("Wednesday23October" in page for page in pages)


def test_no_page_of_the_report_holds_nothing_but_notes() -> None:
    pages = pages_of(printed("edition-report", demo_programme()))
    assert "Greenhousegases:" in "".join(pages)
    assert "KilometresbyvehicleVehicle" in pages[-1]
    assert "Greenhousegases:" not in pages[-1]


def test_a_stretch_of_time_is_not_cut_on_the_sheet_of_a_driver() -> None:
    programme = crowded_plan().programme()
    pages = lines_of(
        printed("driver-sheet", programme, recipient_named(programme, "Dragan Driver"))
    )
    assert any("09:10–\u206014:00" in line for line in pages[0])
