"""A recipient's copy of an edition: what every document on paper is made from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from planner.programme import Programme
from planner.publish.agenda import items_for
from planner.publish.items import Item
from planner.publish.labels import Labels
from planner.publish.recipients import Recipient
from planner.publish.releases import Version


@dataclass(frozen=True)
class Copy:
    """The edition as it goes out to a recipient, who holds release ``base`` (None: nothing yet).

    ``before`` is the programme of the base, ``changed`` the keys of the items to mark since then,
    ``feed`` the address to subscribe to, empty when there is none.
    """

    programme: Programme
    recipient: Recipient
    version: Version
    changed: frozenset[str] = frozenset()
    base: int | None = None
    before: Programme | None = None
    feed: str = ""

    @cached_property
    def items(self) -> Sequence[Item]:
        """The recipient's programme, line by line."""
        return items_for(self.programme, self.recipient)

    @cached_property
    def labels(self) -> Labels:
        """The fixed words in the recipient's language."""
        return Labels(self.recipient.language)

    @property
    def at(self) -> datetime:
        """When it is released, or now, with its time zone: the time that is printed."""
        return self.version.at.replace(tzinfo=UTC)
