"""A message as a draft (``.eml``) that a mail program opens, to be looked at and sent by hand.

The headers with people's words are written here: the standard library, up to Python 3.13, loses
or adds blanks in long names (it parses and folds a header again that is right already).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, quote

from planner.publish.mailbox import Mailbox
from planner.publish.plaintext import clean_line, clean_lines

#: Whatever it passes through, a mail of seven bits stays as it is.
POLICY = SMTP.clone(cte_type="7bit")
#: Longest text that stands in a header as it is; what is longer is folded as encoded words.
PLAIN_LENGTH = 60
LINE_END = "\r\n"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file; ``kind`` is its media type without parameters, ``name`` of ASCII letters.

    ``method`` (RFC 5546) for a calendar of one change, which mail programs act on.
    """

    name: str
    kind: str
    content: bytes
    method: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """What a draft says; the addresses are as ``mailbox.written`` gives them.

    ``key`` (ASCII letters and digits) tells this message from every other, ``at`` is naive UTC.
    ``sender`` None: whoever opens the draft.  ``language`` is a BCP 47 tag.
    """

    key: str
    at: datetime
    sender: Mailbox | None
    to: Mailbox
    subject: str
    text: str
    language: str
    attachments: Sequence[Attachment] = ()


def mail_bytes(message: Message) -> bytes:
    """The draft, the same bytes for the same message."""
    return _head(message).encode("ascii") + _body(message).as_bytes()


def _head(message: Message) -> str:
    lines = {
        "X-Unsent": "1",
        "Date": format_datetime(message.at.replace(tzinfo=UTC)),
        "From": _mailbox("From", message.sender) if message.sender is not None else "",
        "To": _mailbox("To", message.to),
        "Subject": _text("Subject", clean_line(message.subject)),
        "Message-ID": f"<{message.key}@wake-planner.invalid>",
        "Content-Language": message.language,
    }
    return "".join(f"{name}: {text}{LINE_END}" for name, text in lines.items() if text)


def _mailbox(header: str, mailbox: Mailbox) -> str:
    name = clean_line(mailbox.name)
    if not name:
        return mailbox.address
    shown = f'"{quote(name)}"' if _is_plain(name) else _encoded(header, name)
    return f"{shown}{LINE_END} <{mailbox.address}>"


def _text(header: str, text: str) -> str:
    return text if _is_plain(text) else _encoded(header, text)


def _is_plain(text: str) -> bool:
    """Whether a text can stand as it is: it must not look like an encoded word either."""
    return text.isascii() and len(text) <= PLAIN_LENGTH and "=?" not in text


def _encoded(header: str, text: str) -> str:
    """Encoded words (RFC 2047), none longer than it may be and none with half a character."""
    return Header(text, "utf-8", header_name=header).encode(linesep=LINE_END)


def _body(message: Message) -> EmailMessage:
    body = EmailMessage(policy=POLICY)
    body.set_content(clean_lines(message.text) + "\n")
    for attachment in message.attachments:
        _attach(body, attachment)
    if message.attachments:
        # "=_" can stand in no encoded text.
        body.set_boundary(f"=_{message.key}")
    return body


def _attach(body: EmailMessage, attachment: Attachment) -> None:
    main, _slash, sub = attachment.kind.partition("/")
    parameters = {"charset": "utf-8"} if main == "text" else {}
    if attachment.method:
        parameters["method"] = attachment.method
    body.add_attachment(
        attachment.content,
        maintype=main,
        subtype=sub,
        filename=attachment.name,
        params=parameters,
    )
