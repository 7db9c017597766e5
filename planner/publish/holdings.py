"""Who holds which release, and whether it is still true for them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from models.words import Way
from planner.entities import Handout, Release
from planner.publish.recipients import Recipient
from planner.publish.releases import Ledger


@dataclass(frozen=True, slots=True)
class Holding:
    """What one recipient was last handed.

    ``handout`` is the last of the release ``held``; both None for those who were handed nothing.
    ``newest`` is the newest release that says something else to them than the one before; 0 when
    no release says anything to them.  ``feed`` is the release that their feed stands at.
    """

    recipient: Recipient
    held: int | None
    handout: Handout | None
    newest: int
    feed: int | None = None

    @property
    def is_behind(self) -> bool:
        """Whether they hold an older release than the last that changed something for them."""
        return self.held is not None and self.newest > self.held


def holdings(
    handouts: Iterable[Handout], releases: Iterable[Release], below: int | None = None
) -> dict[str, int]:
    """The newest release (of those before ``below``) that each recipient was handed, by key."""
    numbers = {r.id: r.number for r in releases if below is None or r.number < below}
    return {key: numbers[h.release_id] for key, h in _last(handouts, numbers).items()}


def behind(ledger: Ledger, holdings: Mapping[str, int]) -> tuple[str, ...]:
    """Keys of those who hold an older release than the last that changed something for them."""
    return tuple(key for key, number in holdings.items() if ledger.changed(key, number))


def holdings_of(
    everybody: Iterable[Recipient],
    ledger: Ledger,
    handouts: Iterable[Handout],
    releases: Iterable[Release],
) -> tuple[Holding, ...]:
    """What everybody holds; ``handouts`` in order of time."""
    numbers = {release.id: release.number for release in releases}
    given = list(handouts)
    last = _last(given, numbers)
    feeds = {h.recipient: numbers[h.release_id] for h in given if h.way is Way.FEED}
    return tuple(_holding(ledger, r, last.get(r.key), numbers, feeds.get(r.key)) for r in everybody)


def _last(handouts: Iterable[Handout], numbers: Mapping[str, int]) -> dict[str, Handout]:
    """The last handout of the newest release that each was handed.

    A feed counts for nothing here: nobody knows who has subscribed.
    """
    found: dict[str, Handout] = {}
    for handout in handouts:
        if handout.way is Way.FEED or handout.release_id not in numbers:
            continue
        known = found.get(handout.recipient)
        if known is None or numbers[known.release_id] <= numbers[handout.release_id]:
            found[handout.recipient] = handout
    return found


def _holding(
    ledger: Ledger,
    recipient: Recipient,
    handout: Handout | None,
    numbers: Mapping[str, int],
    feed: int | None,
) -> Holding:
    rows = ledger.rows.get(recipient.key, {}).values()
    newest = max((ledger.number_of(row) for row in rows), default=0)
    held = numbers[handout.release_id] if handout is not None else None
    return Holding(recipient, held, handout, newest, feed)
