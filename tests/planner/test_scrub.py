"""An edition without its people: nothing of them is left anywhere, and its figures stay."""

import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

import pytest

from models.backup import SET_ASIDE, back_up, backups
from models.doctor import examine
from models.tables import METADATA
from planner.demo import demo_programme
from planner.diff import changes_between
from planner.edits.core import add
from planner.edits.editions import copy_edition
from planner.entities import Delegate
from planner.errors import PlannerError
from planner.programme import Programme
from planner.publish.copies import Copy
from planner.publish.papers.report import report_words
from planner.publish.recipients import RecipientKind, recipients
from planner.publish.releases import Version
from planner.scrub.columns import COLUMNS, GONE
from planner.scrub.copies import scrub_copies
from planner.scrub.people import people_left
from planner.scrub.programme import Scrubber
from planner.scrub.whole import Outcome, is_overdue, look, refuse_too_early, scrub
from planner.workspace import Workspace
from tests.commands.said import environment
from tests.planner import scrub_scene
from tests.planner.scrub_scene import Scene, files_of, found_in

#: The store, what was told, and what was still found in its files.
Scrubbed: TypeAlias = tuple[Scene, Outcome, dict[str, list[str]]]


@pytest.fixture(scope="module")
def scene(demo_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """Before: with people in it."""
    return scrub_scene.make(demo_template, tmp_path_factory.mktemp("before"))


@pytest.fixture(scope="module")
def scrubbed(demo_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Scrubbed:
    """Afterwards, what was told, and what was found in the files while the store was open."""
    made = scrub_scene.make(demo_template, tmp_path_factory.mktemp("after"))
    workspace = Workspace.open(made.store)
    outcome = scrub(workspace.store, made.edition_id)
    found = found_in(files_of(made.store), made.words)
    workspace.close()
    return made, outcome, found


@pytest.fixture
def after(scrubbed: Scrubbed) -> Iterator[Workspace]:
    """The store afterwards, open."""
    workspace = Workspace.open(scrubbed[0].store, author=scrub_scene.AUTHOR)
    workspace.enter(scrubbed[0].edition_id)
    yield workspace
    workspace.close()


def test_every_column_of_every_table_is_classified() -> None:
    assert set(COLUMNS) | set(GONE) == set(METADATA.tables)
    for table, sorts in COLUMNS.items():
        assert set(sorts) == set(METADATA.tables[table].columns.keys()), table


def test_the_people_were_there_before(scene: Scene) -> None:
    found = found_in([scene.store], scene.words)["plan.db"]
    assert set(found) == scene.words
    assert len(found_in(files_of(scene.store), scene.words)) == 6


def test_no_byte_of_any_file_tells_of_people(scrubbed: Scrubbed) -> None:
    scene, _outcome, found = scrubbed
    assert found == {}
    assert found_in(files_of(scene.store), scene.words) == {}


def test_what_was_done_is_told(scene: Scene, scrubbed: Scrubbed) -> None:
    outcome = scrubbed[1]
    assert outcome.removed.people == 64
    assert outcome.removed.releases == 2
    assert len(outcome.copies.cleaned) == 2
    assert [path.name for path in outcome.copies.lost] == [
        "plan-2024-01-01T00-00-00-before-restore.db"
    ]
    assert [path.name for path in backups(scrubbed[0].store)] == [
        path.name for path in outcome.copies.cleaned
    ]


def test_looking_first_says_the_same_and_changes_nothing(scene: Scene, scrubbed: Scrubbed) -> None:
    before = {path: path.read_bytes() for path in files_of(scene.store)}
    workspace = Workspace.open(scene.store)
    outlook = look(workspace.store, scene.edition_id)
    workspace.close()
    assert outlook.removed == scrubbed[1].removed
    assert (len(outlook.copies.cleaned), len(outlook.copies.lost)) == (2, 1)
    assert {path: path.read_bytes() for path in files_of(scene.store)} == before


def test_the_store_and_its_backups_are_sound(after: Workspace) -> None:
    assert [f.name for f in examine(after.store) if not f.fine] == []
    assert after.store.path is not None
    for path in backups(after.store.path):
        assert path.stat().st_mode & 0o077 == 0
        copy = Workspace.open(path)
        assert [f.name for f in examine(copy.store) if not f.fine] == []
        copy.close()


def test_nothing_can_be_undone_and_the_journal_goes_on(after: Workspace) -> None:
    (line,) = after.history()
    assert (str(line.label), line.step.author) == ("Personal data removed", "organiser")
    assert after.undo() is None
    assert line.step.turn > 5


def test_the_releases_can_be_looked_at_but_go_out_no_more(after: Workspace) -> None:
    first, second = after.releases.all()
    assert first.author == "organiser"
    assert re.fullmatch(r"For Delegate \d+", first.name)
    assert after.releases.ledger().rows == {}
    with pytest.raises(PlannerError, match="removed from release 2"):
        after.releases.outgoing(2)
    frozen = after.releases.programme(second)
    assert people_left(frozen) == 0
    assert {d.id: d.name for d in frozen.delegates.values()} == {
        d.id: d.name for d in after.programme.delegates.values()
    }


def test_a_second_time_changes_nothing(after: Workspace) -> None:
    assert after.store.path is not None
    files = {path: path.read_bytes() for path in backups(after.store.path)}
    revision = after.store.revision()
    outcome = scrub(after.store, after.programme.edition.id)
    assert not outcome.removed.is_any
    assert (outcome.copies.cleaned, outcome.copies.lost) == ((), ())
    assert after.store.revision() == revision
    assert {path: path.read_bytes() for path in files} == files


# -- figures ------------------------------------------------------------------------------


def report_of(programme: Programme, language: str) -> tuple[object, ...]:
    """Every number of the report, and the names of what is no person."""
    version = Version(None, "", programme.clock.wall(0))
    edition = next(r for r in recipients(programme) if r.kind is RecipientKind.EDITION)
    report = report_words(Copy(programme, replace(edition, language=language), version))
    assert report is not None
    charts = [chart for pair in report.pairs for chart in pair]
    numbers = [(c.heading, [(b.number, b.share, b.more) for b in c.bars], c.rest) for c in charts]
    return (report.figures, numbers, report.tours, report.vehicles, report.notes, report.dates)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_report_says_the_same(language: str) -> None:
    programme = demo_programme()
    after = Scrubber([programme]).programme(programme)
    assert report_of(after, language) == report_of(programme, language)


def test_head_counts_and_agendas_stay() -> None:
    programme = demo_programme()
    after = Scrubber([programme]).programme(programme)
    for activity_id in programme.activities:
        assert after.head_count(activity_id) == programme.head_count(activity_id)
    assert {k: [e.activity.id for e in v] for k, v in after.agendas.items()} == {
        k: [e.activity.id for e in v] for k, v in programme.agendas.items()
    }


# -- names --------------------------------------------------------------------------------


def test_who_comes_later_gets_a_name_of_their_own_and_the_others_keep_theirs() -> None:
    programme = demo_programme()
    once = Scrubber([programme]).programme(programme)
    assert Scrubber([once]).programme(once) == once
    known = next(iter(once.delegates.values()))
    late = replace(known, id="0", name="Late Comer", email="late@comer.example")
    more = once.apply(add(once, late).changes)
    again = Scrubber([more]).programme(more)
    names = {d.name for d in once.delegates.values()}
    assert again.delegates["0"].name == "Delegate 23"
    assert {d.name for d in again.delegates.values()} == names | {"Delegate 23"}


def test_names_are_in_the_language_of_the_edition() -> None:
    programme = demo_programme()
    french = replace(programme, edition=replace(programme.edition, language="fr"))
    after = Scrubber([french]).programme(french)
    assert {o.name for o in after.organisers.values()} == {"Organisateur 1", "Organisateur 2"}
    assert Scrubber([after]).programme(after) == after


def test_a_release_from_before_a_renaming_calls_people_the_same() -> None:
    programme = demo_programme()
    one = next(iter(programme.delegates.values()))
    renamed = replace(one, name="Another Name")
    before = replace(programme, delegates={**programme.delegates, one.id: renamed})
    scrubber = Scrubber([programme, before])
    assert changes_between(scrubber.programme(programme), scrubber.programme(before)) == ()


# -- others -------------------------------------------------------------------------------


def test_another_edition_keeps_its_people_and_its_journal(demo: Workspace) -> None:
    edition = demo.programme.edition
    start = edition.festival_start.replace(year=2025)
    before = demo.create(copy_edition(demo.programme, "Namur 2025", start))
    steps = demo.history()
    scrub(demo.store, edition.id)
    assert demo.enter(before.edition.id) == before
    assert demo.history() == steps
    assert people_left(demo.programme) == 64


def test_an_open_program_sees_it(demo: Workspace) -> None:
    assert demo.store.path is not None
    other = Workspace.open(demo.store.path, author="ben")
    scrub(other.store, demo.programme.edition.id)
    other.close()
    assert demo.refresh()
    assert people_left(demo.programme) == 0
    delegate = next(iter(demo.programme.delegates.values()))
    assert isinstance(delegate, Delegate)
    assert delegate.email is None


def test_an_edition_is_overdue_after_its_date_until_its_people_are_gone(demo: Workspace) -> None:
    edition = demo.programme.edition
    passed = replace(edition, keep_until=edition.last_day)
    assert not is_overdue(demo.store, edition)
    assert not is_overdue(demo.store, replace(edition, keep_until=edition.last_day.replace(2190)))
    assert is_overdue(demo.store, passed)
    scrub(demo.store, edition.id)
    assert not is_overdue(demo.store, passed)


def test_an_edition_that_goes_on_is_refused() -> None:
    edition = demo_programme().edition
    refuse_too_early(edition)
    with pytest.raises(PlannerError, match="lasts until"):
        refuse_too_early(replace(edition, last_day=edition.last_day.replace(2190)))


# -- backups ------------------------------------------------------------------------------


def test_a_backup_of_an_older_version_is_cleaned(demo: Workspace) -> None:
    """Version 0003 had neither turns nor presence nor a date for people."""
    assert demo.store.path is not None
    path = back_up(demo.store.path)
    with closing(sqlite3.connect(path)) as database:
        database.executescript(
            "DROP TABLE presence; DROP INDEX ix_journal_step_turn;"
            "ALTER TABLE journal_step DROP COLUMN turn; ALTER TABLE edition DROP COLUMN keep_until;"
            "UPDATE alembic_version SET version_num = '0003'"
        )
    copies = scrub_copies(demo.store.path, demo.programme.edition.id)
    assert copies.cleaned == (path,)
    words = set(scrub_scene.personal_words(demo.programme))
    assert found_in([path], words) == {}
    old = Workspace.open(path)
    assert people_left(old.enter(demo.programme.edition.id)) == 0
    old.close()


def test_a_backup_without_the_edition_is_left_alone(
    demo: Workspace, empty_template: Path, tmp_path: Path
) -> None:
    assert demo.store.path is not None
    path = back_up(demo.store.path)
    path.write_bytes(empty_template.read_bytes())
    before = path.read_bytes()
    assert scrub_copies(demo.store.path, demo.programme.edition.id).cleaned == ()
    assert path.read_bytes() == before


#: Kills itself at the n-th step of the removal that touches a file.
KILLED = """
import os, signal, sys
from pathlib import Path
from planner.scrub import copies, rows, whole
from planner.workspace import Workspace

store, edition_id, left = sys.argv[1], sys.argv[2], int(sys.argv[3])

def dying(function):
    def run(*arguments, **more):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*arguments, **more)
    return run

rows._empty, whole.compact = dying(rows._empty), dying(whole.compact)
copies.upgrade, copies.compact_file = dying(copies.upgrade), dying(copies.compact_file)
Path.replace, copies._remove = dying(Path.replace), dying(copies._remove)
workspace = Workspace.open(store)
whole.scrub(workspace.store, edition_id)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
@pytest.mark.parametrize("moment", range(1, 10))
def test_killed_at_any_moment_it_is_finished_by_the_next_run(
    demo_template: Path, tmp_path: Path, moment: int
) -> None:
    scene = scrub_scene.make(demo_template, tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(scene.store), scene.edition_id, str(moment)],
        env=environment(),
        check=False,
        timeout=120,
    )
    assert done.returncode in (-signal.SIGKILL, 0)
    workspace = Workspace.open(scene.store)
    assert people_left(workspace.enter(scene.edition_id)) in (0, 64)
    assert [f.name for f in examine(workspace.store) if not f.fine] == []
    scrub(workspace.store, scene.edition_id)
    workspace.close()
    assert found_in(files_of(scene.store), scene.words) == {}
    assert len(backups(scene.store)) == 2


def test_what_a_repair_has_set_aside_goes(demo_store: Path) -> None:
    aside = back_up(demo_store).with_suffix(SET_ASIDE)
    aside.write_text('[{"row": {"name": "Ulf"}}]')
    workspace = Workspace.open(demo_store)
    edition_id = workspace.editions()[0].id
    assert aside in look(workspace.store, edition_id).copies.lost
    assert aside.exists()
    assert aside in scrub(workspace.store, edition_id).copies.lost
    assert not aside.exists()
    workspace.close()
