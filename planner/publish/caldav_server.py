"""A calendar on a CalDAV server: what it holds of ours, and how it is written there."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote
from xml.sax.saxutils import escape

from planner.errors import PlannerError
from planner.phrases import Phrase

if TYPE_CHECKING:
    from caldav import DAVClient
    from caldav.lib.url import URL
    from caldav.response import DAVResponse

    from planner.publish.caldav import Account

#: Seconds to wait for an answer.
TIMEOUT = 30
#: So many events are asked for at once.
BATCH = 100
#: The optional library.
LIBRARY = "caldav"
#: What a server answers to a PUT: it is not what we had seen; it stands elsewhere already.
CHANGED, CONFLICT = 412, 409
#: What it answers to a REPORT: the states of many; there is no calendar.
MANY, NOT_THERE = 207, 404
MULTIGET = """<?xml version="1.0" encoding="utf-8"?>
<C:calendar-multiget xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">
<D:prop><D:getetag/><C:calendar-data/></D:prop>{hrefs}</C:calendar-multiget>"""
AGAIN = Phrase("What was written before stays; do it again to go on.")


@dataclass(frozen=True, slots=True)
class Known:
    """An event as it stands on the server; ``etag`` names that state of it, if known."""

    data: bytes
    etag: str | None


class Server:
    """The calendar at one address."""

    def __init__(self, client: "DAVClient") -> None:
        self._client = client

    def objects(self, uids: Sequence[str]) -> Mapping[str, Known]:
        """Which of the events are there, by UID."""
        from caldav.elements.cdav import CalendarData
        from caldav.elements.dav import GetEtag

        found: dict[str, Known] = {}
        for start in range(0, len(uids), BATCH):
            answer = self._report([self._address(uid) for uid in uids[start : start + BATCH]])
            asked = [CalendarData(), GetEtag()]
            for href, values in answer.expand_simple_props(asked).items():
                if data := values.get(CalendarData.tag):
                    uid = unquote(href).rsplit("/", 1)[-1].removesuffix(".ics")
                    found[uid] = Known(data.encode(), values.get(GetEtag.tag))
        return found

    def _report(self, addresses: "list[URL]") -> "DAVResponse":
        """The events at these addresses (RFC 4791, 7.9)."""
        from caldav.lib.error import DAVError, NotFoundError

        hrefs = "".join(f"<D:href>{escape(str(a.path))}</D:href>" for a in addresses)
        answer = self._client.report(str(self._client.url), MULTIGET.format(hrefs=hrefs), None)
        if answer.status == NOT_THERE:
            raise NotFoundError
        if answer.status != MANY:
            raise DAVError
        return answer

    def put(self, uid: str, file: bytes, known: Known | None) -> None:
        """Write an event, but not over what has become of it since we looked."""
        headers = {"Content-Type": "text/calendar; charset=utf-8"}
        if known is None:
            headers["If-None-Match"] = "*"
        elif known.etag:
            headers["If-Match"] = known.etag
        answer = self._client.put(str(self._address(uid)), file.decode(), headers)
        if answer.status >= 300:
            raise _refused(answer.status)

    def _address(self, uid: str) -> "URL":
        return self._client.url.join(f"{quote(uid, safe='@')}.ics")


def _refused(status: int) -> PlannerError:
    if status == CHANGED:
        return PlannerError(Phrase("Somebody else is writing in this calendar."), AGAIN)
    if status == CONFLICT:
        return PlannerError(
            Phrase("This calendar holds events of the programme under other names."),
            Phrase("They were imported from a file: use an empty calendar."),
        )
    return PlannerError(
        Phrase("The server refuses an event (its answer: {status}).", status=status), AGAIN
    )


def not_installed() -> PlannerError:
    return PlannerError(
        Phrase("Publishing to a calendar server needs the library “caldav”."),
        Phrase('Install it: pip install "wake-planner[caldav]".'),
    )


@contextmanager
def serving(account: "Account") -> Iterator[Server]:
    """The calendar of an account; whatever goes wrong with it is told as a PlannerError."""
    try:
        from caldav import DAVClient
        from caldav.lib import error
        from niquests.exceptions import RequestException
    except ImportError as missing:
        raise not_installed() from missing
    error.debug_dump_communication = False  # it would write passwords into files
    logging.getLogger("caldav").setLevel(logging.CRITICAL)  # what goes wrong is told below
    client = DAVClient(
        account.url,
        username=account.user,
        password=account.password,
        timeout=TIMEOUT,
        enable_rfc6764=False,
    )
    client.session.max_redirects = 0  # the password is for this address alone
    host = account.host
    try:
        yield Server(client)
    except error.AuthorizationError as refusal:
        raise PlannerError(
            Phrase(
                "{host} does not let {user} write in this calendar.", host=host, user=account.user
            ),
            Phrase("Look at the name, the password and the address."),
        ) from refusal
    except error.NotFoundError as refusal:
        raise PlannerError(
            Phrase("There is no calendar at this address of {host}.", host=host),
            Phrase("Make it there first, and copy its address."),
        ) from refusal
    except (error.DAVError, RequestException) as failure:
        raise PlannerError(
            Phrase("{host} does not answer as a calendar server does.", host=host),
            Phrase("Look at the address and the network."),
        ) from failure
    finally:
        client.close()
