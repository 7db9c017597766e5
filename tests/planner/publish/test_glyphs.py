"""What the shipped fonts can draw."""

import pytest

from planner.publish.charmap import covered_by, widths_of
from planner.publish.glyphs import described, font_folder, missing, printable

BASIC = "".join(map(chr, range(0x21, 0x7F)))


@pytest.mark.parametrize("path", sorted(font_folder().glob("*-Bold.ttf")), ids=lambda p: p.stem)
def test_bold_has_whatever_regular_has(path: object) -> None:
    bold = font_folder() / str(getattr(path, "name", ""))
    regular = bold.with_name(bold.name.replace("Bold", "Regular"))
    assert covered_by(bold.read_bytes()) == covered_by(regular.read_bytes()) != frozenset()


def test_the_fonts_stay_small_and_bring_their_licence() -> None:
    assert sum(path.stat().st_size for path in font_folder().glob("*.ttf")) < 4_000_000
    assert "SIL OPEN FONT LICENSE" in (font_folder() / "OFL.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    [
        BASIC,
        "ÆØÅ čćžšđ ß œ ğı ł",
        "Нови Сад ЉЊЂЋЏ",
        "თბილისი",
        "Հայաստան",
        "שלום",
        "سلام",
        "𝐀 → ≥ ✓",
    ],
)
def test_these_are_covered(text: str) -> None:
    assert missing(text) == ()
    assert printable(text) == text


@pytest.mark.parametrize(
    ("text", "clusters", "shown"),
    [
        ("東京 12", ("東", "京"), "�� 12"),
        ("party 🎉", ("🎉",), "party �"),
        ("ש\u0301 mixed", ("ש\u0301",), "� mixed"),
        ("東東", ("東",), "��"),
    ],
    ids=["chinese", "emoji", "mark_of_another_font", "told_once"],
)
def test_what_no_font_has_is_told_and_marked(
    text: str, clusters: tuple[str, ...], shown: str
) -> None:
    assert missing(text) == clusters
    assert printable(text) == shown


def test_letters_are_composed_before_the_fonts_are_asked() -> None:
    assert printable("Tonlo\u0301 Ā") == "Tonló Ā"


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a\x00b\x1bc", "abc"), ("a\tb", "a b"), ("a\u202eb\u2066c", "abc"), ("a\ud800b", "ab")],
    ids=["control", "tabulator", "direction", "surrogate"],
)
def test_what_cannot_be_seen_is_left_out(text: str, shown: str) -> None:
    assert printable(text) == shown
    assert missing(text) == ()


def test_joiners_that_shape_words_stay() -> None:
    persian = "می\u200cخواهم"
    assert printable(persian) == persian


@pytest.mark.parametrize(
    ("cluster", "name"),
    [
        ("東", "CJK UNIFIED IDEOGRAPH-6771 (U+6771)"),
        ("ש\u0301", "HEBREW LETTER SHIN (U+05E9) + COMBINING ACUTE ACCENT (U+0301)"),
        ("\u0378", "U+0378"),
    ],
    ids=["chinese", "with_a_mark", "without_a_name"],
)
def test_characters_are_called_as_unicode_does(cluster: str, name: str) -> None:
    assert described(cluster) == name


def test_what_is_no_font_is_refused() -> None:
    with pytest.raises(ValueError, match="not a TrueType font"):
        covered_by(b"\x00\x01\x00\x00\x00\x00" + bytes(20))


def test_letters_are_as_wide_as_the_font_says() -> None:
    regular, bold = (
        widths_of((font_folder() / f"NotoSans-{style}.ttf").read_bytes())
        for style in ("Regular", "Bold")
    )
    assert regular["i"] < regular["n"] < regular["M"] < 1
    assert regular["n"] < bold["n"]
    assert {regular[digit] for digit in "0123456789"} == {regular["0"]}
