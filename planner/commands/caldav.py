"""caldav."""

from argparse import Namespace
from typing import Any

from models.words import Way
from planner.caldav_password import password_for
from planner.commands.export import recipient_named, released_number
from planner.commands.long_work import progress_line, stopping
from planner.commands.output import show, show_json
from planner.commands.shared import writable_edition_of
from planner.errors import PlannerError
from planner.phrases import Phrase, _, plural


def run(options: Namespace) -> int:
    """Publish somebody's calendar of a release; ctrl+c stops between two events."""
    from planner.publish.caldav import Account, check_address, objects_of, publish

    check_address(options.url)
    with writable_edition_of(options) as workspace, stopping() as stopped:
        outgoing = workspace.releases.outgoing(released_number(workspace.releases, options.release))
        recipient = recipient_named(outgoing.ledger.recipients(outgoing.programme), options.only)
        objects = objects_of(outgoing, recipient)
        if not objects:
            raise PlannerError(
                Phrase("{name}: nothing in this release.", name=recipient.name),
                Phrase("Plan something for them and release again."),
            )
        account = Account(options.url, options.user, password_for(options.url, options.user))
        is_newest = workspace.releases.is_newest(outgoing.version.number)
        published = publish(account, objects, progress_line, stopped, is_newest=is_newest)
        if published is None:
            raise KeyboardInterrupt
        workspace.releases.hand_out(outgoing, [recipient.key], Way.CALDAV)
    if options.json:
        form: dict[str, Any] = {
            "release": outgoing.version.number,
            "recipient": recipient.name,
            "calendar": options.url,
            "written": published.written,
            "unchanged": published.unchanged,
        }
        show_json(form)
    else:
        text = _("Release {n} for {name}: {count} written, {rest} as they should be.")
        count = plural("{n} event", "{n} events", published.written)
        number, name = outgoing.version.number, recipient.name
        show(text.format(n=number, name=name, count=count, rest=published.unchanged))
    return 0
