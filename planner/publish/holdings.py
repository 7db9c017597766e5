"""Who holds which release, and whether it is still true for them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from models.words import Way
from planner.entities import Handout, Release
from planner.programme import Programme
from planner.publish.recipients import Recipient
from planner.publish.releases import Ledger


@dataclass(frozen=True, slots=True)
class Holding:
    """What one recipient was last handed.

    ``handout`` is the newest of the release ``held``; both None for those who were handed
    nothing.  ``newest`` is the newest release that says something else to them than the one
    before; 0 when no release says anything to them.  ``feed`` is the release that their feed
    stands at: nobody knows whether they have subscribed.
    """

    recipient: Recipient
    held: int | None
    handout: Handout | None
    newest: int
    feed: int | None = None

    @property
    def is_behind(self) -> bool:
        """Whether something has been released for them that they do not hold."""
        return self.newest > (self.held or 0)


def holdings_of(
    programme: Programme, ledger: Ledger, handouts: Iterable[Handout], releases: Sequence[Release]
) -> tuple[Holding, ...]:
    """One for everybody who gets a programme or was issued one; ``handouts`` in order of time."""
    numbers = {release.id: release.number for release in releases}
    last: dict[str, Handout] = {}
    feeds: dict[str, int] = {}
    for handout in handouts:
        number = numbers[handout.release_id]
        if handout.way is Way.FEED:
            feeds[handout.recipient] = number
            continue
        known = last.get(handout.recipient)
        if known is None or numbers[known.release_id] <= number:
            last[handout.recipient] = handout
    found = (_holding(ledger, r, last.get(r.key), numbers) for r in ledger.recipients(programme))
    return tuple(replace(holding, feed=feeds.get(holding.recipient.key)) for holding in found)


def _holding(
    ledger: Ledger, recipient: Recipient, handout: Handout | None, numbers: dict[str, int]
) -> Holding:
    rows = ledger.rows.get(recipient.key, {}).values()
    newest = max((ledger.number_of(row) for row in rows), default=0)
    held = numbers[handout.release_id] if handout is not None else None
    return Holding(recipient, held, handout, newest)
