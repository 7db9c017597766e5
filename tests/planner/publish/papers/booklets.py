"""What the tests of booklets share."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from planner.demo import demo_programme
from planner.programme import Programme
from planner.publish.copies import Copy
from planner.publish.documents import BY_NAME
from planner.publish.paper import Printed, Typesetter
from planner.publish.papers.booklet import Booklet, booklet_words
from planner.publish.recipients import RecipientKind, recipients
from tests.build import Build
from tests.planner.publish.schedules import copy_of, pages_of, recipient_named

FEED = "https://organisers.example/feeds/abc.ics"


@cache
def demo() -> Programme:
    return demo_programme()


@cache
def typesetter() -> Typesetter:
    return Typesetter()


def delegations() -> list[str]:
    return [r.name for r in recipients(demo()) if r.kind is RecipientKind.DELEGATION]


def of(plan: Build, name: str = "Caen") -> Copy:
    programme = plan.programme()
    return copy_of(programme, recipient_named(programme, name))


def words(copy: Copy) -> Booklet:
    found = booklet_words(copy)
    assert found is not None
    return found


def printed(copy: Copy, document: str = "booklet") -> Printed:
    """As set, before it is laid out to be folded."""
    manuscript = BY_NAME[document].manuscript(copy)
    assert manuscript is not None
    return typesetter().pdf(manuscript)


def text_of(copy: Copy, document: str = "booklet") -> str:
    return "".join(pages_of(printed(copy, document).content))


def alts(node: Any) -> Iterator[str]:
    """What is read aloud of drawings and pictures, from an element of the structure down."""
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from alts(child)
    elif isinstance(node, dict):
        if "/Alt" in node:
            yield str(node["/Alt"])
        if "/K" in node:
            yield from alts(node["/K"])
