"""What a calendar event says, as plain values: that which is stored, compared and issued again."""

import json
from dataclasses import dataclass, field, fields
from hashlib import sha1, sha256
from uuid import UUID

from models.words import ActivityStatus, Kind
from planner.entities import Site
from planner.errors import StoreProblem
from planner.phrases import Phrase
from planner.publish.items import Item, ItemKind
from planner.publish.labels import ARRIVAL, DEPARTURE, HOTEL, KINDS, Labels
from planner.publish.plaintext import clean_line, clean_lines
from planner.publish.recipients import Recipient
from planner.publish.wording import address_of, describe
from planner.travel import COARSE_METRES

#: Never change these two: every calendar that has gone out knows its events by them.
_UID_NAMESPACE = UUID("6f0dbe0c-7f6b-5a8e-9d55-0d1f3c1f9a51").bytes
#: RFC 2606 reserves ``.invalid``: nobody else can ever make a UID in this domain.
_UID_DOMAIN = "wake-planner.invalid"

CONFIRMED, TENTATIVE, CANCELLED = "CONFIRMED", "TENTATIVE", "CANCELLED"

#: Hexadecimal digits of a fingerprint.
FINGERPRINT = 32

#: Length of what has none: some readers skip an event that ends when it begins.
LEAST_MINUTES = 15

_CATEGORIES = {ItemKind.ARRIVAL: ARRIVAL, ItemKind.DEPARTURE: DEPARTURE, ItemKind.STAY: HOTEL}


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One event of one recipient.  ``begin`` and ``end`` are instants; texts are safe to write.

    ``all_day``: only the days in ``zone`` count, the last one not included.  ``busy`` False:
    the time stays free in the reader's calendar.  ``place`` and ``address`` make up the
    location.
    """

    key: str
    begin: int
    end: int
    zone: str
    summary: str
    all_day: bool = False
    status: str = CONFIRMED
    busy: bool = True
    place: str = ""
    address: str = ""
    lat: float | None = None
    lon: float | None = None
    description: str = ""
    category: str = ""
    #: What the event says (its key does not count) as JSON: the same text for equal events.
    as_json: str = field(init=False, compare=False, repr=False)
    #: A short name for what the event says: equal for those who are told the same.
    fingerprint: str = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        # What is as usual is left out, so that a field which a later version adds does not make
        # every event another one.
        said = {n: value for n, usual in _USUAL if (value := getattr(self, n)) != usual}
        text = _written(said)
        object.__setattr__(self, "as_json", text)
        fingerprint = sha256(text.encode()).hexdigest()[:FINGERPRINT]
        object.__setattr__(self, "fingerprint", fingerprint)

    @property
    def location(self) -> str:
        return location_of(self.place, self.address)

    @classmethod
    def from_json(cls, key: str, text: str) -> "CalendarEvent":
        """The event of its ``as_json``; raises ``StoreProblem`` for what cannot be read."""
        known = {name for name, _usual in _USUAL}
        try:
            form = json.loads(text)
            return cls(key, **{name: value for name, value in form.items() if name in known})
        except (ValueError, TypeError, AttributeError) as error:
            raise StoreProblem(
                Phrase("The record of what was sent out is damaged."),
                Phrase("Restore a backup, or send the programme as a new calendar."),
            ) from error


#: The fields that count, by name, with what is usual in them.
_USUAL = tuple((f.name, f.default) for f in fields(CalendarEvent) if f.init and f.name != "key")
_written = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode


def location_of(place: str, address: str) -> str:
    """``Name, street, postcode town, country`` in one line."""
    return ", ".join(filter(None, (place, address)))


def uid_of(recipient_key: str, item_key: str) -> str:
    """The UID of an item for a recipient, for ever: a hash of their stored keys.

    Delegation and delegate have different UIDs for the same activity, since iCloud refuses a
    UID that stands in any other calendar of the account.  It is a UUID of version 5 (RFC 9562,
    5.5), put together here: the library's objects are most of the time of a row.
    """
    name = f"{recipient_key}/{item_key}".encode()
    digits = sha1(_UID_NAMESPACE + name, usedforsecurity=False).hexdigest()
    variant = "89ab"[int(digits[16], 16) % 4]
    uuid = f"{digits[:8]}-{digits[8:12]}-5{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:32]}"
    return f"{uuid}@{_UID_DOMAIN}"


def is_ours(uid: str) -> bool:
    """Whether a UID was given by this program."""
    return uid.endswith(f"@{_UID_DOMAIN}")


def event_of(item: Item, recipient: Recipient, zone: str) -> CalendarEvent:
    """An item of a programme in the recipient's language; ``zone`` is the edition's."""
    labels = Labels(recipient.language)
    site = item.where
    lat, lon = point_of(site)
    return CalendarEvent(
        key=item.key,
        begin=item.begin,
        end=item.end if item.minutes > 0 else item.begin + LEAST_MINUTES,
        zone=zone,
        summary=clean_line(item.title) or labels(_category(item)),
        all_day=item.all_day,
        status=TENTATIVE if item.status is ActivityStatus.REQUESTED else CONFIRMED,
        busy=_busy(item),
        place=clean_line(site.name).replace('"', "'") if site else "",
        address=address_of(site, labels) if site else "",
        lat=lat,
        lon=lon,
        description=clean_lines(describe(item, labels)),
        category=labels(_category(item)),
    )


def _category(item: Item) -> str:
    if item.activity is not None:
        return KINDS[item.activity.kind]
    return _CATEGORIES[item.kind]


def _busy(item: Item) -> bool:
    """Arrival, departure, hotel and free time leave the reader's time free.

    A driver who waits is on duty, whatever the passengers do.
    """
    is_free = item.activity is None or item.activity.kind is Kind.FREE
    return not is_free or item.kind is ItemKind.WAIT


def point_of(site: Site | None) -> tuple[float | None, float | None]:
    """Coordinates to six decimals (0.1 m); none where the point is only the town's."""
    if site is None or site.lat is None or site.lon is None:
        return None, None
    if (site.precision_m or 0) > COARSE_METRES:
        return None, None
    return round(site.lat, 6), round(site.lon, 6)
