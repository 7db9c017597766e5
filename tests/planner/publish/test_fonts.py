"""Fonts of the machine, for what the shipped ones lack."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from planner.publish.charmap import covered_by, has_outlines
from planner.publish.fonts import OtherFonts, machine_fonts
from planner.publish.glyphs import coverage, missing, printable
from planner.publish.paper import Printed, Typesetter
from tests.build import Build, wed
from tests.planner.publish.made_fonts import collection_of, font_with
from tests.planner.publish.schedules import manuscript_of, pages_of, recipient_named

CHINESE, KOREAN = "東京", "서울"


def fonts_in(folder: Path, **fonts: str) -> OtherFonts:
    """Fonts with these characters, by family."""
    for family, characters in fonts.items():
        (folder / f"{family}.ttf").write_bytes(font_with(characters, family))
    return OtherFonts([folder])


def printed(title: str, others: OtherFonts, latin: str | None = None) -> Printed:
    plan = Build()
    caen = plan.delegation("Caen")
    plan.delegate(caen, CHINESE, latin_name=latin)
    plan.visit(title, wed("10:00"), 60, None, caen)
    programme = plan.programme()
    return Typesetter(others).pdf(manuscript_of(programme, recipient_named(programme, "Caen")))


def test_a_font_that_has_the_characters_is_found(tmp_path: Path) -> None:
    others = fonts_in(tmp_path, Eastern=CHINESE, Other=KOREAN)
    assert [face.family for face in others.faces_for(CHINESE)] == ["Eastern"]
    assert [face.family for face in others.faces_for((*KOREAN, *CHINESE))] == ["Eastern", "Other"]
    assert others.faces_for("🎉") == ()


def test_the_first_in_a_fixed_order_is_taken_whatever_was_asked_before(tmp_path: Path) -> None:
    fonts = {"Zebra": CHINESE + KOREAN, "Apple Mono": CHINESE, "Noto Sans Eastern": "東"}
    others = fonts_in(tmp_path, **fonts)
    assert [face.family for face in others.faces_for(KOREAN)] == ["Zebra"]
    assert [face.family for face in others.faces_for("東")] == ["Noto Sans Eastern"]
    assert [face.family for face in others.faces_for("京")] == ["Zebra"]


def test_a_family_of_the_shipped_ones_is_never_taken_from_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "own.ttf").write_bytes(font_with(CHINESE, "Noto Sans"))
    assert OtherFonts([tmp_path]).faces_for(CHINESE) == ()


def test_broken_files_are_no_fonts(tmp_path: Path) -> None:
    (tmp_path / "broken.ttf").write_bytes(font_with(CHINESE, "Broken")[:300])
    (tmp_path / "empty.ttf").write_bytes(b"")
    (tmp_path / "text.ttf").write_text("no font", encoding="utf-8")
    assert OtherFonts([tmp_path]).faces_for(CHINESE) == ()


def test_a_collection_holds_several(tmp_path: Path) -> None:
    content = collection_of(font_with(CHINESE, "One"), font_with(KOREAN, "Two"))
    (tmp_path / "both.ttc").write_bytes(content)
    others = OtherFonts([tmp_path])
    assert [face.family for face in others.faces_for(CHINESE + KOREAN)] == ["One", "Two"]
    assert covered_by(content, 1) == frozenset(map(ord, KOREAN))
    assert has_outlines(content, 1)


def test_a_document_is_printed_with_it_and_without_a_warning(tmp_path: Path) -> None:
    others = fonts_in(tmp_path, Eastern=CHINESE)
    result = printed(f"{CHINESE} night", others)
    assert result.warnings == ()
    assert f"{CHINESE}night" in "".join(pages_of(result.content))
    resources: list[Any] = [p["/Resources"] for p in PdfReader(BytesIO(result.content)).pages]
    fonts = {
        str(font.get_object()["/BaseFont"])
        for resource in resources
        for font in resource["/Font"].values()
    }
    assert any("Eastern" in name for name in fonts)


def test_a_name_that_can_be_drawn_needs_no_latin_letters(tmp_path: Path) -> None:
    others = fonts_in(tmp_path, Eastern=CHINESE)
    own = "".join(pages_of(printed("Visit", others, "Dong Jing").content))
    latin = "".join(pages_of(printed("Visit", OtherFonts([]), "Dong Jing").content))
    assert CHINESE in own
    assert CHINESE not in latin
    assert "DongJing" in latin


def test_the_same_fonts_give_the_same_bytes(tmp_path: Path) -> None:
    first = printed(CHINESE, fonts_in(tmp_path, Eastern=CHINESE))
    assert printed(CHINESE, OtherFonts([tmp_path])).content == first.content


def test_what_the_shipped_fonts_can_draw_does_not_depend_on_others(tmp_path: Path) -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    plan.visit("Nuit à თბილისი", wed("10:00"), 60, None, caen)
    programme = plan.programme()
    manuscript = manuscript_of(programme, recipient_named(programme, "Caen"))
    others = fonts_in(tmp_path, Eastern=f"{CHINESE}Nuitთ")
    assert (
        Typesetter(others).pdf(manuscript).content
        == Typesetter(OtherFonts([])).pdf(manuscript).content
    )


def test_a_letter_of_ours_with_a_mark_of_theirs_stays_missing(tmp_path: Path) -> None:
    letter = "ש\u0301"
    others = fonts_in(tmp_path, Marks=letter)
    assert missing(letter, others.faces_for([letter])) == (letter,)
    assert printable(letter, others.faces_for([letter])) == "\ufffd"


@pytest.mark.slow
def test_every_font_of_this_machine_can_be_asked() -> None:
    """Whatever is installed here, and be it nothing, the question has an answer."""
    shipped = frozenset().union(*coverage())
    asked = [chr(point) for point in range(0x0E80, 0x3100, 7) if chr(point) not in shipped]
    faces = machine_fonts().faces_for(asked)
    assert len({face.family for face in faces}) == len(faces)
    assert all(any(face.has(char) for char in asked) for face in faces)
