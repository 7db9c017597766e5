"""Documents as they are looked at before they are printed."""

import struct
from collections import Counter

import pytest

from planner.demo import demo_programme
from planner.programme import Programme
from planner.publish.documents import DOCUMENTS, USUAL, Document
from planner.publish.outgoing import Outgoing
from planner.publish.paper import Manuscript
from planner.publish.proof import Proofs, manuscript_of
from planner.publish.recipients import RecipientKind, recipients
from planner.publish.releases import Ledger, Version
from planner.publish.watching import nobody_stops
from tests.planner.publish.schedules import (
    HOSTILE,
    NOW,
    hostile_plan,
    pages_of,
    recipient_named,
    squeezed,
)

PNG = b"\x89PNG\r\n\x1a\n"


def draft(programme: Programme) -> Outgoing:
    return Outgoing(programme, Ledger(), Version(None, "", NOW.replace(tzinfo=None)))


def made(programme: Programme, name: str, document: Document | None = None) -> Manuscript:
    recipient = recipient_named(programme, name)
    chosen = document or USUAL[recipient.kind]
    manuscript = manuscript_of(draft(programme), recipient, chosen)
    assert manuscript is not None
    return manuscript


def size_of(picture: bytes) -> tuple[int, int]:
    """Width and height of a PNG file, in pixels."""
    assert picture.startswith(PNG)
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


def test_there_is_a_picture_and_a_text_for_each_page_of_the_pdf() -> None:
    manuscript, proofs = made(demo_programme(), "Caen"), Proofs()
    count = len(pages_of(proofs.pdf(manuscript).content))
    assert len(proofs.pages(manuscript, 30)) == len(proofs.texts(manuscript)) == count


def test_a_picture_has_as_many_pixels_as_are_asked_for() -> None:
    manuscript, proofs = made(demo_programme(), "Caen"), Proofs()
    (small, *_), (large, *_) = proofs.pages(manuscript, 30), proofs.pages(manuscript, 60)
    assert [2 * n for n in size_of(small)] == pytest.approx(size_of(large), abs=2)


@pytest.mark.slow
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.name)
def test_the_texts_are_those_of_the_printed_pages(document: Document) -> None:
    programme, proofs = demo_programme(), Proofs()
    outgoing, found = draft(programme), recipients(programme)
    readers = (r for r in found if r.kind in document.kinds)
    manuscript = next(filter(None, (manuscript_of(outgoing, r, document) for r in readers)))
    printed = pages_of(proofs.pdf(manuscript).content)
    for text, page in zip(proofs.texts(manuscript), printed, strict=True):
        assert not Counter(squeezed(text)) - Counter(page)


def test_what_stands_in_one_line_is_read_as_one() -> None:
    lines = "\n".join(Proofs().texts(made(demo_programme(), "Caen"))).splitlines()
    assert "19:00–21:00 Welcome evening with buffet" in lines
    assert "mardi 22 octobre" in lines


def test_hostile_texts_are_read_as_they_are() -> None:
    programme = hostile_plan().programme()
    name = next(r.name for r in recipients(programme) if r.kind is RecipientKind.DELEGATION)
    text = squeezed("".join(Proofs().texts(made(programme, name))))
    assert all(squeezed(hostile) in text for hostile in HOSTILE if hostile.isascii())


def test_nobody_who_has_nothing_gets_a_document() -> None:
    plan = hostile_plan()
    plan.delegation("Novi Sad")
    programme = plan.programme()
    recipient = recipient_named(programme, "Novi Sad")
    assert manuscript_of(draft(programme), recipient, USUAL[recipient.kind]) is None


def test_a_document_that_nobody_waits_for_any_more_is_given_up() -> None:
    programme = demo_programme()
    recipient = recipient_named(programme, "Caen")
    document = USUAL[recipient.kind]
    assert manuscript_of(draft(programme), recipient, document, lambda: True) is None
    assert manuscript_of(draft(programme), recipient, document, nobody_stops) is not None
