"""send: what it tells, what it notes, what it refuses."""

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from models.words import Way
from planner.edits import activities as edits
from planner.entities import Handout
from planner.workspace import ENVIRONMENT, Workspace
from tests.commands.conftest import Run
from tests.commands.test_export import files_in
from tests.planner.test_releasing import release
from tests.stores import copied, kept

BASE = "https://example.org/kikk/"
COLUMNS = {
    "name", "email", "language", "delegation", "release", "holds", "changes", "mail",
    "feed_file", "feed", "qr",
}  # fmt: skip


@contextmanager
def opened(store: Path) -> Iterator[Workspace]:
    workspace = Workspace.open(store, author="test")
    workspace.enter(workspace.editions()[0].id)
    yield workspace
    workspace.close()


@pytest.fixture(scope="session")
def released_template(demo_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = kept(copied(demo_template, tmp_path_factory.mktemp("released")))
    with opened(store) as workspace:
        release(workspace)
    return store


@pytest.fixture
def released(released_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store of one's own with the demo edition and one release, opened by default."""
    store = copied(released_template, tmp_path)
    monkeypatch.setenv(ENVIRONMENT, str(store))
    return store


def next_release(store: Path) -> None:
    """A 1:1 meeting of Јована Замишљанин is moved, and that is released."""
    with opened(store) as workspace:
        found = workspace.programme.activities.values()
        meeting = next(a for a in found if a.title.startswith("1:1 Jovana") and a.start)
        workspace.do(edits.shift(workspace.programme, meeting.id, 5))
        release(workspace)


def handouts(store: Path) -> list[Handout]:
    with opened(store) as workspace:
        return workspace.releases.handouts()


def test_mails_feeds_and_a_table_are_written(run: Run, released: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    said = run("send", str(out), "--for", "Caen", "--base", BASE, "--json")
    assert (said.code, said.err) == (0, "")
    assert said.json.keys() == {
        "release", "folder", "files", "recipients", "noted", "skipped", "warnings",
    }  # fmt: skip
    assert said.json["folder"] == str(out)
    assert set(said.json["files"]) == set(files_in(out))
    assert {Path(name).parts[0] for name in said.json["files"]} == {
        "mails", "feeds", "qr", "merge.csv", "cards.html",
    }  # fmt: skip
    assert {row["delegation"] for row in said.json["recipients"]} == {"Caen"}
    assert {row.keys() == COLUMNS | {"recipient"} for row in said.json["recipients"]} == {True}


def test_the_table_says_what_the_json_says(run: Run, released: Path, tmp_path: Path) -> None:
    said = run("send", str(tmp_path), "--for", "Caen", "--json")
    table = (tmp_path / "merge.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    assert [(r["name"], r["email"], r["feed_file"]) for r in rows] == [
        (r["name"], r["email"], r["feed_file"]) for r in said.json["recipients"]
    ]


def test_feeds_are_noted_at_once_and_mails_when_they_have_gone_out(
    run: Run, released: Path, tmp_path: Path
) -> None:
    words = ("send", str(tmp_path / "out"), "--for", "Maëlle Exemple", "--json")
    (row,) = run(*words).json["recipients"]
    assert [(h.recipient, h.way) for h in handouts(released)] == [(row["recipient"], Way.FEED)]
    assert run(*words, "--sent").json["noted"] is True
    assert {h.way for h in handouts(released)} == {Way.FEED, Way.MAIL}


def test_who_has_only_a_feed_is_told_all_changes_since_the_last_mail(
    run: Run, released: Path, tmp_path: Path
) -> None:
    words = ("send", str(tmp_path / "out"), "--for", "Јована Замишљанин", "--json")
    run(*words, "--sent")
    next_release(released)
    run(*words)
    next_release(released)
    (row,) = run(*words).json["recipients"]
    assert (row["release"], row["holds"], row["changes"]) == (3, 1, 1)


def test_only_those_for_whom_something_has_changed_get_a_mail(
    run: Run, released: Path, tmp_path: Path
) -> None:
    run("export", str(tmp_path / "first"), "--format", "ics")
    next_release(released)
    rows = run("send", str(tmp_path / "out"), "--json").json["recipients"]
    assert {bool(row["mail"]) for row in rows if row["changes"] == 0} == {False}
    changed = [row for row in rows if row["changes"] and row["email"]]
    assert changed
    assert all(row["mail"] for row in changed)
    assert all(row["feed_file"] for row in rows)


def test_words_say_how_many_and_that_nothing_has_been_sent(
    run: Run, released: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    words = ("send", str(out), "--for", "Maëlle Exemple")
    said = run(*words)
    assert (
        f"Release 1: 1 draft of a mail, 1 calendar to subscribe to, written to {out}." in said.out
    )
    assert "Nothing has been sent." in said.out
    assert "Nothing has been sent." not in run(*words, "--sent").out


def test_an_earlier_release_is_sent_without_touching_the_feeds(
    run: Run, released: Path, tmp_path: Path
) -> None:
    next_release(released)
    said = run("send", str(tmp_path / "out"), "--release", "1", "--for", "Caen", "--json")
    assert said.json["release"] == 1
    assert not (tmp_path / "out" / "feeds").exists()
    assert handouts(released) == []


@pytest.mark.parametrize("words", [(), ("--release", "draft")])
def test_only_a_release_is_sent(
    run: Run, demo_plan: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    complaint = run("send", str(tmp_path / "out"), *words).complaint
    assert "Only a release can go out" in complaint
    assert "release create" in complaint
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("words", "complaint"),
    [(("--release", "7"), "release 7"), (("--for", "Nobody [b]"), "Nobody [b]")],
)
def test_what_cannot_be_sent_is_named(
    run: Run, released: Path, tmp_path: Path, words: tuple[str, ...], complaint: str
) -> None:
    assert complaint in run("send", str(tmp_path / "out"), *words).complaint
    assert not (tmp_path / "out").exists()
    assert handouts(released) == []


@pytest.mark.parametrize(
    "base",
    [
        "",
        "example.org/kikk",
        "ftp://example.org/",
        "https://",
        "https://[",
        "https://example.org/?a=b",
        "https://example.org/#a",
        "https://me:secret@example.org/",
        "https://@example.org/",
        "https://example.org:99999/",
        "https://example.org/a b",
        "https://example.org/\x1b[31m",
        "https://example.org/" + "x" * 600,
    ],
)
def test_a_base_that_is_no_address_of_a_folder_is_wrong_usage(
    run: Run, demo_plan: Path, tmp_path: Path, base: str
) -> None:
    said = run("send", str(tmp_path / "out"), "--base", base)
    assert said.code == 2
    assert "https://example.org/kikk/" in said.err
    assert "\x1b" not in said.err


def test_a_file_in_the_place_of_the_folder_is_named_and_nothing_is_noted(
    run: Run, released: Path, tmp_path: Path
) -> None:
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    assert "out" in run("send", str(tmp_path / "out")).complaint
    assert handouts(released) == []
