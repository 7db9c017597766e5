"""Schedules as Markdown, read back by a parser of CommonMark."""

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from planner.demo import demo_programme
from planner.entities import Organiser
from planner.publish.markdown import WIDTH, escaped, markdown
from planner.publish.outline import Line, Rank, outline
from planner.publish.recipients import recipients
from planner.publish.sheet import Sheet
from tests.build import Build, sun
from tests.planner.publish.schedules import (
    HOSTILE,
    hostile_plan,
    recipient_named,
    sheet_of,
    small_plan,
)

#: CommonMark, and with it tables and strikethrough as GitHub knows them.
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
#: What a schedule is made of; anything else came from a text.
BLOCKS = {
    f"{name}_{end}"
    for name in ("heading", "paragraph", "bullet_list", "list_item")
    for end in ("open", "close")
} | {"inline"}
INLINE = {"text", "softbreak", "strong_open", "strong_close"}


def blocks(content: bytes) -> list[Token]:
    """The texts of a document, each with what it is made of."""
    tokens = READER.parse(content.decode())
    assert {token.type for token in tokens} <= BLOCKS
    return [token for token in tokens if token.type == "inline"]


def shown(block: Token) -> str:
    pieces = block.children or []
    assert {piece.type for piece in pieces} <= INLINE
    return "".join(" " if p.type == "softbreak" else p.content for p in pieces)


def texts(sheet: Sheet) -> list[str]:
    return [line.text for line in outline(sheet)]


@pytest.mark.parametrize("index", [0, 1, -1], ids=["delegation", "delegate", "edition"])
def test_what_is_read_is_what_was_meant_line_by_line(index: int) -> None:
    programme = demo_programme()
    sheet = replace(sheet_of(programme, recipients(programme)[index]), contacts=())
    assert [shown(block) for block in blocks(markdown(sheet))] == texts(sheet)


@pytest.mark.parametrize("index", [0, 1, -1], ids=["delegation", "delegate", "edition"])
def test_hostile_texts_are_shown_and_never_become_markup(index: int) -> None:
    programme = hostile_plan().programme()
    sheet = sheet_of(programme, recipients(programme)[index])
    assert [shown(block) for block in blocks(markdown(sheet))] == texts(sheet)


PROGRAMME = small_plan().programme()
PLAIN = sheet_of(PROGRAMME, recipient_named(PROGRAMME, "ნინო მაგალითაძე"))
#: Texts of what Markdown is made of, with words between that make lines break anywhere.
NASTY = st.lists(
    st.sampled_from([
        "a", "word", "#", "##", "-", "+", "*", "**", "_", "__", "=", "===", "---", "1.", "12)",
        "~~~", "```", "`", ">", "<b>", "</", "<!--", "&amp;", "&#35;", "[x]", "[x]: /y", "](z)",
        "!", "|", "|-|", ":-:", "\\", "\\\\", "\u00a0", "\u200b", "$", "<http://a.b>", "~~", "\t",
    ]),
    max_size=30,
).flatmap(lambda words: st.sampled_from(("".join(words), " ".join(words))))  # fmt: skip


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(st.one_of(NASTY, st.text()))
@example(" ".join(HOSTILE))
@example("# Title #")
@example("a" * 70 + " - b 1. c # d + e === f")
@example("a" * 74 + " ===")
@example("a|" + "b" * 72 + " |-|-|")
@example("x\\")
@example("-")
def test_any_text_is_shown_as_it_stands(typed: str) -> None:
    day, *_rest = PLAIN.days
    row = replace(
        day.rows[0], title=typed, time="", place=typed, lines=(typed,), badges=(typed,),
        role=typed, description=typed, travel=typed,
    )  # fmt: skip
    sheet = replace(
        PLAIN, frame=replace(PLAIN.frame, recipient=typed), latin="", theme=typed, about=(typed,),
        facts=(typed, typed),
        days=(replace(day, rows=(row, row), heading=typed, note=typed),),
    )  # fmt: skip
    assert [shown(block) for block in blocks(markdown(sheet))] == texts(sheet)


@pytest.mark.parametrize(
    ("typed", "safe"),
    [
        ("Fab Lab (1st floor), 10-12 a.m.!", "Fab Lab (1st floor), 10-12 a.m.!"),
        ("Arts & crafts, C# + R&D", r"Arts & crafts, C# + R\&D"),
        ("see http://x.example or www.x.example", r"see http\://x.example or www\.x.example"),
        ("a@x.example costs $5", r"a\@x.example costs \$5"),
        ("*[b]*", r"\*\[b\]\*"),
    ],
)
def test_only_what_needs_it_has_a_backslash(typed: str, safe: str) -> None:
    assert escaped(typed) == safe


@pytest.mark.parametrize("typed", ["http://example.com/a", "www.example.com", "a@example.com"])
def test_what_some_readers_make_a_link_of_is_none(typed: str) -> None:
    reader = MarkdownIt("commonmark", {"linkify": True}).enable("linkify")
    assert "<a href=" in reader.render(typed)
    assert reader.render(escaped(typed)) == f"<p>{typed}</p>\n"


def test_days_are_headings_items_are_lists_and_ones_own_turn_stands_out() -> None:
    found = markdown(PLAIN).decode()
    assert found.startswith("# ნინო მაგალითაძე · Nino Magalitadze\n\n")
    assert "\n\n## Wednesday 23 October\n\n- **10:00–11:00 Fab Lab**\n  - Guided visit" in found
    assert "\n  - **10:00 Courtyards on air – ნინო მაგალითაძე**\n" in found


def test_an_organiser_can_be_written_to_and_what_is_no_address_is_no_link() -> None:
    plan = small_plan()
    for name, email in (("Anna", "anna@kikk.example"), ("Odile", "o@x.example> <b>")):
        plan.add(Organiser(name, plan.edition.id, name, email=email))
    programme = plan.programme()
    content = markdown(sheet_of(programme, recipient_named(programme, "Viborg")))
    links = [p for block in blocks(content) for p in block.children or [] if p.type == "link_open"]
    assert [link.attrs["href"] for link in links] == ["mailto:anna@kikk.example"]
    assert r"  - o\@x.example\> \<b\>" in content.decode()


def test_lines_are_wrapped_but_headings() -> None:
    frame = replace(PLAIN.frame, recipient="name " * 40)
    sheet = replace(PLAIN, facts=("word " * 60,), frame=frame)
    heading, *lines = markdown(sheet).decode().split("\n")
    assert len(heading) > WIDTH
    assert max(map(len, lines)) <= WIDTH


def test_a_table_of_one_column_as_github_knows_it_does_not_begin() -> None:
    sheet = replace(PLAIN, facts=("word " * 15 + ":-:",))
    assert "word\n\\:-:\n" in markdown(sheet).decode()


def test_the_hour_that_comes_twice_is_told_apart() -> None:
    plan = Build()
    city = plan.delegation("Caen")
    plan.visit("Night walk", sun("02:30", fold=1), 90, None, city)
    programme = plan.programme()
    found = markdown(sheet_of(programme, recipient_named(programme, "Caen"))).decode()
    assert "\n- **02:30 CET–04:00 Night walk**\n" in found


def test_every_line_of_the_outline_says_something() -> None:
    sheet = replace(PLAIN, theme=" ", facts=("", "\u202e"), about=("\n",))
    assert all(line.text.strip() for line in outline(sheet))
    assert Line(Rank.TITLE, "ნინო მაგალითაძე · Nino Magalitadze") in outline(sheet)
