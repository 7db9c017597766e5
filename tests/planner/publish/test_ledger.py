import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from uuid import UUID, uuid5

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.entities import EventContent, IssuedEvent
from planner.errors import StoreProblem
from planner.publish.event import CANCELLED, CalendarEvent, uid_of
from planner.publish.ical import Head, calendar_bytes, content_of
from planner.publish.ledger import Issue, Issuing, issue, whole_seconds
from planner.publish.recipients import Recipient, RecipientKind

TBILISI = Recipient(RecipientKind.DELEGATION, "t", "Tbilisi", "en", "delegation-tbilisi", "t")
FIRST, LATER = datetime(2024, 9, 1, 12), datetime(2024, 9, 2, 12)


def event(key: str = "a", summary: str = "Visit", begin: int = 28_830_000) -> CalendarEvent:
    return CalendarEvent(key, begin, begin + 30, "Europe/Brussels", summary)


class Issues:
    """Issue after issue for one recipient."""

    def __init__(self, recipient: Recipient = TBILISI) -> None:
        self.recipient = recipient
        self.rows: dict[str, IssuedEvent] = {}
        self.contents: dict[str, EventContent] = {}
        self.count = 0

    def make(self, *events: CalendarEvent, at: datetime = FIRST) -> Issue:
        self.count += 1
        issuing = Issuing(at, "edition", f"release-{self.count}", self.said)
        made = issue(issuing, self.rows, self.recipient, events)
        self.rows = {row.item_key: row for row in made.rows}
        self.contents |= {f: content_of(said) for f, said in made.events.items()}
        return made

    def said(self, key: str, fingerprint: str) -> CalendarEvent:
        return CalendarEvent.from_json(key, self.contents[fingerprint].event)

    def last(self, key: str = "a") -> CalendarEvent:
        """What an event says now."""
        return self.said(key, self.rows[key].content_id)

    def file(self) -> bytes:
        rows = sorted(self.rows.values(), key=lambda row: (row.begin, row.item_key))
        return calendar_bytes(Head("Europe/Brussels", "Plan"), rows, self.contents)


def test_the_first_issue_is_sequence_nought_and_all_of_it_is_new() -> None:
    made = Issues().make(event("a"), event("b"))
    assert made.new == made.rows
    assert [(row.item_key, row.sequence) for row in made.rows] == [("a", 0), ("b", 0)]
    row = made.rows[0]
    assert (row.recipient, row.uid) == ("delegation:t", uid_of("delegation:t", "a"))
    assert (row.stamp, row.created, row.cancelled) == (FIRST, FIRST, False)


def test_an_unchanged_event_keeps_its_version_and_nothing_is_new() -> None:
    issues = Issues()
    first = issues.make(event())
    again = issues.make(event(), at=LATER)
    assert again.rows == first.rows
    assert (again.new, again.events) == ((), {})


def test_a_changed_event_has_the_next_sequence_a_new_stamp_and_the_same_uid() -> None:
    issues = Issues()
    (one,) = issues.make(event()).new
    (two,) = issues.make(event(summary="Other"), at=LATER).new
    assert (two.sequence, two.uid, two.created) == (1, one.uid, one.created)
    assert two.stamp == LATER


def test_a_vanished_event_stays_cancelled_with_what_it_said() -> None:
    issues = Issues()
    issues.make(event(), event("b"))
    made = issues.make(event("b"), at=LATER)
    (gone,) = made.new
    assert (gone.item_key, gone.sequence, gone.cancelled) == ("a", 1, True)
    assert issues.last() == replace(
        event(), status=CANCELLED, busy=False, summary="CANCELLED: Visit"
    )
    assert {row.item_key for row in made.rows} == {"a", "b"}


def test_a_cancelled_event_stays_the_same_in_every_later_issue() -> None:
    issues = Issues()
    issues.make(event())
    first = issues.make(at=LATER)
    second = issues.make(at=LATER + timedelta(days=1))
    assert second.rows == first.rows
    assert second.new == ()


def test_an_event_that_comes_back_is_confirmed_under_the_same_uid() -> None:
    issues = Issues()
    first = issues.make(event())
    issues.make(at=LATER)
    (back,) = issues.make(event(), at=LATER).new
    assert (back.sequence, back.uid, back.cancelled) == (2, first.rows[0].uid, False)
    assert issues.last() == event()


def test_the_word_for_cancelled_is_the_recipients() -> None:
    issues = Issues(replace(TBILISI, language="fr"))
    issues.make(event())
    issues.make()
    assert issues.last().summary == "ANNULÉ\u00a0: Visit"


def test_a_clock_that_was_put_back_makes_no_older_stamp() -> None:
    issues = Issues()
    issues.make(event())
    (row,) = issues.make(event(summary="Other"), at=FIRST - timedelta(days=30)).new
    assert row.stamp == FIRST


def test_stamps_are_kept_in_utc_and_whole_seconds_whatever_the_zone() -> None:
    east = datetime(2024, 9, 1, 16, 0, 0, 999, timezone(timedelta(hours=4)))
    assert whole_seconds(east) == FIRST
    assert whole_seconds(FIRST.replace(microsecond=5)) == FIRST


def test_every_version_is_a_row_of_its_own_with_the_release_that_brought_it() -> None:
    issues = Issues()
    first = issues.make(event("a"), event("b"))
    second = issues.make(event("a"), event("b", "Other"))
    assert len({row.id for row in (*first.new, *second.new)}) == 3
    assert {key: row.release_id for key, row in issues.rows.items()} == {
        "a": "release-1",
        "b": "release-2",
    }


def test_the_same_issue_gives_the_same_rows() -> None:
    assert Issues().make(event("a"), event("b")) == Issues().make(event("b"), event("a"))


def test_what_another_version_of_the_program_stores_changes_nothing() -> None:
    stored = json.loads(event().as_json)
    assert set(stored) == {"begin", "end", "zone", "summary"}, "the usual is not stored"
    stored["unknown"] = 1
    read = CalendarEvent.from_json("a", json.dumps(stored))
    assert (read, read.fingerprint) == (event(), event().fingerprint)


@pytest.mark.parametrize("content", ["", "{", "{}", "[]", "null", '{"begin": 1}'])
def test_a_damaged_row_is_reported_not_overwritten(content: str) -> None:
    issues = Issues()
    issues.make(event())
    (fingerprint,) = issues.contents
    issues.contents[fingerprint] = EventContent(fingerprint, content)
    with pytest.raises(StoreProblem, match="is damaged"):
        issues.make()


@given(st.text(st.characters(codec="utf-8"), max_size=60), st.text("abc0:-", max_size=40))
def test_a_uid_is_the_uuid_of_version_5_of_the_two_keys(recipient: str, item: str) -> None:
    namespace = UUID("6f0dbe0c-7f6b-5a8e-9d55-0d1f3c1f9a51")
    assert (
        uid_of(recipient, item) == f"{uuid5(namespace, f'{recipient}/{item}')}@wake-planner.invalid"
    )


# -- laws -------------------------------------------------------------------------------------

plans = st.dictionaries(
    st.sampled_from("abc"),
    st.builds(event, key=st.none(), summary=st.sampled_from(["One", "Two"])),
    min_size=0,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(plans, min_size=1, max_size=6), st.data())
def test_laws_of_issuing(history: list[dict[str, CalendarEvent]], data: st.DataObject) -> None:
    issues = Issues()
    at = FIRST
    for plan in history:
        at += timedelta(hours=data.draw(st.integers(-2, 2)))
        events = [replace(e, key=key) for key, e in plan.items()]
        before = dict(issues.rows)
        made = issues.make(*events, at=at)
        file = issues.file() if made.rows else b""
        again = issues.make(*events, at=at + timedelta(days=1))
        assert (again.new, again.rows) == ((), made.rows)
        assert not made.rows or issues.file() == file
        assert {row.item_key for row in made.rows if not row.cancelled} == set(plan)
        assert {row.item_key for row in made.rows} == before.keys() | plan.keys()
        for row in made.rows:
            last = before.get(row.item_key)
            assert row.sequence == (0 if last is None else last.sequence + (row in made.new))
