import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.publish.plaintext import clean_line, clean_lines
from tests.build import Build, wed
from tests.planner.publish.calendars import events_in, file_of, vobject_events_in

GEORGIAN = "თბილისის კრეატიული ქალაქის დელეგაცია ესტუმრა ნამიურის ფესტივალს " * 4
EMOJI = "👩‍🎨🏳️‍🌈👨‍👩‍👧‍👦 e\u0301 " * 30


def described(text: str) -> tuple[bytes, Any]:
    """The file, and its event, of one visit with ``text`` as title, place and description."""
    plan = Build()
    tbilisi = plan.delegation()
    site = plan.site(name=f"x{text}", at=(50.4, 4.8), address=text)
    plan.visit(f"x{text}", wed("10:00"), 30, site, tbilisi, description=text)
    file = file_of(plan, tbilisi)
    (event,) = events_in(file).values()
    return file, event


def long_lines(file: bytes) -> list[bytes]:
    return [line for line in file.split(b"\r\n") if len(line) > 75]


@pytest.mark.parametrize("text", [GEORGIAN, EMOJI, "x" * 400, "ü" * 37, "a\\;,\n" * 60])
def test_no_line_is_longer_than_75_octets_or_cut_inside_a_character(text: str) -> None:
    file, event = described(text)
    assert long_lines(file) == []
    for line in file.split(b"\r\n"):
        line.decode()
    assert str(event["DESCRIPTION"]).endswith(clean_lines(text))


@pytest.mark.parametrize(
    "text",
    [
        "Semi; colon, comma \\ backslash",
        "C:\\Namur\\new \\N \\n \\; \\,",
        "[b]bold[/b] {name} %s $x",
        "<script>alert(1)</script> & <b>",
        "He said \"oui\" ^n ^^ 'no'",
        "BEGIN:VEVENT",
        "tab\there",
        "first line\nsecond line\n\nafter a blank",
        "=cmd|' /C calc'!A0",
    ],
)
def test_what_people_type_comes_back_as_typed(text: str) -> None:
    file, event = described(text)
    assert event["DESCRIPTION"].endswith(text)
    assert str(event["SUMMARY"]) == "x" + " ".join(text.split())
    (other,) = vobject_events_in(file).values()
    assert other.summary.value == "x" + " ".join(text.split())


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\x00b", "ab"),
        ("a\x1b[31mb\x07", "a[31mb"),
        ("a\x7fb\x9bc", "abc"),
        ("a\u2028b\u2029c", "a b c"),
        ("a\x0bb\x0cc\x85d", "a b c d"),
        ("a\ud800b", "ab"),
        ("a\u202eb\u2066c\u200fd\u061ce", "abcde"),
        ("\ufeffa\ufffeb\uffff", "ab"),
        ("a\r\nATTENDEE:mailto:x@example.org", "a ATTENDEE:mailto:x@example.org"),
        ("a\rb\nc", "a b c"),
    ],
)
def test_what_breaks_readers_is_taken_out(text: str, line: str) -> None:
    assert clean_line(text) == line
    file, event = described(text)
    assert str(event["SUMMARY"]) == f"x{line}"
    assert b"\r\nATTENDEE" not in file
    (other,) = vobject_events_in(file).values()
    assert other.summary.value == f"x{line}"


def test_family_emoji_keep_their_joiners() -> None:
    assert clean_line("👩‍🎨") == "👩‍🎨"


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=120))
def test_any_text_gives_a_file_that_both_readers_read(text: str) -> None:
    file, event = described(text)
    assert long_lines(file) == []
    for shown in (str(event["SUMMARY"]), str(event["LOCATION"])):
        assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in shown)
    assert str(event["SUMMARY"]) == clean_line(f"x{text}")
    pin = event["X-APPLE-STRUCTURED-LOCATION"].params
    parts = [pin["X-TITLE"], *([pin["X-ADDRESS"]] if "X-ADDRESS" in pin else [])]
    assert ", ".join(parts) == str(event["LOCATION"])
    assert len(vobject_events_in(file)) == 1
