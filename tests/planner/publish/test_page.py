"""Schedules as web pages."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from planner.demo import demo_programme
from planner.entities import Organiser
from planner.programme import Programme
from planner.publish.agenda import items_for
from planner.publish.page import page
from planner.publish.papers.booklet_words import QR_CODE
from planner.publish.plaintext import clean_line
from planner.publish.qr import qr_svg
from planner.publish.recipients import Recipient, recipients
from planner.publish.sheet import sheet_for
from tests.build import Build, fri, sun, wed
from tests.planner.publish.schedules import (
    HOSTILE,
    copy_of,
    hostile_plan,
    in_order,
    recipient_named,
    sheet_of,
    small_plan,
)

VOID = {"meta", "link", "br", "hr", "img", "input"}
#: What the template itself is made of; anything else came from a text.
TAGS = {
    "html", "head", "meta", "title", "style", "body", "header", "main", "footer", "nav", "section",
    "h1", "h2", "h3", "p", "ol", "ul", "li", "div", "span", "bdi", "time", "a", "strong",
}  # fmt: skip
ATTRIBUTES = {
    "lang", "charset", "http-equiv", "content", "name", "dir", "class", "id", "href", "datetime",
    "aria-label",
}  # fmt: skip


class Reader(HTMLParser):
    """Gathers text and tags, and holds every element to be closed where it should."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "title"):
            self.texts.append(data)

    @property
    def text(self) -> str:
        return "".join(self.texts)


def read(content: bytes) -> Reader:
    reader = Reader()
    reader.feed(content.decode("utf-8"))
    reader.close()
    assert reader.open == []
    return reader


def page_of(programme: Programme, recipient: Recipient) -> Reader:
    return read(page(sheet_of(programme, recipient)))


@pytest.mark.parametrize("index", [0, 1, -1], ids=["delegation", "delegate", "edition"])
def test_a_page_holds_all_items_of_its_recipient_in_order(index: int) -> None:
    programme = demo_programme()
    recipient = recipients(programme)[index]
    titles = [item.title for item in items_for(programme, recipient)]
    assert in_order(titles, "".join(page_of(programme, recipient).text.split()))


@pytest.mark.parametrize("index", [0, 1, -1], ids=["delegation", "delegate", "edition"])
def test_hostile_texts_are_shown_and_never_become_markup(index: int) -> None:
    programme = hostile_plan().programme()
    found = page_of(programme, recipients(programme)[index])
    assert {tag for tag, _ in found.tags} <= TAGS
    assert {name for _, attributes in found.tags for name in attributes} <= ATTRIBUTES
    for text in HOSTILE:
        assert clean_line(text) in " ".join(found.text.split())


def test_an_address_of_mail_cannot_leave_its_link() -> None:
    plan = small_plan()
    address = '" onclick="alert(1)'
    plan.add(Organiser("organiser-1", plan.edition.id, "Odile", email=address))
    programme = plan.programme()
    found = page_of(programme, recipient_named(programme, "Viborg"))
    links = [attributes for tag, attributes in found.tags if tag == "a"]
    assert links[-1] == {"href": "mailto:%22%20onclick%3D%22alert%281%29"}
    assert address in found.text


def test_nothing_is_asked_of_the_network() -> None:
    programme = demo_programme()
    content = page(sheet_of(programme, recipients(programme)[0])).decode()
    found = read(content.encode())
    assert not {tag for tag, _ in found.tags} & {"script", "img", "link", "iframe", "object"}
    assert "url(" not in content
    assert "@import" not in content
    assert not re.search(r"https?://", content)
    policy = [a["content"] for _, a in found.tags if a.get("http-equiv")]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]


def test_times_are_there_for_machines_too() -> None:
    plan = Build()
    city = plan.delegation("Caen")
    plan.visit("Fab Lab", wed("10:00"), 60, None, city)
    plan.visit("Night walk", sun("02:30", fold=1), 90, None, city)
    programme = plan.programme()
    found = page_of(programme, recipient_named(programme, "Caen"))
    stamps = [attributes["datetime"] for tag, attributes in found.tags if tag == "time"]
    assert "2024-10-23" in stamps
    assert "2024-10-23T10:00+02:00" in stamps
    assert "2024-10-27T02:30+01:00" in stamps


@pytest.mark.parametrize(
    ("code", "tag"), [("fr", "fr"), ("sr", "sr-Latn"), ("sr-Cyrl", "sr-Cyrl"), ("xx", "en-GB")]
)
def test_the_page_says_its_language(code: str, tag: str) -> None:
    plan = Build()
    city = plan.delegation("Caen", document_language=code)
    plan.visit("Fab Lab", wed("10:00"), 60, None, city)
    programme = plan.programme()
    found = page_of(programme, recipient_named(programme, "Caen"))
    assert found.tags[0] == ("html", {"lang": tag})


def test_names_find_their_own_direction() -> None:
    plan = Build()
    city = plan.delegation("Haifa")
    person = plan.delegate(city, "דוד הדוגמה")
    plan.meeting("1:1", fri("10:00"), 30, None, person)
    programme = plan.programme()
    found = page_of(programme, recipient_named(programme, "דוד הדוגמה"))
    assert ("h1", {"dir": "auto"}) in found.tags


def test_draft_release_example_and_print_time_are_said() -> None:
    programme = demo_programme()
    edition = recipients(programme)[-1]
    draft = page_of(programme, edition).text
    released = read(page(sheet_for(copy_of(programme, edition, 2)))).text
    assert "DRAFT" in draft
    assert "Version 2" in released
    assert "DRAFT" not in released
    for text in (draft, released):
        assert "Example data" in text
        assert "Printed on 20 Oct 2024 at 14:05" in text


def test_changed_items_are_marked() -> None:
    programme = small_plan().programme()
    viborg = recipient_named(programme, "Viborg")
    items = items_for(programme, viborg)
    key = next(item.key for item in items if item.title == "Fab Lab")
    sheet = sheet_for(copy_of(programme, viborg, changed=frozenset([key])))
    text = read(page(sheet)).text
    assert text.count("Changed") == 1
    assert in_order(["Fab Lab", "Changed", "Danish evening"], "".join(text.split()))


def test_control_characters_do_not_reach_the_page() -> None:
    plan = Build()
    city = plan.delegation("Caen")
    plan.visit("a\x00b\x1b\u202e\ud800c", wed("10:00"), 60, None, city)
    programme = plan.programme()
    assert "abc" in page_of(programme, recipient_named(programme, "Caen")).text


def test_the_same_sheet_gives_the_same_bytes() -> None:
    programme = small_plan().programme()
    sheet = sheet_of(programme, recipient_named(programme, "Viborg"))
    assert page(sheet) == page(sheet)


def test_the_code_of_the_address_to_subscribe_to_stands_on_the_page() -> None:
    programme = demo_programme()
    address = "webcal://example.org/kikk/7f3a.ics"
    copy = replace(copy_of(programme, recipients(programme)[0]), feed=address)
    content = page(sheet_for(copy))
    assert qr_svg(address).strip() in content
    found = read(content)
    assert [a for _, a in found.tags if a.get("role") == "img"] == [
        {"role": "img", "aria-label": copy.labels(QR_CODE, address=address)}
    ]
    assert {tag for tag, _ in found.tags} <= TAGS | {"svg", "path"}


def test_without_an_address_there_is_no_code() -> None:
    programme = demo_programme()
    assert b"<svg" not in page(sheet_of(programme, recipients(programme)[0]))
