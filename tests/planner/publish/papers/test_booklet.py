"""A delegation's booklet: read back from the file itself."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from planner.demo import demo_programme
from planner.programme import Programme
from planner.publish.copies import Copy
from planner.publish.documents import BY_NAME
from planner.publish.paper import Printed, Typesetter
from planner.publish.papers.booklet import Booklet, booklet_words
from planner.publish.papers.glance import glance
from planner.publish.papers.practical import practical
from planner.publish.recipients import RecipientKind, recipients
from tests.build import Build, fri, sat, sun, thu, tue, wed
from tests.planner.publish.schedules import (
    HOSTILE,
    copy_of,
    hostile_plan,
    in_order,
    pages_of,
    recipient_named,
    small_plan,
    squeezed,
)

FEED = "https://organisers.example/feeds/abc.ics"


@cache
def demo() -> Programme:
    return demo_programme()


@cache
def typesetter() -> Typesetter:
    return Typesetter()


def delegations() -> list[str]:
    return [r.name for r in recipients(demo()) if r.kind is RecipientKind.DELEGATION]


def of(plan: Build, name: str = "Caen") -> Copy:
    programme = plan.programme()
    return copy_of(programme, recipient_named(programme, name))


def words(copy: Copy) -> Booklet:
    found = booklet_words(copy)
    assert found is not None
    return found


def printed(copy: Copy, document: str = "booklet") -> Printed:
    """As set, before it is laid out to be folded."""
    manuscript = BY_NAME[document].manuscript(copy)
    assert manuscript is not None
    return typesetter().pdf(manuscript)


def text_of(copy: Copy, document: str = "booklet") -> str:
    return "".join(pages_of(printed(copy, document).content))


def alts(node: Any) -> Iterator[str]:
    """What is read aloud of drawings and pictures, from an element of the structure down."""
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from alts(child)
    elif isinstance(node, dict):
        if "/Alt" in node:
            yield str(node["/Alt"])
        if "/K" in node:
            yield from alts(node["/K"])


@pytest.mark.parametrize("document", ["booklet", "booklet-a5"])
@pytest.mark.parametrize("name", delegations())
def test_the_booklets_of_the_demo_are_whole_and_accessible(name: str, document: str) -> None:
    copy = copy_of(demo(), recipient_named(demo(), name))
    result = printed(copy, document)
    text = "".join(pages_of(result.content))
    assert result.warnings == ()
    assert in_order([item.title for item in copy.items], text)
    town = words(copy).town
    assert town is not None
    assert in_order([entry.name for entry in town.legend], text)


@pytest.mark.parametrize("document", ["booklet", "booklet-a5"])
def test_every_page_of_a_booklet_has_the_size_it_is_made_for(document: str) -> None:
    reader = PdfReader(BytesIO(printed(of(small_plan(), "Tbilisi"), document).content))
    sizes = {(round(p.mediabox.width), round(p.mediabox.height)) for p in reader.pages}
    assert sizes == {{"booklet": (595, 842), "booklet-a5": (420, 595)}[document]}


def test_nobody_of_others_and_no_phone_of_anybody_but_the_organisers_is_in_it() -> None:
    text = text_of(copy_of(demo(), recipient_named(demo(), "Tbilisi")))
    mine = recipient_named(demo(), "Tbilisi").id
    for delegate in demo().delegates.values():
        if delegate.delegation_id != mine:
            assert squeezed(delegate.name) not in text
        private = (delegate.phone, delegate.email, delegate.diet, delegate.access_needs)
        assert [word for word in private if word and squeezed(word) in text] == []
    phones = [o.phone for o in demo().organisers.values() if o.phone]
    assert phones
    assert all(squeezed(phone) in text for phone in phones)


def test_the_cover_has_members_in_their_script_and_in_latin_letters() -> None:
    cover = pages_of(printed(of(small_plan(), "Tbilisi")).content)[0]
    expected = ["2024", "Tbilisi", "Festival: 24–27 Oct 2024", "Members", "ნინო მაგალითაძე"]
    assert in_order([*expected, "Nino Magalitadze", "Curator"], cover)


def test_the_days_at_a_glance_say_on_which_page_each_begins() -> None:
    copy = copy_of(demo(), recipient_named(demo(), "Caen"))
    pages = pages_of(printed(copy).content)
    for day in words(copy).glance.days:
        number = next(
            n for n, page in enumerate(pages, 1) if n > 2 and squeezed(day.heading) in page
        )
        assert in_order([day.heading, day.time, day.places, str(number)], pages[1])


def test_a_day_at_a_glance_has_its_first_and_last_time_and_its_towns() -> None:
    plan = Build()
    caen = plan.delegation("Caen", arrival=tue("15:05"), departure=thu("20:30"))
    mons = plan.site("Mundaneum", municipality="Mons")
    plan.visit("One", wed("09:00"), 60, mons, caen)
    plan.visit("Two", wed("16:00"), 90, plan.site("Hall"), caen)
    plan.visit("Three", wed("18:00"), 30, mons, caen)
    days = glance(of(plan)).days
    assert [(day.iso, day.time, day.places) for day in days] == [
        ("2024-10-22", "15:05", ""),
        ("2024-10-23", "09:00–18:30", "Mons · Hall"),
        ("2024-10-24", "20:30", ""),
    ]


def test_bars_lie_on_one_scale_of_whole_hours() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    plan.visit("One", wed("09:30"), 60, None, caen)
    plan.visit("Two", thu("12:00"), 90, None, caen)
    found = glance(of(plan))
    assert [(hour.left, hour.text) for hour in found.hours] == [(0, "09"), (0.4, "11"), (0.8, "13")]
    (first,), (second,) = (day.bars for day in found.days)
    assert (first.left, first.wide) == (0.1, 0.2)
    assert (second.left, second.wide) == (0.6, 0.3)


def test_a_bar_ends_at_midnight_and_one_without_length_is_none_too_many() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    plan.visit("Night", wed("22:00"), 240, None, caen)
    ((bar,),) = (day.bars for day in glance(of(plan)).days)
    assert (bar.left, bar.wide) == (0, 1)
    plan = Build()
    plan.visit("Moment", wed("10:00"), 0, None, plan.delegation("Caen"))
    ((bar,),) = (day.bars for day in glance(of(plan)).days)
    assert (bar.left, bar.wide) == (0, 0)


def test_the_turn_of_the_delegation_stands_out_at_a_glance() -> None:
    (saturday,) = (d for d in glance(of(small_plan(), "Viborg")).days if d.iso == "2024-10-26")
    assert [bar.is_turn for bar in saturday.bars] == [False, True]


def test_what_has_changed_since_their_release_is_told_and_marked() -> None:
    plan = small_plan()
    before = plan.programme()
    plan.rows["visit-fab-lab"] = replace(before.activities["visit-fab-lab"], start=wed("11:30"))
    programme = plan.programme()
    version = copy_of(programme, recipient_named(programme, "Tbilisi"), 3)
    copy = replace(version, base=2, before=before, changed=frozenset({"visit-fab-lab"}))
    text = text_of(copy)
    heading = "Programme of 2024: what has changed from version 2 to version 3"
    told = [heading, "Wednesday 23 October", "Moved", "Fab Lab", "10:00–11:00 → 11:30–12:30"]
    assert in_order([*told, "Wednesday 23 October", "Fab Lab", "Changed"], text)
    assert "Charleroihub" not in text[text.index(squeezed(heading)) : text.index("→11:30")]


def test_who_holds_the_same_programme_reads_that_nothing_has_changed() -> None:
    copy = of(small_plan(), "Tbilisi")
    held = replace(copy, base=1, before=copy.programme)
    assert "Nothinghaschanged." in text_of(held)
    assert words(copy).changes is None


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
        "Departure": (
            "Saturday 26 October, 16:30 (Ana)",
            "Sunday 27 October, 08:00 (Ben)",
        ),
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


def test_maps_are_read_aloud() -> None:
    copy = copy_of(demo(), recipient_named(demo(), "Karlsruhe"))
    found = words(copy)
    assert found.town is not None
    root = PdfReader(BytesIO(printed(copy).content)).root_object["/StructTreeRoot"]
    read = [squeezed(text) for text in alts(root)]
    assert {squeezed(m.alt) for m in (*found.routes, found.town)} <= set(read)


def test_hostile_texts_with_maps_are_printed_as_they_are_typed() -> None:
    plan = hostile_plan()
    (city,) = plan.programme().delegations.values()
    day = plan.tour_day(plan.tour(HOSTILE[1], None, city), 25)
    for n, text in enumerate(HOSTILE):
        site = plan.site(text, at=(50.46 + 0.01 * n, 4.8 + 0.01 * n), address=text)
        plan.stop(text, fri("06:00") + timedelta(hours=n), 60, site, tour_day_id=day)
    copy = replace(of(plan, HOSTILE[4]), feed="https://organisers.example/" + "feed" * 40)
    for document in ("booklet", "booklet-a5"):
        result = printed(copy, document)
        text = "".join(pages_of(result.content))
        assert not [w for w in result.warnings if "screen readers" in w.text()]
        assert [t for t in HOSTILE if t.isascii() and squeezed(t) not in text] == []


@pytest.mark.parametrize("document", ["booklet", "booklet-a5"])
def test_forty_activities_a_day_are_all_there(document: str) -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    for n in range(40):
        at = (50.462 + 0.0004 * (n % 8), 4.864 + 0.0007 * (n // 8))
        site = plan.site(f"Place number {n:02}", at=at)
        plan.session(
            f"Talk number {n:02}", thu("08:00") + timedelta(minutes=20 * n), 20, site, caen
        )
    text = text_of(of(plan), document)
    assert in_order([f"Talk number {n:02}" for n in range(40)], text)
    assert in_order(
        [f"Place number {n:02}" for n in range(40)], text[text.index("YourplacesinNamur") :]
    )


def test_a_delegation_without_names_hotel_or_tour_has_a_booklet() -> None:
    plan = Build()
    plan.visit("Night walk", sun("02:30", fold=1), 60, None, plan.delegation("Caen", heads=None))
    text = text_of(of(plan))
    assert in_order(["Caen", "02:30 CET", "clocks went back", "Night walk", "UTC+1"], text)
    assert "Members" not in text


def test_the_booklet_speaks_the_language_of_its_delegation() -> None:
    plan = small_plan()
    plan.rows["delegation-viborg"] = replace(
        plan.programme().delegations["delegation-viborg"], document_language="fr"
    )
    text = text_of(of(plan, "Viborg"))
    assert in_order(["Membres de la délégation", "mercredi 23 octobre", "Hôtel"], text)
