"""The releases of the open edition: made, read again, handed out."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from models.words import Way
from planner.edits.core import new_id
from planner.entities import Handout, Release
from planner.errors import PlannerError, Stale
from planner.frozen import freeze, thaw
from planner.phrases import Phrase
from planner.programme import Programme
from planner.publish.holdings import holdings
from planner.publish.ledger import whole_seconds
from planner.publish.outgoing import Outgoing
from planner.publish.releases import Issues, Ledger, Version
from planner.release_store import (
    newest_number,
    read_content,
    read_handouts,
    read_ledger,
    read_releases,
    write_handouts,
    write_release,
)

if TYPE_CHECKING:
    from planner.workspace import Workspace


class Releases:
    """The releases of a workspace's open edition."""

    def __init__(self, workspace: "Workspace") -> None:
        self._workspace = workspace

    def all(self) -> list[Release]:
        """Oldest first; without what they froze."""
        with self._workspace.reading() as connection:
            return read_releases(connection, self._edition_id)

    def newest(self) -> Release | None:
        return next(reversed(self.all()), None)

    def is_newest(self, number: int | None) -> bool:
        """Whether no later release has been made; a draft (None) is none."""
        newest = self.newest()
        return newest is not None and newest.number == number

    def find(self, number: int) -> Release:
        """The release of that number; raises PlannerError when there is none."""
        known = self.all()
        found = next((r for r in known if r.number == number), None)
        if found is not None:
            return found
        hint = Phrase("There are: {numbers}.", numbers=", ".join(str(r.number) for r in known))
        raise PlannerError(
            Phrase("There is no release {n}.", n=number),
            hint if known else Phrase("Nothing has been released yet."),
        )

    def programme(self, release: Release) -> Programme:
        """The plan as it stood in a release; raises StoreProblem when that cannot be read."""
        with self._workspace.reading() as connection:
            content = read_content(connection, release.id)
        return thaw(content or "")

    def state(self, number: int | None) -> Programme:
        """The plan of a release, or of the draft (None)."""
        return self._workspace.programme if number is None else self.programme(self.find(number))

    def ledger(self, number: int | None = None) -> Ledger:
        """What everybody was issued, as of a release (None: as of now)."""
        with self._workspace.reading() as connection:
            return read_ledger(connection, self._edition_id, number)

    def next(self, name: str) -> Version:
        """The release that would come now; it is :meth:`make` that makes it."""
        with self._workspace.reading() as connection:
            number = newest_number(connection, self._edition_id) + 1
        return Version(number, name, whole_seconds(datetime.now(UTC)), new_id())

    def make(self, version: Version, programme: Programme, issues: Issues) -> Release:
        """Write a release, all of it or nothing; raises Stale when another came first."""
        release = Release(
            version.id,
            programme.edition.id,
            version.number or 0,
            version.name,
            version.at,
            self._workspace.author,
            freeze(programme),
        )
        with self._workspace.writing() as connection:
            if newest_number(connection, release.edition_id) + 1 != release.number:
                raise Stale(
                    Phrase("Somebody else has made release {n} meanwhile.", n=release.number),
                    Phrase("Look at it, then release again."),
                )
            write_release(connection, release, issues.rows, issues.contents, issues.addressees)
        self._workspace.only_ours()
        return release

    def handouts(self) -> list[Handout]:
        """Who was handed which release, in order of time."""
        with self._workspace.reading() as connection:
            return read_handouts(connection, self._edition_id)

    def outgoing(self, number: int | None) -> Outgoing:
        """A release as it goes out, or the draft (None) as it stands."""
        if number is None:
            version, ledger = Version(None, "", whole_seconds(datetime.now(UTC))), self.ledger()
            newest = max(ledger.numbers.values(), default=None)
            marked = {} if newest is None else dict.fromkeys(ledger.rows, newest)
            return Outgoing(self._workspace.programme, ledger, version, marked)
        release = self.find(number)
        by_number = {r.number: r for r in self.all()}
        held = holdings(self.handouts(), by_number.values(), below=number)
        earlier = {n: self.programme(by_number[n]) for n in set(held.values())}
        programme, ledger = self.programme(release), self.ledger(number)
        if not ledger.rows:
            raise scrubbed(number)
        return Outgoing(programme, ledger, version_of(release), held, earlier)

    def hand_out(self, outgoing: Outgoing, recipients: Iterable[str], way: Way) -> None:
        """Remember that recipients (keys) have now been handed a release.

        Files may be taken from a store that can only be read: nobody is noted then.
        """
        if self._workspace.is_read_only and way in (Way.FILE, Way.FEED):
            return
        at, author = whole_seconds(datetime.now(UTC)), self._workspace.author
        edition_id = outgoing.programme.edition.id  # another may be open by now
        rows = [
            Handout(new_id(), edition_id, key, outgoing.version.id, at, author, way)
            for key in recipients
        ]
        if rows:
            with self._workspace.writing() as connection:
                write_handouts(connection, rows)
            self._workspace.only_ours()

    @property
    def _edition_id(self) -> str:
        return self._workspace.programme.edition.id


def scrubbed(number: int) -> PlannerError:
    """A release always has events, unless the data of people have been removed since."""
    return PlannerError(
        Phrase("The data of people have been removed from release {n}: nobody gets it.", n=number),
        Phrase("Take the draft for documents and figures: it has none of people either."),
    )


def version_of(release: Release) -> Version:
    """A release as that which goes out."""
    return Version(release.number, release.name, release.at, release.id)
