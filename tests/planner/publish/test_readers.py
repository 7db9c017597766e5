"""Libraries that are not ours read every file that goes out, and agree with us on every instant."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext

import pytest

from tests.planner.publish.readers.exports import Export, demo_exports
from tests.planner.publish.readers.mozilla import mozilla
from tests.planner.publish.readers.parsers import Parser, by_dateutil, by_icalendar, by_vobject

READERS: dict[str, Callable[[], AbstractContextManager[Parser]]] = {
    "icalendar": lambda: nullcontext(by_icalendar),
    "vobject": lambda: nullcontext(by_vobject),
    "dateutil": lambda: nullcontext(by_dateutil),
    "ical.js": mozilla,
}


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> tuple[Export, Export]:
    return demo_exports(tmp_path_factory.mktemp("exports"))


@pytest.fixture(scope="module", params=READERS)
def reader(request: pytest.FixtureRequest) -> Iterator[Parser]:
    if request.param == "ical.js":
        pytest.importorskip("py_mini_racer", reason="no JavaScript: pip install mini-racer")
    with READERS[request.param]() as read:
        yield read


def agrees(read: Parser, export: Export) -> int:
    """Every event of every file is understood as it was meant; how many there are."""
    count = 0
    for name, file in {**export.whole, **export.small}.items():
        found = read(file)
        assert found == {uid: export.events[uid] for uid in found}, name
        assert len(found) == file.count(b"BEGIN:VEVENT"), name
        count += len(found)
    return count


#: Somebody of each kind; Caen is in the night that happens twice.
SOME = ("delegations/delegation-caen.ics", "drivers/driver-tom-volant-fictif.ics")


@pytest.mark.parametrize("number", [0, 1], ids=["first", "update"])
def test_a_calendar_is_understood_as_it_was_meant(
    reader: Parser, exports: tuple[Export, Export], number: int
) -> None:
    assert agrees(reader, exports[number].chosen(SOME)) > 20


@pytest.mark.slow
@pytest.mark.parametrize("number", [0, 1], ids=["first", "update"])
def test_every_file_of_an_export_is_understood_as_it_was_meant(
    reader: Parser, exports: tuple[Export, Export], number: int
) -> None:
    assert agrees(reader, exports[number]) > 1500


def test_an_update_has_what_is_new_changed_and_called_off(exports: tuple[Export, Export]) -> None:
    first, second = exports
    assert {"CANCELLED", "CONFIRMED"} <= {event.status for event in second.events.values()}
    assert first.events.keys() < second.events.keys()
    moved = [uid for uid, event in first.events.items() if event[:2] != second.events[uid][:2]]
    assert len(moved) > 2
    assert any(b"METHOD:CANCEL" in file for file in second.small.values())
    assert any(first.events[uid] != second.events[uid] for uid in first.ways), "another way"
