"""A store that is open for work: the ring from an edit to the store, the snapshot, the checks.

Screens and commands share it.  One :class:`Workspace` belongs to one thread at a time.
"""

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, insert, select

from data.catalogue import VERSION as CATALOGUE_VERSION
from models import journal
from models.failures import Clash, Reason, StoreFailure, readable
from models.journal import Step
from models.keeping import Why
from models.store import HEAD, Store, meta, open_store, set_meta
from models.tables import METADATA
from planner import log, store_address
from planner.checks.engine import Checker
from planner.colleagues import Colleagues
from planner.conflicts import Conflict
from planner.edits.core import Edit, in_turn
from planner.edits.editions import create
from planner.edits.names import describe
from planner.entities import Change, Edition
from planner.errors import PlannerError, Stale, StoreProblem
from planner.lines import Line, Passage, line_of
from planner.loose import loose_end
from planner.news import Mark, mark_of, news_since
from planner.past import net_changes
from planner.phrases import Phrase
from planner.programme import PLANNED, Programme
from planner.rows import read_editions, read_programme, row_change, values_of
from planner.safeguard import Safeguard
from planner.stale import covered, moved_on, overtaken
from planner.store_words import as_problem, in_words
from planner.user import user_name

if TYPE_CHECKING:
    from planner.releasing import Releases

ENVIRONMENT = store_address.ENVIRONMENT
#: Before anything has been read.
NOWHERE = Mark(None, None, -1, 0)


def default_place() -> str:
    """The store named by the environment, else the one in the user's data folder."""
    if place := os.environ.get(ENVIRONMENT):
        return place
    import platformdirs

    return str(Path(platformdirs.user_data_dir("wake-planner", appauthor=False)) / "store.db")


class Workspace:
    """An open store and at most one open edition."""

    def __init__(self, store: Store, author: str | None = None) -> None:
        self.store = store
        self.author = author or user_name()
        self._mark = NOWHERE
        self._programme: Programme | None = None
        self._checker: Checker | None = None
        self._unchecked: list[Change] = []
        self._own_turns = range(0)
        self._news: list[Line] = []
        self._safeguard = Safeguard(store)
        #: What the user should hear when there is a moment: whoever shows it takes it out.
        self.notices: list[Phrase] = []

    @classmethod
    def open(cls, place: str | Path | None = None, author: str | None = None) -> "Workspace":
        """Open (create, migrate, seed) the store; raises StoreProblem.

        A store that can only be read is opened all the same, and a notice says so.
        """
        with in_words():
            workspace = cls(open_store(place or default_place()), author)
            if workspace.store.read_only is not None:
                failure = StoreFailure(workspace.store.read_only, workspace.store.where)
                workspace.notices.append(as_problem(failure).phrase)
                return workspace
            try:
                workspace._seed()
            except StoreFailure:
                workspace.close()
                raise
        _log_opening(workspace.store)
        return workspace

    def close(self) -> None:
        if "colleagues" in self.__dict__:
            with suppress(PlannerError):
                self.colleagues.leave()
        self.store.close()

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be written; every write raises StoreProblem then."""
        return self.store.read_only is not None

    def require_writable(self) -> None:
        """Raise StoreProblem where nothing can be written, before there is work to lose."""
        with in_words():
            self.store.require_writable()

    # -- backups --------------------------------------------------------------------------

    def safeguard(self, why: Why) -> None:
        """Keep a copy of the store before something large; one that fails becomes a notice."""
        if (notice := self._safeguard.make(why)) is not None:
            self.notices.append(notice)

    def safeguard_daily(self) -> None:
        """Keep a copy at the first work of a day; one that fails becomes a notice."""
        if (notice := self._safeguard.make_daily()) is not None:
            self.notices.append(notice)

    @property
    def is_daily_due(self) -> bool:
        """Whether :meth:`safeguard_daily` has something to look at."""
        return self._safeguard.is_daily_due

    # -- editions -------------------------------------------------------------------------

    def editions(self) -> list[Edition]:
        """Every edition of the store, newest festival first."""
        with self.reading() as connection:
            return read_editions(connection)

    def enter(self, edition_id: str) -> Programme:
        """Open an edition; raises PlannerError when it is gone."""
        with self.reading() as connection:
            programme = read_programme(connection, edition_id)
            self._mark = mark_of(connection)
        if programme is None:
            raise PlannerError(
                Phrase("This edition is no longer in the store."),
                Phrase("Choose another one."),
            )
        self._programme, self._checker = programme, None
        self._unchecked.clear()
        return programme

    @property
    def programme(self) -> Programme:
        """The open edition as it stands."""
        assert self._programme is not None, "no edition is open"
        return self._programme

    @property
    def has_edition(self) -> bool:
        return self._programme is not None

    @property
    def revision(self) -> int:
        """The number of the last write that has been taken in, by whichever program."""
        return self._mark.revision

    @property
    def checker(self) -> Checker:
        """Brought up to the plan when it is asked, not while somebody waits for a write."""
        if self._checker is None:
            self._checker = Checker(self.programme)
        elif self._unchecked:
            self._checker.update(self.programme, in_turn(self._unchecked))
        self._unchecked.clear()
        return self._checker

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Every conflict of the open edition, accepted ones too, worst first."""
        return self.checker.conflicts

    def make_demo(self) -> tuple[Edition, bool]:
        """The demo edition, made unless it is there already; whether it was made now."""
        from planner.demo import demo_rows

        demo = next(row for row in demo_rows() if isinstance(row, Edition))
        known = next((e for e in self.editions() if e.id == demo.id), None)
        if known is not None:
            return known, False
        try:
            self.create(create(demo, (row for row in demo_rows() if row is not demo)))
        except (Stale, StoreProblem):
            if demo.id not in {e.id for e in self.editions()}:
                raise
            return demo, False  # another program made it in the same moment
        return demo, True

    # -- the ring -------------------------------------------------------------------------

    def do(self, edit: Edit, *, base: Programme | None = None) -> Step | None:
        """Write an edit as one journal step and take it into the snapshot.

        Returns None for an edit that changes nothing.  Raises Stale when the rows are no longer
        what the edit was based on (``base``: when anything in the plan is not as in this one),
        StoreProblem when it cannot be written: nothing is kept then.
        """
        if not edit.changes:
            return None
        try:
            if base is not None and base is not self.programme and base != self.programme:
                raise moved_on()
            step = self._record(edit, self.programme.edition.id, unmoved=base is not None)
        except Clash as clash:
            raise self._stale(clash, edit) from clash
        except Stale:
            self._catch_up()
            raise
        except StoreProblem as problem:
            self._blame(problem, edit.changes, edit)
            raise
        self._take_in(step, edit.changes)
        return step

    def create(self, edit: Edit) -> Programme:
        """Write the edit that makes a new edition, and open it.  It is never undone."""
        edition = edit.changes[0].after
        assert isinstance(edition, Edition)
        try:
            self._record(edit, edition.id, is_floor=True)
        except Clash as clash:
            raise Stale(Phrase("This edition is in the store already.")) from clash
        return self.enter(edition.id)

    def _record(
        self, edit: Edit, edition_id: str, *, is_floor: bool = False, unmoved: bool = False
    ) -> Step:
        """Write an edit as one journal step of an edition; raises Clash, Stale."""
        with self.writing() as connection:
            if unmoved and journal.last_turn(connection) != self._mark.turn:
                raise moved_on()
            return journal.record(
                connection,
                edition_id,
                self.author,
                json.dumps(edit.label.to_json(), ensure_ascii=False),
                [row_change(change) for change in edit.changes],
                is_floor=is_floor,
            )

    def undo(self) -> Line | None:
        """Take back one's own newest step; None when there is none.

        Raises Stale where somebody else's step stands on top of it, StoreProblem.
        """
        return self._turn_step(journal.undo)

    def redo(self) -> Line | None:
        """Do again what one has undone last; None when there is nothing."""
        return self._turn_step(journal.redo)

    def path_to(self, step_id: int) -> tuple[Line, ...]:
        """The steps that :meth:`go_to` would undo or redo, in that order."""
        with self.reading() as connection:
            path = journal.path_to(connection, self.programme.edition.id, step_id)
        return tuple(map(line_of, path))

    def go_to(self, step_id: int) -> Passage:
        """Undo or redo until a step is the newest that is done: one write for all of them.

        Stops before a step that somebody else's change stands in the way of.
        """
        passage = journal.Passage((), ())
        try:
            with self.writing() as connection:
                passage = journal.go_to(connection, self.programme.edition.id, step_id)
        except StoreProblem as problem:
            self._blame(problem, net_changes(self.programme, passage.changes))
            raise
        if passage.steps:
            changes = net_changes(self.programme, passage.changes)
            self._take_in(passage.steps[-1], changes, len(passage.steps))
        lines = tuple(map(line_of, passage.steps))
        return Passage(lines, self._stale(passage.clash) if passage.clash else None)

    def as_of(self, step_id: int) -> Programme:
        """The plan as it was, or would be, with a step as the newest that is done."""
        with self.reading() as connection:
            path = journal.path_to(connection, self.programme.edition.id, step_id)
            changes = journal.changes_along(connection, path)
        return self.programme.apply(net_changes(self.programme, changes))

    def around(self, step: Step) -> tuple[Programme, Programme]:
        """The plan before and after a step; of a step that was dropped, as far as it is known."""
        after = self.as_of(step.id)
        with self.reading() as connection:
            changes = journal.changes_of(connection, step.id)
        if step.state == journal.DROPPED:
            return after, after.apply(net_changes(after, changes))
        back = [change.inverse() for change in reversed(changes)]
        return after.apply(net_changes(after, back)), after

    def _turn_step(self, turn: journal.Turn) -> Line | None:
        found = None
        try:
            with self.writing() as connection:
                found = turn(connection, self.programme.edition.id, self.author)
        except Clash as clash:
            raise self._stale(clash) from clash
        except StoreProblem as problem:
            self._blame(problem, net_changes(self.programme, found[1] if found else ()))
            raise
        if found is None:
            self.only_ours()
            return None
        step, changes = found
        self._take_in(step, net_changes(self.programme, changes))
        return line_of(step)

    def _take_in(self, step: Step, changes: Sequence[Change], turns: int = 1) -> None:
        """After a write of ours, of which ``step`` is the last: bring the snapshot up to it."""
        self._own_turns = range(step.turn - turns + 1, step.turn + 1)
        if step.turn != self._mark.turn + turns or not self.only_ours():
            self._catch_up()
            return
        self._mark = replace(self._mark, turn=step.turn)
        self._apply([change for change in changes if change.table in PLANNED])

    def _apply(self, changes: Sequence[Change]) -> None:
        self._programme = self.programme.apply(changes)
        self._unchecked += changes

    def only_ours(self) -> bool:
        """After a write of ours: whether nobody else has written since we last read."""
        with in_words():
            now = self.store.revision()
        if now != self._mark.revision + 1:
            return False
        self._mark = replace(self._mark, revision=now)
        return True

    # -- others ---------------------------------------------------------------------------

    def refresh(self) -> bool:
        """Take in what other programs have written; True when there was something.

        :meth:`news` then tells what.
        """
        is_behind = self.is_behind()
        if is_behind and self.has_edition:
            self._catch_up()
        return is_behind

    def _catch_up(self) -> None:
        """Bring the snapshot up to the store by the steps of the journal, else read it again."""
        edition_id = self.programme.edition.id
        with self.reading() as connection:
            news = news_since(connection, edition_id, self._mark)
        self._news += [
            line_of(step)
            for step in news.steps
            if step.edition_id == edition_id and step.turn not in self._own_turns
        ]
        if not news.is_enough:
            self.enter(edition_id)
            return
        self._mark = news.mark
        self._apply(net_changes(self.programme, news.changes))

    def is_behind(self) -> bool:
        """Whether another program has written since; may be asked in another thread."""
        with in_words():
            return self.store.revision() != self._mark.revision

    def news(self) -> tuple[Line, ...]:
        """What others have done since this was asked last, oldest first."""
        told, self._news = tuple(self._news), []
        return told

    def history(self, limit: int | None = None) -> list[Line]:
        """The steps of the open edition, newest first."""
        with self.reading() as connection:
            steps = journal.history(connection, self.programme.edition.id, limit)
        return [line_of(step) for step in steps]

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state; raises StoreProblem."""
        with in_words(), self.store.reading() as connection, readable():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction kept whole or not at all; raises Clash, StoreProblem.

        The first of a day is preceded by a copy of the store.
        """
        self.safeguard_daily()
        with in_words(), self.store.writing() as connection:
            yield connection

    def _blame(
        self, problem: StoreProblem, changes: Sequence[Change], edit: Edit | None = None
    ) -> None:
        """Raise Stale where somebody else's change would have left a reference leading nowhere."""
        failure = problem.__cause__
        if not isinstance(failure, StoreFailure) or failure.reason is not Reason.INTEGRITY:
            return
        before = self.programme
        self._catch_up()
        if (clash := loose_end(self.programme, changes)) is not None:
            raise self._stale(clash, edit, before) from problem

    def _stale(
        self, clash: Clash, edit: Edit | None = None, before: Programme | None = None
    ) -> Stale:
        """Who was first, and with what; the plan is brought up to it."""
        before = before or self.programme
        with self.reading() as connection:
            step = (
                journal.last_writer(connection, clash.table, clash.row_id)
                if clash.step_id is None
                else journal.step_of(connection, clash.step_id)
            )
        self._catch_up()
        row = self.programme.find(clash.table, clash.row_id)
        row = row or before.find(clash.table, clash.row_id)
        what = describe(before, row) if row else Phrase("entry {id}", id=clash.row_id)
        who, label = (step.author, line_of(step).label) if step else ("", None)
        if edit is None:
            return covered(what, who, label)
        return overtaken(what, who, label, self.programme, edit)

    @cached_property
    def colleagues(self) -> Colleagues:
        """Who else has the store open."""
        return Colleagues(self.store, self.author)

    @cached_property
    def releases(self) -> "Releases":
        """The releases of the open edition."""
        from planner.releasing import Releases

        return Releases(self)

    # -- catalogue ------------------------------------------------------------------------

    def _seed(self) -> None:
        """Bring catalogue rows into the store that are not there yet.

        What an organiser has changed or removed stays as he left it.
        """
        with self.store.reading() as connection:
            if meta(connection, "catalogue") == CATALOGUE_VERSION:
                return
        from planner.seed import catalogue_rows

        with self.store.writing() as connection:
            for table, rows in catalogue_rows().items():
                target = METADATA.tables[table]
                known = set(connection.scalars(select(target.c.id)))
                known |= journal.rows_ever_changed(connection, table)
                fresh = [values_of(row) for row in rows if row.id not in known]
                if fresh:
                    connection.execute(insert(target), fresh)
            set_meta(connection, "catalogue", CATALOGUE_VERSION)


def _log_opening(store: Store) -> None:
    is_file = store.path is not None
    log.note(log.Event.STORE, kind="sqlite" if is_file else store.engine.dialect.name)
    if store.migrated_from is not None:
        log.note(log.Event.MIGRATED, before=store.migrated_from, now=HEAD, copied=int(is_file))
