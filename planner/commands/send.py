"""send: mails as drafts, calendars to subscribe to, a mail-merge table."""

from argparse import Namespace
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from models.words import Way
from planner.commands.export import chosen_recipients, released_number
from planner.commands.long_work import progress_line, stopping
from planner.commands.output import show, show_json
from planner.commands.shared import edition_of
from planner.phrases import _, plural
from planner.posting import post_of
from planner.publish.outgoing import Outgoing
from planner.publish.recipients import Recipient
from planner.publish.sending import Sent, send


def run(options: Namespace) -> int:
    """Write what a release is sent with; ctrl+c and SIGTERM stop it before anything is in place."""
    out = Path(options.out)
    with edition_of(options) as workspace, stopping() as stopped:
        if options.sent:
            workspace.require_writable()
        releases = workspace.releases
        post = post_of(workspace, released_number(releases, options.release), options.base or "")
        outgoing = post.outgoing
        everybody = outgoing.ledger.recipients(outgoing.programme)
        chosen = chosen_recipients(everybody, options.only)
        sent = send(post, out, wanted=chosen, progress=progress_line, stopped=stopped)
        if sent.stopped:
            raise KeyboardInterrupt
        releases.hand_out(outgoing, sent.fed, Way.FEED)
        if options.sent:
            releases.hand_out(outgoing, sent.mailed, Way.MAIL)
    skipped = _skipped(everybody if chosen is None else chosen, sent)
    if options.json:
        show_json(sent_form(outgoing, sent, out, skipped, noted=options.sent))
    else:
        _print_sent(outgoing, sent, out, skipped, noted=options.sent)
    return 0


def _skipped(wanted: Iterable[Recipient], sent: Sent) -> list[str]:
    """Names of those to whom nothing was ever issued."""
    return [r.name for r in wanted if r.key not in sent.rows]


def sent_form(
    outgoing: Outgoing, sent: Sent, out: Path, skipped: list[str], *, noted: bool
) -> dict[str, Any]:
    """The JSON form of what is sent, as the README documents it; files relative to the folder."""
    return {
        "release": outgoing.version.number,
        "folder": str(out.absolute()),
        "files": [f.relative_to(out).as_posix() for f in sent.files],
        "recipients": [{"recipient": key} | asdict(row) for key, row in sent.rows.items()],
        "noted": noted,
        "skipped": skipped,
        "warnings": [str(w) for w in sent.warnings],
    }


def _print_sent(
    outgoing: Outgoing, sent: Sent, out: Path, skipped: list[str], *, noted: bool
) -> None:
    for warning in sent.warnings:
        show(f"! {warning}")
    for name in skipped:
        show("! " + _("{name}: nothing in the programme yet, no file.").format(name=name))
    if sent.unreachable:
        names = ", ".join(sent.unreachable)
        show(_("No e-mail address that can be used: {names}").format(names=names))
    mails = plural("{n} draft of a mail", "{n} drafts of mails", len(sent.mailed))
    feeds = plural("{n} calendar to subscribe to", "{n} calendars to subscribe to", len(sent.fed))
    text = _("Release {n}: {mails}, {feeds}, written to {folder}.")
    number = outgoing.version.number
    show(text.format(n=number, mails=mails, feeds=feeds, folder=out))
    if sent.mailed and not noted:
        show(_("Nothing has been sent. When the mails have gone out, note it with --sent."))
