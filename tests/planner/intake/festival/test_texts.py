"""Texts of others without markup, in linear time."""

import pytest

from planner.intake.festival.texts import DESCRIPTION, one_line, paragraphs, web_address


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("R&amp;D", "R&D"),
        ("a < b and c > d", "a < b and c > d"),
        ("<3 code", "<3 code"),
        ("One<br>Two<br/>Three", "One\nTwo\nThree"),
        ("<p>One</p>\n<p>Two\nthree</p>", "One\n\nTwo three"),
        ('One\n\nsee <a href="x">here</a>', "One\n\nsee here"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n\n- b"),
        ("<![if !supportLists]><p>a</p><!-- b -->", "a"),
        ("<style>p { color: red }</style><p>a</p>", "a"),
        ("&lt;script&gt;", "<script>"),
    ],
)
def test_markup_becomes_text(text: str, plain: str) -> None:
    assert paragraphs(text) == plain


@pytest.mark.parametrize("piece", ["<p", "<!--", "&#", "<style>", "<p ", "<b>"])
def test_a_text_of_nothing_but_broken_markup_is_read_as_well(piece: str) -> None:
    assert len(paragraphs(piece * 50_000)) <= DESCRIPTION


def test_a_line_has_no_line_breaks() -> None:
    assert one_line("One\r\n two\u2028three") == "One two three"


@pytest.mark.parametrize("text", ["ftp://x.example", "https://x.example/a b", "//x.example", ""])
def test_only_addresses_of_the_web_are_kept(text: str) -> None:
    assert web_address(text) == ""
