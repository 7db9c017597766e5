"""Backups in words: when, why, how large, what is in them."""

from models.contents import Contents
from models.keeping import Copy, Why
from planner.lines import label_of
from planner.phrases import Phrase, _, plural
from planner.safeguard import WHYS

KILOBYTE = 1000


def heading(copy: Copy, size: int) -> str:
    """When a backup was made (local time), why, and how large it is in bytes."""
    why = _(WHYS[Why(copy.why)]) if copy.why in set(Why) else copy.why
    return f"{copy.at:%Y-%m-%d %H:%M:%S}  {why}  {_size(size)}"


def _size(count: int) -> str:
    megabytes = count / KILOBYTE**2
    return _("{n} MB").format(n=f"{megabytes:.1f}")


def description(contents: Contents | None, steps_since: int | None) -> str:
    """What is in a backup and how far the store has gone on since."""
    if contents is None:
        return _("cannot be read")
    parts = [", ".join(contents.editions) or _("no edition yet")]
    if steps_since is not None:
        since = plural("{n} step since", "{n} steps since", steps_since)
        parts.append(str(since) if steps_since else _("no step since"))
    if contents.label:
        last = Phrase(
            "last: {label} ({author})", label=label_of(contents.label), author=contents.author
        )
        parts.append(str(last))
    return " · ".join(parts)
