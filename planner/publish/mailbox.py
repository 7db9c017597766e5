"""To whom a recipient's mail goes, and from whom it comes: always one mailbox each.

A delegation's goes to the first of its delegates who has an address, a host's to its own or else
to that of its first contact who has one: several people in one mail would learn each other's
addresses.  Nothing is known of how to write to drivers.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from planner.entities import Contact, Delegate, Host, Organiser
from planner.programme import Programme
from planner.publish.plaintext import clean_line
from planner.publish.recipients import Recipient, RecipientKind

#: What any mail server takes (RFC 5321, 4.1.2), without quoted strings.
ADDRESS = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*@[\w-]+(\.[\w-]+)+", re.A)
#: Longest local part and longest address of all (RFC 5321, 4.5.3.1).
LONGEST_LOCAL, LONGEST = 64, 254


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A person or institution and their e-mail address, both as typed."""

    name: str
    address: str


def mailbox_for(books: Iterable[Programme], recipient: Recipient) -> Mailbox | None:
    """Where a recipient's mail goes, by the first of ``books`` that knows the recipient at all.

    The plan as it is now comes first: an address is corrected without a new release.
    """
    find = _FINDERS.get(recipient.kind, _nobody)
    for programme in books:
        rows = find(programme, recipient.id)
        if rows is not None:
            return _first(rows)
    return None


def sender_of(books: Iterable[Programme]) -> Mailbox | None:
    """The first organiser who has an address."""
    found = (_first(programme.organisers.values()) for programme in books)
    return next(filter(None, found), None)


def written(address: str) -> str | None:
    """The address as it can stand in a mail, its domain in ASCII; None when it cannot."""
    local, _at, domain = address.strip().rpartition("@")
    try:
        plain = domain.encode("idna")
        # The codec is of 2003 and makes another domain of some names: "straße" of "strasse".
        is_same = plain.decode("idna").lower() == domain.lower()
    except UnicodeError:
        return None
    found = f"{local}@{plain.decode()}"
    fits = is_same and len(local) <= LONGEST_LOCAL and len(found) <= LONGEST
    return found if fits and ADDRESS.fullmatch(found) else None


_Rows = Iterable[Delegate | Host | Contact | Organiser]


def _delegate(programme: Programme, row_id: str) -> _Rows | None:
    row = programme.delegates.get(row_id)
    return None if row is None else (row,)


def _delegation(programme: Programme, row_id: str) -> _Rows | None:
    if row_id not in programme.delegations:
        return None
    return programme.delegates_of.get(row_id, ())


def _host(programme: Programme, row_id: str) -> _Rows | None:
    row = programme.hosts.get(row_id)
    return None if row is None else (row, *programme.contacts_of.get(row_id, ()))


def _nobody(_programme: Programme, _row_id: str) -> _Rows | None:
    return None


_FINDERS: dict[RecipientKind, Callable[[Programme, str], _Rows | None]] = {
    RecipientKind.DELEGATE: _delegate,
    RecipientKind.DELEGATION: _delegation,
    RecipientKind.HOST: _host,
}


def _first(rows: _Rows) -> Mailbox | None:
    boxes = (Mailbox(clean_line(row.name), clean_line(row.email)) for row in rows)
    return next((box for box in boxes if box.address), None)
