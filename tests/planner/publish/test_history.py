"""Whatever happens between releases: who takes in the files knows the plan as it is."""

import re
from collections.abc import Mapping

import icalendar
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.publish.event import CalendarEvent, uid_of
from planner.publish.outgoing import Outgoing
from planner.publish.recipients import Recipient
from planner.publish.releases import events_for
from planner.publish.update import Update, small_files
from tests.planner.publish.calendars import Releases, Told, bytes_of, meant, told
from tests.planner.publish.stories import Step, Story, histories

modest = settings(max_examples=15, deadline=None)


def released(history: list[list[Step]]) -> Releases:
    """A release of the plan as it begins, and one after each chapter."""
    story, releases = Story(), Releases()
    for chapter in [[], *history]:
        for step in chapter:
            story.tell(step)
        releases.make(story.plan.programme())
    return releases


def everybody(releases: Releases) -> tuple[str, ...]:
    """The keys of all who were ever issued something."""
    return tuple(releases.ledger.rows)


def known_as(outgoing: Outgoing, key: str) -> Recipient:
    """A recipient as of a release: name and language may change."""
    return next(r for r in outgoing.ledger.recipients(outgoing.programme) if r.key == key)


def blocks_of(outgoing: Outgoing, key: str) -> dict[str, bytes]:
    """The VEVENTs of a calendar as they stand in the file, by UID; none when there is no file."""
    if not outgoing.ledger.rows.get(key):
        return {}
    return blocks_in(bytes_of(outgoing, known_as(outgoing, key)))


def blocks_in(file: bytes) -> dict[str, bytes]:
    found = re.findall(rb"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", file, re.DOTALL)
    return {_value(block, "UID"): block for block in found}


def _value(block: bytes, name: str) -> str:
    found = re.search(rf"^{name}:(.*?)\r$".encode(), block, re.MULTILINE)
    assert found is not None
    return found[1].decode()


def sequence(block: bytes) -> int:
    return int(_value(block, "SEQUENCE"))


def events_of(outgoing: Outgoing, key: str) -> dict[str, CalendarEvent]:
    """The programme of a recipient as it was released, by UID."""
    if not outgoing.ledger.rows.get(key):
        return {}
    events = events_for(outgoing.programme, known_as(outgoing, key))
    return {uid_of(key, event.key): event for event in events}


def plan_of(outgoing: Outgoing, key: str) -> dict[str, Told]:
    return {uid: meant(event) for uid, event in events_of(outgoing, key).items()}


def alive(calendar: Mapping[str, bytes]) -> dict[str, Told]:
    """What a calendar shows as taking place, as a reader understands it."""
    found = {uid: told(icalendar.Event.from_ical(block)) for uid, block in calendar.items()}
    return {uid: event for uid, event in found.items() if event.status != "CANCELLED"}


@modest
@given(histories, st.data())
def test_who_imports_some_of_the_files_in_order_ends_with_the_plan_as_it_is(
    history: list[list[Step]], data: st.DataObject
) -> None:
    releases = released(history)
    taken = data.draw(st.lists(st.sampled_from(releases.all[:-1]), unique_by=id))
    for key in everybody(releases):
        calendar: dict[str, bytes] = {}
        for outgoing in releases.all:
            if outgoing in taken or outgoing is releases.all[-1]:
                calendar |= blocks_of(outgoing, key)
        assert alive(calendar) == plan_of(releases.all[-1], key)


@modest
@given(histories, st.data())
def test_who_takes_in_the_small_files_of_some_updates_ends_with_the_plan_as_it_is(
    history: list[list[Step]], data: st.DataObject
) -> None:
    releases = released(history)
    skipped = data.draw(st.sets(st.integers(2, len(releases.all) - 1)))
    for key in everybody(releases):
        calendar: dict[str, bytes] = {}
        held = 0
        for number, outgoing in enumerate(releases.all, 1):
            if number in skipped:
                continue
            if held:
                _take_in(calendar, small_files(update(releases, outgoing, key, held)))
            else:
                calendar = blocks_of(outgoing, key)
            held = number
        assert alive(calendar) == plan_of(releases.all[-1], key)


def update(releases: Releases, outgoing: Outgoing, key: str, base: int) -> Update:
    before = releases.all[base - 1].programme
    programme, ledger = outgoing.programme, outgoing.ledger
    recipient = known_as(outgoing, key)
    return Update(recipient, outgoing.version, programme, ledger, "all.ics", base, before)


def _take_in(calendar: dict[str, bytes], files: Mapping[str, bytes]) -> None:
    """As a mail program does (RFC 5546, 2.1.4): by UID, only what is newer than what it has."""
    for file in files.values():
        ((uid, block),) = blocks_in(file).items()
        assert uid not in calendar or sequence(block) > sequence(calendar[uid])
        if _value(file, "METHOD") == "CANCEL":
            calendar.pop(uid, None)
        else:
            calendar[uid] = block


@modest
@given(histories)
def test_from_release_to_release_only_what_has_changed_is_another_version(
    history: list[list[Step]],
) -> None:
    releases = released(history)
    for key in everybody(releases):
        for old, new in zip(releases.all, releases.all[1:], strict=False):
            before, after = blocks_of(old, key), blocks_of(new, key)
            was, now = events_of(old, key), events_of(new, key)
            assert before.keys() <= after.keys(), "an event that was issued is never dropped"
            assert now.keys() <= after.keys()
            for uid, block in before.items():
                if _says_the_same(was.get(uid), now.get(uid)):
                    assert after[uid] == block
                else:
                    assert sequence(after[uid]) == sequence(block) + 1
                    assert _value(after[uid], "DTSTAMP") > _value(block, "DTSTAMP")
            for uid in after.keys() - before.keys():
                assert sequence(after[uid]) == 0


def _says_the_same(before: CalendarEvent | None, after: CalendarEvent | None) -> bool:
    return before == after if before is not None else after is None


@modest
@given(histories)
def test_an_item_has_its_uid_for_ever_and_nobody_else_has(history: list[list[Step]]) -> None:
    uids: dict[str, tuple[str, str]] = {}
    for outgoing in released(history).all:
        for key, rows in outgoing.ledger.rows.items():
            for item, row in rows.items():
                assert uids.setdefault(row.uid, (key, item)) == (key, item)
                assert row.uid == uid_of(key, item)


@modest
@given(histories)
def test_a_recipient_is_owed_everything_since_what_they_hold(history: list[list[Step]]) -> None:
    releases = released(history)
    newest = releases.all[-1]
    for key in everybody(releases):
        after = blocks_of(newest, key)
        for base, held in enumerate(releases.all, 1):
            before = blocks_of(held, key)
            changed = {row.uid for row in newest.ledger.changed(key, base)}
            assert changed == {uid for uid, block in after.items() if before.get(uid) != block}
