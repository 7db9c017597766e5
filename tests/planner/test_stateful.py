"""A team does anything in any order: the store, every screen and a judge always agree.

Two organisers work on one store with every kind of edit, undo, redo, go back in the history,
import, release and return to a release.  Plain dictionaries (``tests/team/judge.py``) say what
must come of it.
"""

import random
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import ClassVar
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import Connection, select

from models import journal
from models.doctor import examine
from models.tables import ISSUED_EVENT, METADATA
from planner.checks.engine import check
from planner.edits import core
from planner.edits.core import Edit
from planner.edits.rebase import Overtaken
from planner.edits.rollback import roll_back
from planner.entities import TABLE_OF
from planner.errors import PlannerError, Stale
from planner.import_store import memories
from planner.intake.imports import review
from planner.intake.manner import Manner
from planner.intake.review import Choices
from planner.programme import MAPPING_OF, Programme
from planner.publish.releases import issue_all
from planner.workspace import Workspace
from tests import stores
from tests.random_edits import CATALOGUE, some
from tests.stores import Place
from tests.team.judge import Done, End, Judge, Rows, image, is_loose, plain, turned_of

AUTHORS = ("anna", "bert")
#: What the judge knows of: the plan, and what is remembered of imports.
WATCHED = ("edition", *MAPPING_OF, "imported", "reading")
LISTS = {
    "people.csv": "City;Name;Role\nCaen;{word};Mayor\nHamar;Åse {n};\n",
    "delegations.csv": "City;Status;Heads;Arrival\nKarlsruhe;accepted;{n};2024-10-23 1{n}:00\n",
    "places.csv": "Name;Address;Town;Capacity\nHall {n};Rue {word} 1;Namur;{n}0\n",
}
#: Where new rows get their ids from: the same in every run.
UUID4 = "uuid4"
who = st.integers(0, len(AUTHORS) - 1)
luck = st.randoms(use_true_random=False)


def stored(connection: Connection) -> Rows:
    """All rows of the watched tables, as they are in the database."""
    return {
        (name, row["id"]): {column: plain(value) for column, value in row.items()}
        for name in WATCHED
        for row in connection.execute(select(*METADATA.tables[name].columns)).mappings()
    }


def planned(programme: Programme) -> Rows:
    """The rows of a snapshot."""
    rows = [row for name in MAPPING_OF.values() for row in getattr(programme, name).values()]
    return {(TABLE_OF[type(row)], row.id): image(row) for row in (programme.edition, *rows)}


class Team(RuleBasedStateMachine):
    """Two organisers, and what they may do."""

    new_store: ClassVar[Callable[[], tuple[str | Path, Path]]]

    def __init__(self) -> None:
        super().__init__()
        place, self.folder = type(self).new_store()
        numbers = Random(1)
        vars(core)[UUID4] = lambda: UUID(int=numbers.getrandbits(128), version=4)
        self.team = [Workspace.open(place, author=name) for name in AUTHORS]
        for workspace in self.team:
            workspace.enter(workspace.editions()[0].id)
            _ = workspace.conflicts
        with self.team[0].reading() as connection:
            self.judge = Judge(stored(connection), journal.last_turn(connection))
        self.start = self.judge.rows
        self.seen = [self.judge.turn] * len(self.team)
        self.released: dict[int, Rows] = {}
        self.sequences: dict[tuple[str, str], int] = {}

    # -- edits ----------------------------------------------------------------------------

    @rule(one=who, kind=st.sampled_from(sorted(CATALOGUE)), rng=luck)
    def edit(self, one: int, kind: str, rng: Random) -> None:
        try:
            made = CATALOGUE[kind](self.team[one].programme, rng)
        except PlannerError:
            return
        self._write(one, made, rng)

    @rule(one=who, kinds=st.lists(st.sampled_from(sorted(CATALOGUE)), max_size=4), rng=luck)
    def several_edits(self, one: int, kinds: list[str], rng: Random) -> None:
        for kind in kinds:
            self.edit(one, kind, rng)

    @rule(one=who, name=st.sampled_from(sorted(LISTS)), rng=luck)
    def bring_in(self, one: int, name: str, rng: Random) -> None:
        workspace, path = self.team[one], self.folder / name
        text = LISTS[name].format(word=some(rng, ("Zoé", "Д", "x")), n=rng.randrange(1, 6))
        path.write_text(text, encoding="utf-8")
        found = review(workspace.programme, path, memories(workspace), Manner(), Choices())
        self._write(one, found.edit, rng, is_whole=True)

    @rule(one=who, rng=luck)
    def back_to_a_release(self, one: int, rng: Random) -> None:
        if self.released:
            number, releases = some(rng, self.released), self.team[one].releases
            released = releases.programme(releases.find(number))
            made = roll_back(self.team[one].programme, released, number)
            self._write(one, made, rng, is_whole=True)

    def _write(self, one: int, edit: Edit, rng: Random, *, is_whole: bool = False) -> None:
        """Write an edit, and where somebody was first perhaps one's own values over theirs."""
        workspace, changes = self.team[one], turned_of(edit.changes)
        end, rows = self.judge.would(changes)
        if is_whole and self.seen[one] != self.judge.turn:
            end = End.STALE
        try:
            step = workspace.do(edit, base=workspace.programme if is_whole else None)
        except Stale as stale:
            assert end in (End.STALE, End.LOOSE)
            self._is_up_to_date(one)
            mine = stale.mine if isinstance(stale, Overtaken) else None
            if mine is not None and rng.random() < 0.5:
                self._write(one, mine, rng)
            return
        if step is None:
            assert not edit.changes
            return
        assert end is End.DONE
        self.judge.do(AUTHORS[one], step.id, changes, rows)
        self._is_up_to_date(one)

    # -- the history ----------------------------------------------------------------------

    @rule(one=who)
    def undo(self, one: int) -> None:
        self._turn(one, self.judge.newest(AUTHORS[one], is_done=True), self.team[one].undo)

    @rule(one=who)
    def redo(self, one: int) -> None:
        self._turn(one, self.judge.newest(AUTHORS[one], is_done=False), self.team[one].redo)

    def _turn(self, one: int, step: Done | None, turn: Callable[[], object]) -> None:
        if step is None:
            assert turn() is None
            return
        end, rows = self.judge.would_turn(step)
        if end is End.DONE:
            assert turn() is not None
            self.judge.turned(step, rows)
        else:
            with pytest.raises(Stale):
                turn()
        self._is_up_to_date(one)

    @rule(one=who, rng=luck)
    def go_to(self, one: int, rng: Random) -> None:
        if not self.judge.done:
            return
        self.refresh(one)
        number = some(rng, self.judge.done)
        foreseen = planned(self.team[one].as_of(number))
        before, is_stopped = deepcopy(self.judge), False
        for step in self.judge.way_to(number):
            end, rows = self.judge.would_turn(step, firm=False)
            if is_stopped := end is not End.DONE:
                break
            self.judge.turned(step, rows)
        if is_loose(self.judge.rows):
            self.judge = before
            with pytest.raises(Stale):
                self.team[one].go_to(number)
            return
        passage = self.team[one].go_to(number)
        assert (passage.stopped is not None) == is_stopped
        self._is_up_to_date(one)
        assert is_stopped or planned(self.team[one].programme) == foreseen

    # -- releases and others --------------------------------------------------------------

    @rule(one=who)
    def release(self, one: int) -> None:
        workspace = self.team[one]
        version = workspace.releases.next("")
        issues = issue_all(workspace.programme, workspace.releases.ledger(), version)
        assert issues is not None
        if not issues.ledger.rows:
            return
        made = workspace.releases.make(version, workspace.programme, issues)
        released = planned(workspace.releases.programme(made))
        known = planned(workspace.programme)
        assert all(known[key] == row for key, row in released.items())
        assert {key[0] for key in known.keys() - released.keys()} <= {"city", "site", "opening"}
        self.released[made.number] = released
        self._releases_stay(one)

    def _releases_stay(self, one: int) -> None:
        """What was released is what it was, and no SEQUENCE has fallen."""
        releases = self.team[one].releases
        found = {release.number: planned(releases.programme(release)) for release in releases.all()}
        assert found == self.released
        sequences: dict[tuple[str, str], int] = {}
        with self.team[one].reading() as connection:
            ledger = ISSUED_EVENT.c
            for recipient, key, number in connection.execute(
                select(ledger.recipient, ledger.item_key, ledger.sequence)
            ):
                sequences[recipient, key] = max(number, sequences.get((recipient, key), 0))
        assert all(sequences[key] >= number for key, number in self.sequences.items())
        self.sequences = sequences

    @rule(one=who)
    def refresh(self, one: int) -> None:
        self.team[one].refresh()
        self._is_up_to_date(one)

    # -- what holds -----------------------------------------------------------------------

    def _is_up_to_date(self, one: int) -> None:
        """A snapshot that has just been brought up to the store is the store."""
        workspace = self.team[one]
        self.seen[one] = self.judge.turn
        held = {k: r for k, r in self.judge.rows.items() if k[0] not in ("imported", "reading")}
        assert planned(workspace.programme) == held
        assert workspace.conflicts == check(workspace.programme)

    @invariant()
    def the_store_holds_what_was_done(self) -> None:
        with self.team[0].reading() as connection:
            assert stored(connection) == self.judge.rows

    def teardown(self) -> None:
        """When everybody takes back all of their own, the plan is as it was."""
        left = True
        while left:
            left = False
            for one, author in enumerate(AUTHORS):
                while step := self.judge.newest(author, is_done=True):
                    end, _rows = self.judge.would_turn(step)
                    self._turn(one, step, self.team[one].undo)
                    left = left or end is End.DONE
                    if end is not End.DONE:
                        break
        assert not any(step.is_done for step in self.judge.done.values())
        self.the_store_holds_what_was_done()
        assert self.judge.rows == self.start
        self._releases_stay(0)
        assert [f.name for f in examine(self.team[0].store) if not f.fine] == []
        for workspace in self.team:
            workspace.close()


@pytest.fixture
def team(demo_template: Place, tmp_path: Path) -> Iterator[type[Team]]:
    """Teams whose stores are copies of the demo."""
    made = iter(range(10**6))

    def new_store() -> tuple[str | Path, Path]:
        folder = tmp_path / str(next(made))
        folder.mkdir()
        return stores.copied(demo_template, folder), folder

    class Here(Team):
        pass

    Here.new_store = staticmethod(new_store)
    before = vars(core)[UUID4]
    state = random.getstate()
    yield Here
    random.setstate(state)
    vars(core)[UUID4] = before


def test_whatever_a_team_does_nothing_is_lost(team: type[Team]) -> None:
    quick = settings(max_examples=5, stateful_step_count=15, phases=[Phase.generate])
    run_state_machine_as_test(team, settings=quick)


@pytest.mark.both_stores
@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_whatever_a_team_does_in_many_long_days_nothing_is_lost(team: type[Team]) -> None:
    run_state_machine_as_test(
        team,
        settings=settings(
            max_examples=300,
            stateful_step_count=40,
            suppress_health_check=list(HealthCheck),
        ),
    )
