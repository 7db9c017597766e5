"""The practical page of a booklet, and the code of the calendar on it."""

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from planner.publish.documents import BY_NAME
from planner.publish.papers.practical import practical
from tests.build import Build, sat, sun, tue, wed
from tests.planner.publish.papers.booklets import FEED, alts, of, printed, typesetter
from tests.planner.publish.schedules import pages_of, small_plan, squeezed


def test_the_practical_page_tells_what_is_known() -> None:
    plan = Build()
    hotel = plan.site("Grand Hotel", address="Rue 1", postcode="5000", municipality="Namur")
    airport = plan.site("Airport")
    caen = plan.delegation(
        "Caen",
        heads=None,
        arrival=tue("15:05"),
        arrival_site_id=airport.id,
        departure=sat("16:30"),
        hotel_id=hotel.id,
        pickup_id=plan.site("Station square").id,
    )
    plan.delegate(caen, "Ana")
    plan.delegate(caen, "Ben", departure=sun("08:00"))
    facts = {fact.heading: fact.lines for fact in practical(of(plan)).facts}
    assert facts == {
        "Hotel": ("Grand Hotel", "Rue 1, 5000 Namur"),
        "Pick-up point": ("Station square",),
        "Arrival": ("Tuesday 22 October, 15:05, Airport",),
        "Departure": ("Saturday 26 October, 16:30 (Ana)", "Sunday 27 October, 08:00 (Ben)"),
        "Time zone": ("All times are local times: Central European Summer Time (UTC+2).",),
        "Change of the clocks": (
            "Sunday 27 October: clocks go back by one hour in the night before,"
            " from 03:00 to 02:00.",
        ),
        "Emergency number in the European Union": ("112 (Directive (EU) 2018/1972, article 109)",),
    }


def test_of_those_without_names_only_the_number_is_told() -> None:
    plan = Build()
    caen = plan.delegation("Caen", heads=3, departure=sat("16:30"))
    plan.delegate(caen, "Ben", departure=sun("08:00"))
    facts = {fact.heading: fact.lines for fact in practical(of(plan)).facts}
    assert facts["Departure"] == (
        "Saturday 26 October, 16:30 (Number of people: 2)",
        "Sunday 27 October, 08:00 (Ben)",
    )


def test_of_what_is_not_known_the_practical_page_says_nothing() -> None:
    plan = Build()
    plan.visit("Visit", wed("10:00"), 60, None, plan.delegation("Caen"))
    headings = [fact.heading for fact in practical(of(plan)).facts]
    assert headings == ["Time zone", "Emergency number in the European Union"]


def test_in_spring_the_clocks_go_forward_and_other_zones_have_their_own_times() -> None:
    plan = Build()
    plan.set_edition(time_zone="Asia/Kolkata")
    caen = plan.delegation("Caen")
    plan.visit("Visit", wed("10:00"), 60, None, caen)
    (zone, *_rest) = practical(of(plan)).facts
    assert zone.lines[0].endswith("(UTC+5:30).")
    plan.set_edition(time_zone="Europe/Brussels", last_day=date(2025, 3, 31))
    plan.visit("Spring", datetime(2025, 3, 30, 10), 60, None, caen)
    facts = {fact.heading: fact.lines for fact in practical(of(plan)).facts}
    assert facts["Change of the clocks"] == (
        "Sunday 30 March: clocks go forward by one hour in the night before, from 02:00 to 03:00.",
    )


@pytest.mark.parametrize("document", ["booklet", "booklet-a5"])
def test_the_code_of_the_calendar_can_be_scanned(document: str) -> None:
    from PIL import Image
    from zxingcpp import read_barcodes

    copy = replace(of(small_plan(), "Tbilisi"), feed=FEED)
    manuscript = BY_NAME[document].manuscript(copy)
    assert manuscript is not None
    compiler, inputs = typesetter().ready(manuscript, manuscript.template)
    pictures = compiler.compile(format="png", ppi=120, sys_inputs=inputs)
    assert isinstance(pictures, list)
    codes = [code for png in pictures for code in read_barcodes(Image.open(BytesIO(png)))]
    assert [code.text for code in codes] == [FEED]


def test_the_address_of_the_calendar_stands_beside_its_code_and_is_read_aloud() -> None:
    pdf = printed(replace(of(small_plan(), "Tbilisi"), feed=FEED)).content
    assert squeezed(FEED) in "".join(pages_of(pdf))
    root = PdfReader(BytesIO(pdf)).root_object["/StructTreeRoot"]
    assert f"QR code of the address {FEED}" in list(alts(root))


def test_without_an_address_there_is_no_code() -> None:
    assert practical(of(small_plan(), "Tbilisi")).subscription is None
