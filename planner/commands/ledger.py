"""ledger: who holds which release."""

from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from planner.commands.export import recipient_named
from planner.commands.output import show, show_json
from planner.commands.shared import edition_of
from planner.entities import IssuedEvent
from planner.phrases import _, plural
from planner.publish.event import CalendarEvent
from planner.publish.holdings import Holding, holdings_of
from planner.publish.ledger import in_order
from planner.publish.recipients import RecipientKind
from planner.publish.releases import Ledger


def run(options: Namespace) -> int:
    """Everybody with the release that they hold; of one recipient every event."""
    with edition_of(options) as workspace:
        releases = workspace.releases
        ledger, made = releases.ledger(), releases.all()
        everybody = ledger.recipients(workspace.programme)
        found: Sequence[Holding] = holdings_of(everybody, ledger, releases.handouts(), made)
    rows: tuple[IssuedEvent, ...] = ()
    if options.only is not None:
        wanted = recipient_named([h.recipient for h in found], options.only)
        found = [h for h in found if h.recipient == wanted]
        rows = in_order(ledger.rows.get(wanted.key, {}).values())
    found = [h for h in found if _is_wanted(h, options)]
    if options.json:
        show_json(
            {
                "holdings": [holding_form(h) for h in found],
                "events": [event_form(ledger, row) for row in rows],
            }
        )
        return 0
    for holding in found:
        show(_line(holding))
    for row in rows:
        show(_event_line(ledger, row))
    _print_rest(found, made)
    return 0


def _is_wanted(holding: Holding, options: Namespace) -> bool:
    if options.holding is not None and holding.held != options.holding:
        return False
    return holding.is_behind or not options.behind


def holding_form(holding: Holding) -> dict[str, Any]:
    """The JSON form of what somebody holds, as the README documents it."""
    handout = holding.handout
    return {
        "recipient": holding.recipient.key,
        "name": holding.recipient.name,
        "held": holding.held,
        "newest": holding.newest or None,
        "behind": holding.is_behind,
        "at": f"{handout.at.isoformat()}Z" if handout is not None else None,
        "feed": holding.feed,
        "way": handout.way.value if handout is not None else None,
    }


def event_form(ledger: Ledger, row: IssuedEvent) -> dict[str, Any]:
    """The JSON form of an event in the ledger, as the README documents it."""
    return {
        "uid": row.uid,
        "sequence": row.sequence,
        "release": ledger.number_of(row) or None,
        "stamp": f"{row.stamp.isoformat()}Z",
        "cancelled": row.cancelled,
        "fingerprint": row.content_id,
        "title": _said(ledger, row).summary,
    }


def _said(ledger: Ledger, row: IssuedEvent) -> CalendarEvent:
    return ledger.said(row.item_key, row.content_id)


def _line(holding: Holding) -> str:
    name = holding.recipient.name
    if holding.recipient.kind is RecipientKind.EDITION:
        name = _("{name} (whole edition)").format(name=name)
    if not holding.newest:
        return _("{name}: nothing released for them").format(name=name)
    if holding.held is None:
        return _("{name}: holds nothing, v{n} is for them").format(name=name, n=holding.newest)
    if holding.is_behind:
        text = _("{name}: still holds v{held}, v{n} is for them")
        return text.format(name=name, held=holding.held, n=holding.newest)
    return _("{name}: holds v{held}").format(name=name, held=holding.held)


def _event_line(ledger: Ledger, row: IssuedEvent) -> str:
    text = _("  {title}: SEQUENCE {sequence}, since v{n}, {uid}")
    title = _said(ledger, row).summary
    return text.format(title=title, sequence=row.sequence, n=ledger.number_of(row), uid=row.uid)


def _print_rest(found: Sequence[Holding], made: Sequence[object]) -> None:
    if not made:
        show(_("Nothing has been released yet: “wake-planner release create”."))
    elif not found:
        show(_("Nobody."))
    else:
        lacking = sum(h.newest > (h.held or 0) for h in found)
        show(str(plural("{n} has not got the newest", "{n} have not got the newest", lacking)))
