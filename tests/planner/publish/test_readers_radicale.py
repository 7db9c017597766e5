"""Radicale takes every file that goes out, gives it back unharmed, and finds it by its time."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from planner.clock import EPOCH, MINUTE
from tests.planner.publish.calendars import Told
from tests.planner.publish.readers.exports import Export, demo_exports
from tests.planner.publish.readers.parsers import by_dateutil, by_vobject
from tests.planner.publish.readers.radicale import Server, radicale

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]
pytest.importorskip("radicale", reason="Radicale is not installed: pip install radicale")

CAEN = "delegations/delegation-caen.ics"


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> tuple[Export, Export]:
    return demo_exports(tmp_path_factory.mktemp("exports"))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with radicale(tmp_path_factory.mktemp("radicale")) as running:
        yield running


def served(server: Server, path: str) -> dict[str, Told]:
    """What a phone is given, read by the time zone blocks that it is given."""
    found: dict[str, Told] = {}
    for file in server.objects(path).values():
        assert by_dateutil(file) == by_vobject(file)
        found |= by_dateutil(file)
    return found


def check(server: Server, path: str, export: Export, name: str) -> None:
    assert server.put(path, export.whole[name]) == 201
    found = served(server, path)
    assert found == {uid: export.events[uid] for uid in found}
    assert len(found) == export.whole[name].count(b"BEGIN:VEVENT")


def test_a_whole_calendar_and_its_update_are_given_back_as_they_were_meant(
    server: Server, exports: tuple[Export, Export]
) -> None:
    for export in exports:
        check(server, "caen/", export, CAEN)


def test_every_file_is_given_back_as_it_was_meant(
    server: Server, exports: tuple[Export, Export]
) -> None:
    for number, name in enumerate(exports[1].whole):
        check(server, f"calendar-{number}/", exports[1], name)


#: Times (UTC) of the night in which the hour from 02:00 comes twice.
HOURS = (
    ("20241026T203000Z", "20241026T210000Z"),
    ("20241027T000000Z", "20241027T003000Z"),
    ("20241027T003000Z", "20241027T010000Z"),
    ("20241027T010000Z", "20241027T013000Z"),
    ("20241027T013000Z", "20241027T020000Z"),
    ("20241027T021500Z", "20241027T030000Z"),
)


@pytest.mark.parametrize(("start", "end"), HOURS)
def test_a_phone_that_asks_for_an_hour_of_the_night_is_given_what_happens_in_it(
    server: Server, exports: tuple[Export, Export], start: str, end: str
) -> None:
    server.put("night/", exports[0].whole[CAEN])
    found = {
        uid for file in server.objects("night/", start, end).values() for uid in by_vobject(file)
    }
    first, last = _instant(start), _instant(end)
    events = by_dateutil(exports[0].whole[CAEN])
    expected = {uid for uid, event in events.items() if _overlaps(event, first, last)}
    assert {uid for uid in found if not isinstance(events[uid].begin, date)} == expected


def _instant(text: str) -> int:
    return (datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC) - EPOCH) // MINUTE


def _overlaps(event: Told, first: int, last: int) -> bool:
    begin, end = event.begin, event.end
    return isinstance(begin, int) and isinstance(end, int) and begin < last and end > first
