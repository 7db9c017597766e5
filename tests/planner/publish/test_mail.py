"""Drafts of mails as bytes: read back by the standard library, whatever people are called."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import compat32, default
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.publish.mail import Attachment, Message, mail_bytes
from planner.publish.mailbox import Mailbox
from planner.publish.plaintext import clean_line, clean_lines

MESSAGE = Message(
    key="0123456789abcdef",
    at=datetime(2024, 10, 10, 8, 30),
    sender=Mailbox("Odile", "odile@kikk.example"),
    to=Mailbox("Nino", "nino@tbilisi.example"),
    subject="Your programme",
    text="Hello Nino,\n\nattached.\n",
    language="en-GB",
)
FILES = (
    Attachment("plan.ics", "application/ics", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"),
    Attachment("plan.pdf", "application/pdf", bytes(range(256))),
    Attachment("01.ics", "text/calendar", "SUMMARY:მთა\r\n".encode(), "PUBLISH"),
    Attachment("02.ics", "text/calendar", b"METHOD:CANCEL\r\n", "CANCEL"),
)
NAMES = (
    "Nino",
    "ნინო მაგალითაძე",
    "Łukasz, “A.” (x); b@c.d",
    'Smith, John "the" \\ <x@y.example>',
    "=?utf-8?q?x?=",
    "ნინო ბერიძე " * 8 + "ბოლო",
    "Élodie , Marc " * 8 + "end",
    "x" * 300,
    "👩🏽‍🎤 " * 20 + "end",
    "\r\nBcc: all@kikk.example",
    "a\nb\rc\x00d\u2028e\x85f",
)


def read(content: bytes) -> EmailMessage:
    """As the standard library reads it; nothing in it may be wrong."""
    found = message_from_bytes(content, policy=default)
    assert isinstance(found, EmailMessage)
    assert not [part.defects for part in found.walk() if part.defects]
    return found


def text_of(message: EmailMessage) -> str:
    text: str = message.get_content()
    return text.replace("\r\n", "\n")


def header(content: bytes, name: str) -> str:
    """A header in one line, encoded words read by RFC 2047.

    The library's older reader: its newer one sets blanks between encoded words of a name.
    """
    raw = message_from_bytes(content, policy=compat32)[name]
    return str(make_header(decode_header(re.sub("\r?\n", "", raw))))


def parts(content: bytes) -> list[Any]:
    return list(read(content).iter_attachments())


def test_a_draft_says_who_writes_to_whom_about_what_and_when() -> None:
    found = read(mail_bytes(MESSAGE))
    assert dict(found.items()) | {"Content-Transfer-Encoding": ""} == {
        "X-Unsent": "1",
        "Date": "Thu, 10 Oct 2024 08:30:00 +0000",
        "From": "Odile <odile@kikk.example>",
        "To": "Nino <nino@tbilisi.example>",
        "Subject": "Your programme",
        "Message-ID": "<0123456789abcdef@wake-planner.invalid>",
        "Content-Language": "en-GB",
        "MIME-Version": "1.0",
        "Content-Type": 'text/plain; charset="utf-8"',
        "Content-Transfer-Encoding": "",
    }
    assert text_of(found) == MESSAGE.text


def test_attachments_arrive_byte_for_byte_under_their_names() -> None:
    found = parts(mail_bytes(replace(MESSAGE, attachments=FILES)))
    assert [part.get_filename() for part in found] == [file.name for file in FILES]
    assert [part.get_payload(decode=True) for part in found] == [file.content for file in FILES]
    assert {part.get_content_disposition() for part in found} == {"attachment"}


def test_a_file_of_one_change_names_its_method_to_mail_programs() -> None:
    found = parts(mail_bytes(replace(MESSAGE, attachments=FILES)))
    assert [(p.get_content_type(), p["Content-Type"].params.get("method")) for p in found] == [
        ("application/ics", None),
        ("application/pdf", None),
        ("text/calendar", "PUBLISH"),
        ("text/calendar", "CANCEL"),
    ]


def test_the_same_message_is_the_same_to_the_byte() -> None:
    message = replace(MESSAGE, attachments=FILES)
    assert mail_bytes(message) == mail_bytes(message)


def test_without_a_sender_there_is_no_such_line() -> None:
    assert read(mail_bytes(replace(MESSAGE, sender=None)))["From"] is None


def test_without_a_name_the_address_stands_alone() -> None:
    found = read(mail_bytes(replace(MESSAGE, to=Mailbox("", "nino@tbilisi.example"))))
    assert found["To"] == "nino@tbilisi.example"


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_read_as_it_was_typed(name: str) -> None:
    content = mail_bytes(replace(MESSAGE, to=Mailbox(name, "nino@tbilisi.example"), subject=name))
    assert header(content, "Subject") == clean_line(name)
    assert [a.addr_spec for a in read(content)["To"].addresses] == ["nino@tbilisi.example"]
    shown = header(content, "To").removesuffix(" <nino@tbilisi.example>")
    assert unquoted(shown) == clean_line(name)


def unquoted(text: str) -> str:
    quoted = re.fullmatch('"(.*)"', text)
    return re.sub(r"\\(.)", r"\1", quoted[1]) if quoted else text


@given(st.text(max_size=150), st.text(max_size=150))
@settings(max_examples=80)
def test_no_text_becomes_a_header_of_its_own(name: str, subject: str) -> None:
    box = Mailbox(name, "nino@tbilisi.example")
    content = mail_bytes(replace(MESSAGE, sender=box, to=box, subject=f"A{subject}", text=name))
    found = read(content)
    assert set(found.keys()) == set(read(mail_bytes(MESSAGE)).keys())
    assert [a.addr_spec for a in found["To"].addresses] == ["nino@tbilisi.example"]
    assert [a.addr_spec for a in found["From"].addresses] == ["nino@tbilisi.example"]
    assert header(content, "Subject") == clean_line(f"A{subject}")
    assert text_of(found) == clean_lines(name) + "\n"


@given(st.lists(st.sampled_from(NAMES), max_size=4), st.text(max_size=2000))
@settings(max_examples=50)
def test_every_line_is_ascii_ends_with_crlf_and_is_short(names: list[str], text: str) -> None:
    subject = " ".join(names)
    content = mail_bytes(replace(MESSAGE, subject=subject, text=text, attachments=FILES))
    assert content.isascii()
    assert content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r")
    assert longest(content.split(b"\r\n")) <= 78


def longest(lines: Iterable[bytes]) -> int:
    return max(map(len, lines))
