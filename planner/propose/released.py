"""What has gone out already, for proposals that keep it: read from the issue ledger."""

from collections.abc import Iterable
from typing import Any

from planner.programme import Programme
from planner.propose.kinds import Proposable
from planner.publish.releases import Ledger

DELEGATION, DELEGATE = "delegation", "delegate"


def released_for(kind: Proposable, programme: Programme, ledger: Ledger) -> frozenset[Any]:
    """The ids of activities that somebody has been sent, as the options of a kind want them.

    Where they want pairs: of the id of a delegation and that of an activity.
    """
    pairs = frozenset(_pairs(programme, ledger))
    return pairs if kind.by_delegation else frozenset(activity for _who, activity in pairs)


def _pairs(programme: Programme, ledger: Ledger) -> Iterable[tuple[str, str]]:
    for event in (row for rows in ledger.rows.values() for row in rows.values()):
        activity_id = event.item_key.partition(":")[0]
        if not event.cancelled and activity_id in programme.activities:
            sort, _colon, row_id = event.recipient.partition(":")
            delegate = programme.delegates.get(row_id) if sort == DELEGATE else None
            yield delegate.delegation_id if delegate else row_id, activity_id
