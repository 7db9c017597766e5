"""What stands on every page of every document: what, whose, which version, when printed."""

from dataclasses import dataclass
from datetime import date

from planner.publish import labels as words
from planner.publish import paper_words as paper
from planner.publish.copies import Copy
from planner.publish.labels import LOCALES, Labels


@dataclass(frozen=True, slots=True)
class Frame:
    """``language`` is the ISO 639 code of the words, ``locale`` their BCP 47 tag.

    ``version`` is DRAFT or the number of the release, ``page`` a sentence with ``{page}`` and
    ``{pages}`` to fill in, ``example`` the mark of invented data, else empty.
    """

    language: str
    locale: str
    title: str
    edition: str
    recipient: str
    version: str
    is_draft: bool
    printed: str
    page: str
    example: str


def frame_of(copy: Copy, heading: str) -> Frame:
    """The frame of a document with that heading, a text in the recipient's language."""
    labels, edition, number = copy.labels, copy.programme.edition, copy.version.number
    printed = copy.at.astimezone(copy.programme.clock.tz)
    return Frame(
        language=labels.language.partition("-")[0],
        locale=LOCALES[labels.language].replace("_", "-"),
        title=f"{edition.name}: {heading}",
        edition=edition.name,
        recipient=heading,
        version=labels(words.DRAFT) if number is None else labels(words.VERSION, number=number),
        is_draft=number is None,
        printed=labels(
            paper.PRINTED_AT,
            day=date_range(labels, printed.date(), printed.date()),
            time=labels.time(printed),
        ),
        page=labels(paper.PAGE_OF, page="{page}", pages="{pages}"),
        example=labels(paper.EXAMPLE) if edition.is_example else "",
    )


def date_range(labels: Labels, first: date, last: date) -> str:
    """``22–27 Oct 2024`` as the language writes it."""
    from babel.dates import format_interval

    return format_interval(first, last, "yMMMd", locale=LOCALES[labels.language])
