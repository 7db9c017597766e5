"""Who gets a programme: every active delegation, each of its delegates, and the whole edition.

Calendar, paper and screen ask here, so that all of them serve the same people under the same
file names and in the same order.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256

from planner.entities import Delegate, Delegation
from planner.programme import Programme

#: Longest file stem, in characters.
SLUG_LENGTH = 80
#: Characters of the id's hash that tell namesakes apart.
HASH_LENGTH = 4
#: Room for one name in a stem: prefix, two names and a hash stay below ``SLUG_LENGTH``.
NAME_LENGTH = 31

#: Latin letters that have no decomposition in Unicode.
UNDECOMPOSED = str.maketrans({
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l",
    "ı": "i", "ħ": "h", "ŋ": "n", "ŧ": "t", "ĸ": "k", "ə": "a", "’": "", "'": "",
})  # fmt: skip


class RecipientKind(StrEnum):
    DELEGATE = "delegate"
    DELEGATION = "delegation"
    EDITION = "edition"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who gets a programme.

    ``name`` is as written by its owner, ``language`` the code stored for their documents,
    ``slug`` a file stem: ASCII lower-case letters, digits and ``-``, at most ``SLUG_LENGTH``.
    """

    kind: RecipientKind
    id: str
    name: str
    language: str
    slug: str
    delegation_id: str | None = None

    @property
    def key(self) -> str:
        """How the issue ledger knows the recipient, for ever: ``delegate:ID``."""
        return f"{self.kind}:{self.id}"


def recipients(programme: Programme) -> tuple[Recipient, ...]:
    """Everybody who gets something, each once.

    Order: the delegations by name, each followed by its delegates, the whole edition last.
    """
    found: list[Recipient] = []
    for delegation in programme.active_delegations:
        found.append(_of_delegation(programme, delegation))
        for delegate in programme.delegates_of.get(delegation.id, ()):
            found.append(_of_delegate(programme, delegate, delegation))
    return (*_told_apart(found), _of_edition(programme))


def find_recipient(programme: Programme, key: str) -> Recipient | None:
    """The recipient of a ledger key, whether still active or not; None when the row is gone.

    A delegation that has cancelled is still owed the cancellation of what it was sent.
    """
    active = recipients(programme)
    absent = _absent_recipient(programme, key)
    candidates = _told_apart((*active, absent)) if absent is not None else active
    return next((r for r in candidates if r.key == key), None)


def _absent_recipient(programme: Programme, key: str) -> Recipient | None:
    kind, _, row_id = key.partition(":")
    delegate = programme.delegates.get(row_id) if kind == RecipientKind.DELEGATE else None
    delegation = programme.delegations.get(delegate.delegation_id if delegate else row_id)
    if delegation is None or delegation in programme.active_delegations:
        return None
    if delegate is not None:
        return _of_delegate(programme, delegate, delegation)
    return _of_delegation(programme, delegation) if kind == RecipientKind.DELEGATION else None


def _of_edition(programme: Programme) -> Recipient:
    edition = programme.edition
    return Recipient(RecipientKind.EDITION, edition.id, edition.name, edition.language, "edition")


def _of_delegation(programme: Programme, delegation: Delegation) -> Recipient:
    stem = _delegation_stem(programme, delegation)
    return Recipient(
        RecipientKind.DELEGATION,
        delegation.id,
        delegation.name,
        delegation.document_language,
        f"delegation-{stem}",
        delegation.id,
    )


def _of_delegate(programme: Programme, delegate: Delegate, delegation: Delegation) -> Recipient:
    names = (
        "delegate",
        _delegation_stem(programme, delegation),
        stem(delegate.latin_name or "") or stem(delegate.name),
    )
    recipient = Recipient(
        RecipientKind.DELEGATE,
        delegate.id,
        delegate.name,
        delegation.document_language,
        "-".join(name for name in names if name),
        delegation.id,
    )
    return _hashed(recipient, HASH_LENGTH)


def _delegation_stem(programme: Programme, delegation: Delegation) -> str:
    """From the delegation's name, else from its city's (the catalogue writes Latin letters)."""
    city = programme.cities.get(delegation.city_id)
    return (
        stem(delegation.name)
        or (stem(city.name) if city is not None else "")
        or short_hash(delegation.id, HASH_LENGTH)
    )


def stem(text: str) -> str:
    """``text`` as part of a file name, empty when it has no letter or digit we can write.

    Accents are dropped by Unicode decomposition.  Other scripts are not transliterated here:
    people give their ``latin_name``, and guessing at names offends.
    """
    plain = unicodedata.normalize("NFKD", text.casefold().translate(UNDECOMPOSED))
    ascii_only = "".join(c for c in plain if not unicodedata.combining(c))
    words = re.sub(r"[^a-z0-9]+", "-", ascii_only.casefold()).strip("-")
    return words[:NAME_LENGTH].strip("-")


def short_hash(row_id: str, length: int) -> str:
    """The first ``length`` hexadecimal digits of an id's hash."""
    return sha256(row_id.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def _hashed(recipient: Recipient, length: int) -> Recipient:
    ending = "-" + short_hash(recipient.id, length)
    head = recipient.slug[: SLUG_LENGTH - len(ending)].strip("-")
    return replace(recipient, slug=head + ending)


def _told_apart(found: Iterable[Recipient]) -> tuple[Recipient, ...]:
    """Clashing stems get the hash of their id, all of them: none is "the" Novi Sad.

    Which of two namesakes came first must not decide on a file name.
    """
    rows = tuple(found)
    length = HASH_LENGTH
    while clashes := {s for s, n in Counter(r.slug for r in rows).items() if n > 1}:
        length *= 2
        rows = tuple(_hashed(r, length) if r.slug in clashes else r for r in rows)
    return rows
