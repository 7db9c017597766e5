"""Calendars to subscribe to: one file a recipient, under a name that nobody can guess.

The name follows from the recipient and a secret of the store, so that it is the same in every
release and another in every store.  Whoever knows an address can read the calendar: nothing
lists the names.
"""

import hmac
from base64 import b32encode
from hashlib import sha256
from urllib.parse import urlsplit

from planner.publish.ical import Head, calendar_bytes, calendar_name
from planner.publish.labels import VERSION, Labels
from planner.publish.ledger import in_order
from planner.publish.outgoing import Outgoing
from planner.publish.recipients import Recipient

#: How often a subscriber should look, in hours.
REFRESH = 6
#: Bytes of the name: 160 bits, 32 letters and digits.
NAME_BYTES = 20
#: What the folder shows to those who ask for it without a name: servers would list its files.
BLANK_PAGE = b"<!DOCTYPE html><meta charset=utf-8><title></title>\n"


def feed_name(secret: bytes, recipient: str) -> str:
    """The file of a recipient (by key)."""
    digest = hmac.digest(secret, recipient.encode("utf-8", "surrogatepass"), sha256)
    return f"{b32encode(digest[:NAME_BYTES]).decode().lower()}.ics"


def feed_address(base: str, name: str) -> str:
    """``webcal://example.org/kikk/NAME``: where the folder is published under ``base``."""
    parts = urlsplit(base)
    return f"webcal://{parts.netloc}{parts.path.rstrip('/')}/{name}"


def feed_bytes(outgoing: Outgoing, recipient: Recipient) -> bytes:
    """The calendar as subscribers read it; what is cancelled stays in it.

    Its name is without the version: most programs read it only once.
    """
    number = outgoing.version.number
    assert number is not None, "a draft is for nobody's calendar"
    head = Head(
        zone=outgoing.programme.edition.time_zone,
        name=calendar_name(outgoing.programme, recipient),
        about=Labels(recipient.language)(VERSION, number=number),
        refresh=REFRESH,
    )
    rows = in_order(outgoing.ledger.rows[recipient.key].values())
    return calendar_bytes(head, rows, outgoing.ledger.contents)
