"""Who gets a programme: delegations and their delegates, hosts, drivers, and the whole edition.

Calendar, paper and screen ask here, so that all of them serve the same people under the same
file names and in the same order.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256

from planner.entities import Delegate, Delegation, Host, Vehicle
from planner.programme import Programme
from planner.publish.labels import written_language
from planner.publish.shown import host_activities, vehicle_activities

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
    HOST = "host"
    DRIVER = "driver"
    EDITION = "edition"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who gets a programme.

    ``id`` is that of their row (of a driver: the vehicle's), ``name`` is as written by its
    owner, ``language`` the code stored for their documents, ``slug`` a file stem: ASCII
    lower-case letters, digits and ``-``, at most ``SLUG_LENGTH``.
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

    Order: the delegations by name, each followed by its delegates; the hosts by name, the
    drivers by name; the whole edition last.
    """
    found = [*_coming(programme), *_hosts(programme), *_drivers(programme)]
    return (*told_apart(found), _of_edition(programme))


def _coming(programme: Programme) -> Iterator[Recipient]:
    for delegation in programme.active_delegations:
        yield _of_delegation(programme, delegation)
        for delegate in programme.delegates_of.get(delegation.id, ()):
            yield _of_delegate(programme, delegate, delegation)


def _hosts(programme: Programme) -> list[Recipient]:
    """The hosts who take part in something, whether they have confirmed that or not."""
    hosts = (h for h in programme.hosts.values() if host_activities(programme, h.id))
    return sorted((_of_host(programme, host) for host in hosts), key=_by_name)


def _drivers(programme: Programme) -> list[Recipient]:
    """The drivers of those vehicles that have something to do."""
    used = (v for v in programme.vehicles.values() if vehicle_activities(programme, v.id))
    return sorted((_of_driver(programme, vehicle) for vehicle in used), key=_by_name)


def _by_name(recipient: Recipient) -> tuple[str, str]:
    return (recipient.name.casefold(), recipient.id)


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


def _of_host(programme: Programme, host: Host) -> Recipient:
    """In the first of its languages that documents can be made in."""
    spoken = (code for code in host.languages if written_language(code) is not None)
    language = next(spoken, programme.edition.language)
    slug = f"host-{stem(host.name) or short_hash(host.id, HASH_LENGTH)}"
    return Recipient(RecipientKind.HOST, host.id, host.name, language, slug)


def _of_driver(programme: Programme, vehicle: Vehicle) -> Recipient:
    """Known by the vehicle: its driver may be another tomorrow, or have no name yet."""
    driver = (vehicle.driver or "").strip()
    names = (stem(driver), stem(vehicle.name), short_hash(vehicle.id, HASH_LENGTH))
    return Recipient(
        RecipientKind.DRIVER,
        vehicle.id,
        driver or vehicle.name,
        programme.edition.language,
        f"driver-{next(filter(None, names))}",
    )


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


def told_apart(found: Iterable[Recipient]) -> tuple[Recipient, ...]:
    """Clashing stems get the hash of their id, all of them: none is "the" Novi Sad.

    Which of two namesakes came first must not decide on a file name.
    """
    rows = tuple(found)
    length = HASH_LENGTH
    while clashes := {s for s, n in Counter(r.slug for r in rows).items() if n > 1}:
        length *= 2
        rows = tuple(_hashed(r, length) if r.slug in clashes else r for r in rows)
    return rows
