"""A store of an older version comes up to date with everything that is in it."""

import json
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import insert, text
from sqlalchemy.schema import MetaData

from models.store import (
    Store,
    configure_sqlite,
    make_engine,
    open_store,
    parse,
    prepare_file,
    upgrade,
)
from planner.publish.event import CalendarEvent
from planner.publish.ledger import Issuing, issue
from planner.publish.recipients import Recipient, RecipientKind
from planner.release_store import read_ledger
from tests.stores import Place

pytestmark = pytest.mark.both_stores

EDITION = {
    "id": "e", "name": "2024", "first_day": "2024-10-22", "last_day": "2024-10-27",
    "festival_start": "2024-10-24", "festival_end": "2024-10-27", "time_zone": "Europe/Brussels",
    "language": "en", "buffer_minutes": 10, "margin_percent": 0, "max_day_minutes": 720,
    "is_example": False,
}  # fmt: skip
#: As version 0001 wrote it: every field, its own key among them.
EVENT = {
    "key": "a", "begin": 28_830_000, "end": 28_830_030, "zone": "Europe/Brussels",
    "summary": "Fab Lab", "all_day": False, "status": "CONFIRMED", "busy": True, "place": "TRAKK",
    "address": "", "lat": None, "lon": None, "description": "", "category": "Visit",
}  # fmt: skip


@pytest.fixture
def old(new_place: Place) -> Place:
    """A store of version 0001 with an edition and one issued event."""
    url, path = parse(new_place)
    store = Store(make_engine(url), path)
    if path is not None:
        prepare_file(path)
        configure_sqlite(store.engine)
    upgrade(store, "0001")
    row = {
        "id": "i", "edition_id": "e", "recipient": "delegation:d", "item_key": "a", "uid": "u@x",
        "sequence": 3, "fingerprint": "f", "stamp": datetime(2024, 9, 1, 12), "cancelled": False,
        "content": json.dumps({"created": "2024-08-01T10:00:00", "event": EVENT}),
    }  # fmt: skip
    tables = MetaData()
    with store.writing() as connection:
        tables.reflect(connection)
        names = ", ".join(EDITION)
        values = ", ".join(f":{name}" for name in EDITION)
        connection.execute(text(f"INSERT INTO edition ({names}) VALUES ({values})"), EDITION)
        connection.execute(insert(tables.tables["issued_event"]), row)
    store.close()
    return new_place


def test_what_was_issued_keeps_uid_sequence_and_times(old: Place) -> None:
    store = open_store(old)
    with store.reading() as connection:
        ledger = read_ledger(connection, "e")
    (row,) = ledger.rows["delegation:d"].values()
    assert (row.uid, row.sequence, row.cancelled, row.begin) == ("u@x", 3, False, EVENT["begin"])
    assert (row.stamp, row.created) == (datetime(2024, 9, 1, 12), datetime(2024, 8, 1, 10))
    assert ledger.said("a", row.content_id).place == "TRAKK"
    assert "SUMMARY:Fab Lab" in (ledger.contents[row.content_id].text or "")


def test_what_says_the_same_after_the_migration_is_not_issued_again(old: Place) -> None:
    store = open_store(old)
    with store.reading() as connection:
        ledger = read_ledger(connection, "e")
    recipient = Recipient(RecipientKind.DELEGATION, "d", "Caen", "fr", "caen", "d")
    issuing = Issuing(datetime(2024, 10, 1), "e", "r", ledger.said)
    same = CalendarEvent(**EVENT)  # type: ignore[arg-type]
    assert issue(issuing, ledger.rows["delegation:d"], recipient, [same]).new == ()


@pytest.mark.sqlite_only
def test_a_backup_of_the_older_version_is_kept(old: Place) -> None:
    open_store(old).close()
    assert isinstance(old, Path)
    assert [p for p in (old.parent / "backups").iterdir() if "before-migration" in p.name]
