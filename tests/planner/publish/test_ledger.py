import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.words import DelegationStatus
from planner.entities import IssuedEvent
from planner.errors import StoreProblem
from planner.publish.event import CANCELLED, CONFIRMED, CalendarEvent, uid_of
from planner.publish.ical import calendar_bytes, issue_for
from planner.publish.ledger import Issue, issue
from planner.publish.recipients import Recipient, RecipientKind, recipients
from tests.build import Build, thu, wed
from tests.planner.publish.calendars import (
    NOW,
    bytes_of,
    events_in,
    recipient_of,
    stored,
)

TBILISI = Recipient(RecipientKind.DELEGATION, "t", "Tbilisi", "en", "delegation-tbilisi", "t")
LATER = NOW + timedelta(days=1)


def event(key: str = "a", summary: str = "Visit", begin: int = 28_830_000) -> CalendarEvent:
    return CalendarEvent(key, begin, begin + 30, "Europe/Brussels", summary)


def issued(
    before: dict[str, IssuedEvent], *events: CalendarEvent, now: datetime = NOW
) -> tuple[Issue, dict[str, IssuedEvent]]:
    made = issue(before, TBILISI, events, now, "edition")
    return made, stored(made, before)


def test_the_first_issue_is_sequence_nought_and_all_of_it_is_stored() -> None:
    made, rows = issued({}, event("a"), event("b"))
    assert [(e.sequence, e.event.status) for e in made.events] == [(0, CONFIRMED)] * 2
    assert made.changed == made.events
    assert set(rows) == {"a", "b"}
    row = rows["a"]
    assert (row.recipient, row.uid) == ("delegation:t", uid_of("delegation:t", "a"))
    assert (row.stamp, row.cancelled) == (datetime(2024, 9, 1, 12), False)


def test_an_unchanged_event_keeps_sequence_and_stamp_and_nothing_is_stored() -> None:
    first, rows = issued({}, event())
    again, _ = issued(rows, event(), now=LATER)
    assert again.events == first.events
    assert (again.changed, again.rows) == ((), ())


def test_a_changed_event_has_the_next_sequence_a_new_stamp_and_the_same_uid() -> None:
    first, rows = issued({}, event())
    (one,) = first.events
    made, rows = issued(rows, event(summary="Other"), now=LATER)
    (two,) = made.events
    assert (two.sequence, two.uid, two.created) == (1, one.uid, one.created)
    assert two.stamp == LATER.replace(tzinfo=None)
    assert rows["a"].sequence == 1


def test_a_vanished_event_stays_cancelled_with_its_content() -> None:
    _, rows = issued({}, event(), event("b"))
    made, rows = issued(rows, event("b"), now=LATER)
    gone = made.events[0].event
    assert (gone.status, gone.summary, gone.begin) == (
        CANCELLED,
        "CANCELLED: Visit",
        event().begin,
    )
    assert made.events[0].sequence == 1
    assert rows["a"].cancelled
    assert [e.event.key for e in made.changed] == ["a"]


def test_a_cancelled_event_stays_the_same_in_every_later_issue() -> None:
    _, rows = issued({}, event())
    first, rows = issued(rows, now=LATER)
    second, rows = issued(rows, now=LATER + timedelta(days=1))
    assert second.events == first.events
    assert second.changed == ()


def test_an_event_that_comes_back_is_confirmed_under_the_same_uid() -> None:
    first, rows = issued({}, event())
    _, rows = issued(rows, now=LATER)
    back, rows = issued(rows, event(), now=LATER)
    (one,) = back.events
    assert (one.sequence, one.event, one.uid) == (2, event(), first.events[0].uid)
    assert not rows["a"].cancelled


def test_the_word_for_cancelled_is_the_recipients() -> None:
    _, rows = issued({}, event())
    french = replace(TBILISI, language="fr")
    (gone,) = issue(rows, french, (), NOW, "edition").events
    assert gone.event.summary == "ANNULÉ\u00a0: Visit"


def test_a_clock_that_was_put_back_makes_no_older_stamp() -> None:
    _, rows = issued({}, event())
    made, _ = issued(rows, event(summary="Other"), now=NOW - timedelta(days=30))
    assert made.events[0].stamp == NOW.replace(tzinfo=None)


def test_stamps_are_kept_in_utc_and_whole_seconds_whatever_the_zone_of_now() -> None:
    east = NOW.astimezone(UTC).replace(microsecond=5) + timedelta()
    made, _ = issued({}, event(), now=east)
    assert made.events[0].stamp == datetime(2024, 9, 1, 12)
    naive, _ = issued({}, event(), now=datetime(2024, 9, 1, 12))
    assert naive == made


def test_a_row_replaces_the_one_before_it() -> None:
    first, rows = issued({}, event())
    second, _ = issued(rows, event(summary="Other"))
    assert [r.id for r in first.rows] == [r.id for r in second.rows]


def test_rows_tell_the_release_in_which_they_changed() -> None:
    made = issue({}, TBILISI, [event("a"), event("b")], NOW, "edition", "release-1")
    rows = stored(made)
    later = issue(rows, TBILISI, [event("a"), event("b", "Other")], NOW, "edition", "release-2")
    assert {r.item_key: r.release_id for r in stored(later, rows).values()} == {
        "a": "release-1",
        "b": "release-2",
    }


def test_what_an_older_version_did_not_store_changes_nothing() -> None:
    _, rows = issued({}, event())
    content = json.loads(rows["a"].content)
    del content["event"]["category"]
    content["event"]["unknown"] = 1
    older = {"a": replace(rows["a"], content=json.dumps(content))}
    assert issued(older, event())[0].changed == ()


@pytest.mark.parametrize("content", ["", "{", "{}", "[]", '{"created": "x", "event": {}}'])
def test_a_damaged_row_is_reported_not_overwritten(content: str) -> None:
    _, rows = issued({}, event())
    with pytest.raises(StoreProblem, match="delegation:t"):
        issued({"a": replace(rows["a"], content=content)}, event())


# -- laws -------------------------------------------------------------------------------------

plans = st.dictionaries(
    st.sampled_from("abc"),
    st.builds(event, key=st.none(), summary=st.sampled_from(["One", "Two"])),
    min_size=0,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(plans, min_size=1, max_size=6), st.data())
def test_laws_of_issuing(history: list[dict[str, CalendarEvent]], data: st.DataObject) -> None:
    rows: dict[str, IssuedEvent] = {}
    sequences: dict[str, int] = {}
    now = NOW
    for plan in history:
        now += timedelta(hours=data.draw(st.integers(-2, 2)))
        events = [replace(e, key=key) for key, e in plan.items()]
        made, rows = issued(rows, *events, now=now)
        again, _ = issued(rows, *events, now=now + timedelta(days=1))
        assert (again.changed, again.rows) == ((), ())
        if made.events:
            assert _file(again) == _file(made)
        live = {e.event.key for e in made.events if e.event.status != CANCELLED}
        assert live == set(plan)
        assert {e.event.key for e in made.events} == set(rows)
        for each in made.events:
            before = sequences.get(each.event.key)
            changed = each in made.changed
            assert each.sequence == (0 if before is None else before + changed)
            sequences[each.event.key] = each.sequence


def _file(made: Issue) -> bytes:
    return calendar_bytes(TBILISI, made.events, "Europe/Brussels", "Plan")


# -- from a plan to the file ------------------------------------------------------------------


def test_only_the_event_that_moved_changes_in_the_file() -> None:
    plan = Build()
    tbilisi = plan.delegation()
    moved = plan.visit("Moves", wed("10:00"), 30, None, tbilisi)
    plan.visit("Stays", thu("10:00"), 30, None, tbilisi)
    recipient = recipient_of(plan.programme(), tbilisi)
    first = issue_for(plan.programme(), recipient, {}, NOW)
    before = bytes_of(plan.programme(), first)
    plan.change(moved, start=wed("11:00"))
    programme = plan.programme()
    second = issue_for(programme, recipient, stored(first), LATER)
    after = bytes_of(programme, second)
    stays = events_in(before)["Stays"].to_ical()
    assert events_in(after)["Stays"].to_ical() == stays
    assert events_in(after)["Moves"]["SEQUENCE"] == 1
    assert [e.event.summary for e in second.changed] == ["Moves"]


def test_a_delegation_that_drops_out_has_all_its_events_cancelled() -> None:
    plan = Build()
    tbilisi = plan.delegation()
    plan.visit("Visit", wed("10:00"), 30, None, tbilisi)
    recipient = next(iter(recipients(plan.programme())))
    first = issue_for(plan.programme(), recipient, {}, NOW)
    plan.change(tbilisi, status=DelegationStatus.CANCELLED)
    programme = plan.programme()
    second = issue_for(programme, recipient, stored(first), LATER)
    gone = events_in(bytes_of(programme, second))["CANCELLED: Visit"]
    assert (gone["STATUS"], gone["TRANSP"]) == ("CANCELLED", "TRANSPARENT")
    assert gone["X-MICROSOFT-CDO-BUSYSTATUS"] == "FREE"


def test_an_activity_put_back_in_the_tray_is_cancelled_and_comes_back() -> None:
    plan = Build()
    tbilisi = plan.delegation()
    visit = plan.visit("Visit", wed("10:00"), 30, None, tbilisi)
    recipient = recipient_of(plan.programme(), tbilisi)
    first = issue_for(plan.programme(), recipient, {}, NOW)
    plan.change(visit, start=None)
    second = issue_for(plan.programme(), recipient, rows := stored(first), LATER)
    assert [e.event.status for e in second.events] == [CANCELLED]
    plan.change(visit, start=thu("10:00"))
    third = issue_for(plan.programme(), recipient, stored(second, rows), LATER)
    (back,) = third.events
    assert (back.event.status, back.sequence, back.uid) == (CONFIRMED, 2, first.events[0].uid)
