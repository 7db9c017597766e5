"""Dated copies, and putting one back."""

import errno
import os
import stat
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from models.backup import back_up, backups, copies, pour, revision_of, thin_out
from models.failures import Reason, StoreFailure
from models.keeping import Why
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


def test_a_restore_that_is_cut_off_still_tells_open_programs_to_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.db"
    store = open_store(path)
    say(store, "first")
    copy = back_up(path)
    say(store, "second")
    before = store.revision()

    def cut_off(*arguments: Any) -> None:
        pour(*arguments)
        raise KeyboardInterrupt

    monkeypatch.setattr("models.restore.pour", cut_off)
    with pytest.raises(KeyboardInterrupt):
        restore(path, copy)
    assert revision_text(store) == "first"
    assert store.revision() > before


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


def test_other_files_in_the_folder_are_no_copies(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    open_store(path).close()
    made = back_up(path)
    for name in ("notes.db", "plan-2024-02-31T10-00-00-daily.db", "plan.db", ".plan.part"):
        (tmp_path / "backups" / name).touch()
    assert backups(path) == [made]


def test_a_copy_says_when_why_and_which_state(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    store = open_store(path)
    say(store, "first")
    now = datetime(2024, 10, 27, 2, 30)
    for _time in range(2):
        back_up(path, Why.IMPORT, now)
    found = copies(path)
    assert [(c.at, c.count, c.why) for c in found] == [
        (now, 2, "before-import"),
        (now, 1, Why.IMPORT),
    ]
    assert revision_of(found[0].path) == store.revision()
    store.close()
    found[0].path.write_bytes(b"SQLite format 3\0" + b"\x55" * 4000)
    assert revision_of(found[0].path) is None


def test_thinning_out_removes_files_and_says_which(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    open_store(path).close()
    first = datetime(2024, 10, 1, 8)
    made = [back_up(path, Why.DAILY, first + timedelta(hours=n)) for n in range(3)]
    by_hand = back_up(path, Why.BY_HAND, first)
    newest = back_up(path, Why.DAILY, first + timedelta(days=9))
    assert thin_out(path, first + timedelta(days=9)) == [made[1], made[0]]
    assert set(backups(path)) == {made[2], by_hand, newest}


def test_a_copy_is_on_the_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.db"
    open_store(path).close()
    seen: list[tuple[bool, bool]] = []
    real = os.fsync

    def fsync(descriptor: int) -> None:
        is_file = stat.S_ISREG(os.fstat(descriptor).st_mode)
        seen.append((is_file, bool(backups(path))))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    back_up(path)
    assert seen == [(True, False), (False, True)]


def test_a_copy_that_cannot_reach_the_disk_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.db"
    open_store(path).close()

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreFailure) as failure:
        back_up(path)
    assert failure.value.reason is Reason.FULL
    assert list((tmp_path / "backups").iterdir()) == []
