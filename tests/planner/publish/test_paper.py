"""Schedules as PDF: read back from the files themselves."""

from datetime import timedelta
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from planner.demo import demo_programme
from planner.programme import Programme
from planner.publish.agenda import items_for
from planner.publish.documents import USUAL
from planner.publish.fonts import OtherFonts
from planner.publish.glyphs import printable
from planner.publish.paper import ZERO_WIDTH_SPACE, Typesetter, softened, substitutes_for
from planner.publish.recipients import Recipient, RecipientKind, recipients
from tests.build import Build, sat, sun, thu, wed
from tests.planner.publish.schedules import (
    HOSTILE,
    copy_of,
    hostile_plan,
    in_order,
    manuscript_of,
    pages_of,
    printed,
    recipient_named,
    sheet_of,
    small_plan,
    squeezed,
)


@cache
def demo() -> Programme:
    return demo_programme()


@cache
def typesetter() -> Typesetter:
    return Typesetter(OtherFonts([]))


def text_of(programme: Programme, recipient: Recipient) -> str:
    return "".join(pages_of(typesetter().pdf(manuscript_of(programme, recipient)).content))


def everybody() -> list[Recipient]:
    """The delegations of the demo and the first delegate of each."""
    found = [r for r in recipients(demo()) if r.kind is RecipientKind.DELEGATION]
    for delegation in tuple(found):
        members = demo().delegates_of.get(delegation.id, ())[:1]
        found += [r for r in recipients(demo()) if r.id in {m.id for m in members}]
    return found


@pytest.mark.parametrize("recipient", everybody(), ids=lambda r: r.slug)
def test_a_schedule_holds_all_items_of_its_recipient_in_order(recipient: Recipient) -> None:
    titles = [item.title for item in items_for(demo(), recipient)]
    assert len(titles) > 5
    assert in_order(titles, text_of(demo(), recipient))


@pytest.mark.parametrize("recipient", everybody(), ids=lambda r: r.slug)
def test_a_schedule_holds_nothing_of_others(recipient: Recipient) -> None:
    text = text_of(demo(), recipient)
    mine = {item.key for item in items_for(demo(), recipient)}
    whole = [a for a in demo().activities.values() if a.parent_id is None]
    own_words = squeezed("".join(a.title for a in whole if a.id in mine))
    others = [a.title for a in whole if squeezed(a.title) not in own_words]
    strangers = [
        person.name
        for person in demo().delegates.values()
        if person.delegation_id != recipient.delegation_id
    ]
    assert len(others) > 10
    assert [words for words in others + strangers if squeezed(words) in text] == []


def test_every_page_tells_whose_it_is_of_which_state_and_which_page() -> None:
    recipient = recipient_named(demo(), "Tbilisi")
    frame = sheet_of(demo(), recipient).frame
    pages = pages_of(typesetter().pdf(manuscript_of(demo(), recipient)).content)
    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        of_pages = frame.page.replace("{page}", str(number)).replace("{pages}", str(len(pages)))
        for words in (frame.edition, "Tbilisi", frame.version, frame.printed, of_pages):
            assert squeezed(words) in page
        assert squeezed(frame.example) in page


def test_a_release_is_named_instead_of_the_draft() -> None:
    programme = small_plan().programme()
    viborg = recipient_named(programme, "Viborg")
    released = USUAL[viborg.kind].manuscript(copy_of(programme, viborg, 3))
    assert released is not None
    text = "".join(pages_of(typesetter().pdf(released).content))
    assert "Version3" in text
    assert "DRAFT" not in text


def test_what_is_no_example_is_not_marked_as_one() -> None:
    programme = small_plan().programme()
    assert "Exampledata" not in text_of(programme, recipient_named(programme, "Viborg"))


def test_a_person_reads_place_meeting_point_host_turn_and_way() -> None:
    programme = small_plan().programme()
    text = text_of(programme, recipient_named(programme, "ნინო მაგალითაძე"))
    for words in (
        "NinoMagalitadze",
        "AvenueReineAstrid16,5000Namur",
        "Meetingpoint:Porch",
        "Host:FabLabcrew",
        "Moderator:Sacha",
        "Youspeak:Courtyardsonair",
        "minbycar(estimated)",
    ):
        assert words in text


def test_the_booklet_has_members_and_who_goes_where_alone() -> None:
    plan = small_plan()
    plan.set_edition(theme="Slow light")
    programme = plan.programme()
    text = text_of(programme, recipient_named(programme, "Tbilisi"))
    for words in ("Slowlight", "NinoMagalitadze", "Curator", "GiorgiNimushashvili"):
        assert (
            words in pages_of(printed(programme, recipient_named(programme, "Tbilisi")).content)[0]
        )
    assert in_order(["One to one", "Participants: ნინო მაგალითაძე"], text)


def test_hostile_texts_are_printed_as_they_are_typed() -> None:
    programme = hostile_plan().programme()
    latin = [text for text in HOSTILE if text.isascii()]
    everybody = recipients(programme)
    for recipient in (everybody[0], everybody[1], everybody[-1]):
        text = text_of(programme, recipient)
        assert [words for words in latin if squeezed(words) not in text] == []


@settings(max_examples=25)
@given(st.text(st.characters(), max_size=40))
def test_any_text_at_all_can_be_printed(text: str) -> None:
    plan = Build()
    city = plan.delegation("Caen")
    plan.visit(text, wed("10:00"), 60, None, city, meeting_point=text, description=text)
    programme = plan.programme()
    caen = recipient_named(programme, "Caen")
    result = typesetter().pdf(manuscript_of(programme, caen))
    assert PdfReader(BytesIO(result.content)).pages
    assert not [w for w in result.warnings if "screen readers" in w.text()]


def test_a_character_without_a_font_is_named_and_marked() -> None:
    plan = small_plan()
    plan.visit("東京 night", thu("12:00"), 30, None, plan.rows["delegation-tbilisi"])
    programme = plan.programme()
    result = printed(programme, recipient_named(programme, "Tbilisi"))
    assert [w.text() for w in result.warnings] == [
        "CJK UNIFIED IDEOGRAPH-6771 (U+6771), CJK UNIFIED IDEOGRAPH-4EAC (U+4EAC)"
        " in “東京 night”: no font for it"
    ]
    assert "\ufffd\ufffdnight" in "".join(pages_of(result.content))


def test_a_name_without_a_font_is_printed_in_latin_letters() -> None:
    plan = Build()
    city = plan.delegation("Sapporo")
    plan.delegate(city, "山田太郎", latin_name="Yamada Tarō")
    plan.visit("Fab Lab", wed("10:00"), 60, None, city)
    programme = plan.programme()
    result = printed(programme, recipient_named(programme, "山田太郎"))
    assert "YamadaTarō" in "".join(pages_of(result.content))
    assert [w.text() for w in result.warnings] == [
        "CJK UNIFIED IDEOGRAPH-5C71 (U+5C71), CJK UNIFIED IDEOGRAPH-7530 (U+7530),"
        " CJK UNIFIED IDEOGRAPH-592A (U+592A), CJK UNIFIED IDEOGRAPH-90CE (U+90CE)"
        " in “山田太郎”: no font for it, printed as “Yamada Tarō”"
    ]


def test_the_scripts_of_the_invited_cities_need_no_warning() -> None:
    names = "თბილისი Нови Сад Hamår Æøå Çağ Ğ Łódź Ελλάδα Հայաստան שלום سلام ไทย हिन्दी → ✓"
    assert printable(names) == names
    assert substitutes_for(demo()) == {}


def test_forty_activities_a_day_break_over_pages_and_repeat_the_day() -> None:
    plan = Build()
    city = plan.delegation("Caen")
    plan.delegate(city, "Maëlle")
    for n in range(40):
        plan.session(
            f"Talk number {n:02}", thu("08:00") + timedelta(minutes=20 * n), 20, None, city
        )
    programme = plan.programme()
    recipient = recipient_named(programme, "Caen")
    pages = pages_of(printed(programme, recipient).content)
    with_talks = [page for page in pages if "Talknumber" in page]
    assert len(with_talks) > 1
    assert all("Thursday24October" in page for page in with_talks)
    assert in_order([f"Talk number {n:02}" for n in range(40)], "".join(pages))
    assert len(pages_of(printed(programme, recipient_named(programme, "Maëlle")).content)) == 1


@pytest.mark.slow
def test_a_usual_week_of_one_person_fits_one_page_and_a_full_one_two() -> None:
    delegates = [r for r in recipients(demo()) if r.kind is RecipientKind.DELEGATE][::3]
    pages = [len(pages_of(typesetter().pdf(manuscript_of(demo(), r)).content)) for r in delegates]
    assert set(pages) <= {1, 2}
    assert pages.count(1) > len(pages) / 2


def test_days_without_anything_are_said_to_be_empty() -> None:
    plan = Build()
    city = plan.delegation("Caen")
    plan.visit("First", wed("10:00"), 60, None, city)
    plan.visit("Last", sat("10:00"), 60, None, city)
    programme = plan.programme()
    text = text_of(programme, recipient_named(programme, "Caen"))
    assert text.count("Nothingplannedonthisday.") == 2


def test_the_second_hour_of_the_clock_change_is_told_apart() -> None:
    plan = Build()
    city = plan.delegation("Caen")
    plan.visit("Night walk", sun("02:30", fold=1), 90, None, city)
    programme = plan.programme()
    text = text_of(programme, recipient_named(programme, "Caen"))
    assert in_order(["clocks went back", "02:30 CET–04:00", "Night walk"], text)


def test_the_same_sheet_gives_the_same_bytes() -> None:
    programme = small_plan().programme()
    viborg = recipient_named(programme, "Viborg")
    first = printed(programme, viborg).content
    typesetter().pdf(manuscript_of(programme, recipient_named(programme, "Tbilisi")))
    assert typesetter().pdf(manuscript_of(programme, viborg)).content == first


def inside(value: Any, *keys: str) -> Any:
    """A value deep inside the dictionaries of a PDF."""
    for key in keys:
        value = value.get_object()[key]
    return value


def test_the_file_is_tagged_and_says_its_title_and_language() -> None:
    programme = small_plan().programme()
    reader = PdfReader(BytesIO(printed(programme, recipient_named(programme, "Viborg")).content))
    assert inside(reader.root_object, "/MarkInfo", "/Marked")
    assert str(inside(reader.root_object, "/Lang")).startswith("en")
    assert reader.metadata is not None
    assert reader.metadata.title == "2024: Viborg"
    assert b"pdfuaid" in inside(reader.root_object, "/Metadata").get_data()


def test_only_shipped_fonts_are_in_the_file() -> None:
    programme = small_plan().programme()
    reader = PdfReader(BytesIO(printed(programme, recipient_named(programme, "Tbilisi")).content))
    fonts = {
        str(inside(font, "/BaseFont")).partition("+")[2]
        for page in reader.pages
        for font in inside(page, "/Resources", "/Font").values()
    }
    assert fonts
    assert all(name.startswith("NotoSans") for name in fonts)


@pytest.mark.parametrize("text", ["short words stay", "a" * 40, "", "hugo@organisers.example"])
def test_usual_words_get_no_invisible_breaks(text: str) -> None:
    assert softened(text, 40) == text


def test_an_endless_word_can_break() -> None:
    assert softened("b" * 100, 40).replace(ZERO_WIDTH_SPACE, "") == "b" * 100
    assert ZERO_WIDTH_SPACE in softened("b" * 41, 40)
