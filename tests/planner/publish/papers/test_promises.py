"""Every document read back: all it is about, in the order of the screen, and nothing else.

What each document promises is the table of ``promises.py``.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

import pytest

from planner.demo import demo_programme
from planner.programme import Programme
from planner.publish.copies import Copy
from planner.publish.documents import DOCUMENTS, Document
from planner.publish.paper import Typesetter
from planner.publish.recipients import Recipient, recipients
from tests.planner.publish.papers.crowded import crowded_plan
from tests.planner.publish.papers.promises import (
    PROMISES,
    everybody,
    everything_private,
    foreign_titles,
)
from tests.planner.publish.schedules import copy_of, pages_of, squeezed

PLANS: dict[str, Callable[[], Programme]] = {
    "demo": demo_programme,
    "crowded": lambda: crowded_plan().programme(),
}
#: Hebrew and Arabic letters in all their shapes, and the signs that turn with them: a page holds
#: them in the order of sight.  And what tells that a word is not to be broken.
UNSTEADY = re.compile("[\u0590-\u06ff\ufb1d-\ufdff\ufe70-\ufeff():\u2060]")

each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.name)
in_each_plan = pytest.mark.parametrize("plan", PLANS)


@cache
def programme_of(plan: str) -> Programme:
    return PLANS[plan]()


@cache
def typesetter() -> Typesetter:
    return Typesetter()


def readers(plan: str, document: Document) -> list[Recipient]:
    return [r for r in recipients(programme_of(plan)) if r.kind in document.kinds]


def one_of_each_kind(plan: str, document: Document) -> Iterator[Recipient]:
    """Of each kind of reader the one who is told most, where there is anything to print."""
    copies = [copy_of(programme_of(plan), recipient) for recipient in readers(plan, document)]
    for kind in document.kinds:
        own = (c for c in copies if c.recipient.kind is kind)
        for copy in sorted(own, key=lambda c: -len(c.items)):
            if document.words(copy) is not None:
                yield copy.recipient
                break


def plain(text: str) -> str:
    return UNSTEADY.sub("", squeezed(text))


def read(document: Document, copy: Copy) -> str | None:
    """The text of a document without white space; None where there is nothing to print."""
    manuscript = document.manuscript(copy)
    if manuscript is None:
        return None
    return plain("".join(pages_of(typesetter().pdf(manuscript).content)))


def out_of_place(lines: Iterable[str], text: str) -> Iterator[str]:
    """Those that do not stand in the text after the ones before them."""
    position = 0
    for line in lines:
        found = text.find(plain(line), position)
        if found < 0:
            yield line
        else:
            position = found + len(plain(line))


def inside(words: Iterable[str], text: str) -> list[str]:
    return [word for word in words if plain(word) and plain(word) in text]


def strangers(document: Document, copy: Copy) -> set[str]:
    """Names of others, where these are not those of places or in titles that are promised."""
    promise = PROMISES[document.name]
    known = [*promise.names(copy), *promise.lines(copy), *promise.anywhere(copy)]
    known += [site.name for site in copy.programme.sites.values()]
    return {name for name in everybody(copy) if not any(name in text for text in known)}


def check(plan: str, document: Document, recipient: Recipient) -> None:
    copy = copy_of(programme_of(plan), recipient)
    text = read(document, copy)
    if text is None:
        return
    promise = PROMISES[document.name]
    assert list(out_of_place(promise.lines(copy), text)) == []
    assert [words for words in promise.anywhere(copy) if plain(words) not in text] == []
    assert inside(strangers(document, copy), text) == []
    assert inside(everything_private(copy.programme) - {*promise.private(copy)}, text) == []
    if plan == "crowded":
        assert inside(foreign_titles(copy) - {*promise.anywhere(copy)}, text) == []


@pytest.mark.slow
@in_each_plan
@each_document
def test_a_document_holds_its_recipients_own_in_order_and_nothing_else(
    document: Document, plan: str
) -> None:
    for recipient in one_of_each_kind(plan, document):
        check(plan, document, recipient)


@pytest.mark.slow
@in_each_plan
@each_document
def test_so_it_does_for_everybody_who_gets_one(document: Document, plan: str) -> None:
    for recipient in readers(plan, document):
        check(plan, document, recipient)


def test_the_table_is_about_the_documents_there_are() -> None:
    assert PROMISES.keys() == {document.name for document in DOCUMENTS}


@each_document
def test_everybody_who_gets_a_document_is_tried(document: Document) -> None:
    kinds = {r.kind for plan in PLANS for r in one_of_each_kind(plan, document)}
    assert kinds == document.kinds
