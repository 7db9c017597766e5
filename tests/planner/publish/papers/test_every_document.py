"""What holds for every document there is: it can be read aloud, kept, and told from others."""

from functools import cache
from io import BytesIO

import pytest
from pypdf import PdfReader

from planner.demo import demo_programme
from planner.programme import Programme
from planner.publish.documents import DOCUMENTS, Document
from planner.publish.paper import Manuscript, Typesetter
from planner.publish.recipients import recipients
from tests.planner.publish.schedules import copy_of, hostile_plan, pages_of, squeezed


@cache
def demo() -> Programme:
    return demo_programme()


@cache
def hostile() -> Programme:
    return hostile_plan().programme()


@cache
def typesetter() -> Typesetter:
    return Typesetter()


def manuscripts(programme: Programme, document: Document, most: int = 2) -> list[Manuscript]:
    """The document for the first recipients who get one."""
    readers = (r for r in recipients(programme) if r.kind in document.kinds)
    made = (document.manuscript(copy_of(programme, reader)) for reader in readers)
    return [manuscript for manuscript in made if manuscript is not None][:most]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.name)
def test_it_can_be_read_aloud_and_archived(document: Document) -> None:
    for manuscript in manuscripts(demo(), document):
        printed = typesetter().pdf(manuscript)
        metadata = PdfReader(BytesIO(printed.content)).xmp_metadata
        assert printed.warnings == ()
        assert metadata is not None
        assert metadata.pdfaid_part == "2"
        assert b"pdfuaid" in metadata.stream.get_data()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.name)
def test_every_page_tells_what_it_is_of_which_state_when_and_which_page(
    document: Document,
) -> None:
    (manuscript,) = manuscripts(demo(), document, most=1)
    frame = manuscript.words["frame"]
    pages = pages_of(typesetter().pdf(manuscript).content)
    for number, page in enumerate(pages, 1):
        of_pages = frame["page"].replace("{page}", str(number)).replace("{pages}", str(len(pages)))
        for words in (frame["version"], frame["printed"], frame["example"], of_pages):
            assert squeezed(words) in page


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.name)
def test_hostile_texts_are_mere_text(document: Document) -> None:
    made = manuscripts(hostile(), document)
    printed = [typesetter().pdf(manuscript) for manuscript in made]
    assert [w for p in printed for w in p.warnings if "screen readers" in w.text()] == []
    text = "".join(page for p in printed for page in pages_of(p.content))
    assert not made or "alert(1)" in text or "7*7" in text


@pytest.mark.slow
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.name)
def test_the_same_words_give_the_same_bytes(document: Document) -> None:
    (manuscript,) = manuscripts(demo(), document, most=1)
    assert typesetter().pdf(manuscript).content == Typesetter().pdf(manuscript).content
