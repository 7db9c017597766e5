"""Lines of events are folded as the library folds them, and cut where no reader is hurt."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from icalendar.parser import Contentline

from planner.publish.event_lines import folded, line

texts = st.text(st.sampled_from("ab éქ👩,;\\^n'\u0301"), max_size=300)


@given(texts)
def test_a_line_is_folded_as_the_library_does(text: str) -> None:
    library: Any = Contentline
    assert folded(text).encode() == library(text).to_ical() + b"\r\n"


@given(texts)
def test_a_line_is_whole_again_when_it_is_unfolded(text: str) -> None:
    lines = folded(text).split("\r\n")
    assert all(len(part.encode()) <= 75 for part in lines)
    assert lines[-1] == ""
    assert "".join([lines[0], *(part[1:] for part in lines[1:])]) == text


def test_parameters_are_quoted_and_escaped_by_the_library() -> None:
    written = line("X-PIN", "geo:1,2", ("VALUE", "URI"), ("X-TITLE", 'Le "Delta", Namur'))
    assert written == "X-PIN;VALUE=URI;X-TITLE=\"Le ^'Delta^', Namur\":geo:1,2\r\n"
