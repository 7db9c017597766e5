"""Dated copies, and putting one back."""

from datetime import datetime
from pathlib import Path

import pytest

from models.backup import back_up, backups
from models.failures import Reason, StoreFailure
from models.restore import restore
from models.store import Store, meta, open_store, set_meta


def revision_text(store: Store) -> str | None:
    with store.reading() as connection:
        return meta(connection, "word")


def say(store: Store, word: str) -> None:
    with store.writing() as connection:
        set_meta(connection, "word", word)


def test_a_backup_holds_what_the_store_holds_while_it_is_open(tmp_path: Path) -> None:
    store = open_store(tmp_path / "plan.db")
    say(store, "first")
    copy = back_up(tmp_path / "plan.db")
    assert revision_text(open_store(copy)) == "first"


def test_backups_of_one_second_do_not_overwrite_each_other(tmp_path: Path) -> None:
    open_store(tmp_path / "plan.db")
    now = datetime(2024, 10, 27, 2, 30)
    made = {back_up(tmp_path / "plan.db", now=now) for _ in range(3)}
    assert len(made) == 3
    assert set(backups(tmp_path / "plan.db")) == made


def test_backups_are_listed_newest_first_and_by_store(tmp_path: Path) -> None:
    for name in ("plan", "plan-2025"):
        open_store(tmp_path / f"{name}.db").close()
    earlier, later = datetime(2024, 10, 27, 2, 30), datetime(2024, 10, 27, 3, 0)
    made = [
        back_up(tmp_path / "plan.db", why, now)
        for why, now in (("by-hand", earlier), ("by-hand", earlier), ("a", earlier), ("a", later))
    ]
    other = back_up(tmp_path / "plan-2025.db", now=later)
    (tmp_path / "backups" / "notes.db").touch()
    assert backups(tmp_path / "plan-2025.db") == [other]
    assert backups(tmp_path / "plan.db")[0] == made[3]
    assert set(backups(tmp_path / "plan.db")) == set(made)
    assert backups(tmp_path / "plan.db").index(made[1]) < backups(tmp_path / "plan.db").index(
        made[0]
    )


def test_restore_brings_back_and_keeps_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    store = open_store(path)
    say(store, "first")
    copy = back_up(path)
    say(store, "second")
    store.close()
    kept = restore(path, copy)
    assert revision_text(open_store(path)) == "first"
    assert kept is not None
    assert revision_text(open_store(kept)) == "second"


def test_a_damaged_backup_is_refused_and_the_store_untouched(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    store = open_store(path)
    say(store, "first")
    copy = back_up(path)
    store.close()
    content = bytearray(copy.read_bytes())
    content[4096:] = b"\x55" * (len(content) - 4096)
    copy.write_bytes(content)
    with pytest.raises(StoreFailure) as failure:
        restore(path, copy)
    assert failure.value.reason is Reason.DAMAGED
    assert revision_text(open_store(path)) == "first"


def test_a_missing_backup_is_named(tmp_path: Path) -> None:
    open_store(tmp_path / "plan.db").close()
    with pytest.raises(StoreFailure) as failure:
        restore(tmp_path / "plan.db", tmp_path / "nowhere.db")
    assert failure.value.reason is Reason.UNREADABLE
    assert "nowhere.db" in failure.value.where


def test_a_migration_backs_the_store_up_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.db"
    open_store(path).close()
    monkeypatch.setattr("models.store.HEAD", "9999")
    monkeypatch.setattr("models.store.upgrade", lambda store: None)
    open_store(path)
    (copy,) = backups(path)
    assert "before-migration" in copy.name
