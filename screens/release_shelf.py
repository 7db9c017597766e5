"""The releases of the open edition as the Publish room shows them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.entities import Handout, Release
from planner.programme import Programme
from planner.publish.holdings import holdings
from planner.publish.recipients import Recipient
from planner.publish.releases import Ledger

if TYPE_CHECKING:
    from planner.workspace import Workspace


@dataclass(frozen=True)
class Going:
    """What goes out: a release, or the draft (None), with what was issued up to it."""

    release: Release | None
    programme: Programme
    ledger: Ledger

    @property
    def number(self) -> int | None:
        return self.release.number if self.release is not None else None


class Shelf:
    """Reads each release once, since it never changes.  Everything here raises StoreProblem."""

    def __init__(self, workspace: "Workspace") -> None:
        self._workspace = workspace
        self.edition_id = workspace.programme.edition.id
        self.releases: tuple[Release, ...] = ()
        self.handouts: tuple[Handout, ...] = ()
        self._programmes: dict[int, Programme] = {}
        self._ledgers: dict[int | None, Ledger] = {}

    def look(self) -> None:
        """See which releases there are now, and who has been handed which."""
        # In this order every handout is of a release that is known, whoever else is at work.
        self.handouts = tuple(self._workspace.releases.handouts())
        self.releases = tuple(self._workspace.releases.all())

    @property
    def newest(self) -> Release | None:
        return self.releases[-1] if self.releases else None

    @property
    def newest_number(self) -> int | None:
        return self.newest.number if self.newest is not None else None

    @property
    def holdings(self) -> Mapping[str, int]:
        """The newest release that each recipient was handed, by key."""
        return holdings(self.handouts, self.releases)

    def release(self, number: int | None) -> Release | None:
        return next((r for r in self.releases if r.number == number), None)

    def programme(self, number: int | None) -> Programme:
        """The plan of a release, or the draft."""
        release = self.release(number)
        if release is None:
            return self._workspace.programme
        if release.number not in self._programmes:
            self._programmes[release.number] = self._workspace.releases.programme(release)
        return self._programmes[release.number]

    def ledger(self, number: int | None = None) -> Ledger:
        """What everybody was issued, as of a release or as of now."""
        number = self.newest_number if number is None else number
        if number not in self._ledgers:
            self._ledgers[number] = self._workspace.releases.ledger(number)
        return self._ledgers[number]

    def going(self, number: int | None) -> Going:
        """A release, or the draft, as it would go out."""
        return Going(self.release(number), self.programme(number), self.ledger(number))

    def known(self, programme: Programme) -> tuple[Recipient, ...]:
        """Who gets ``programme``, and everybody who was ever issued one."""
        return self.ledger().recipients(programme)
