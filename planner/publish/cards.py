"""Cards to print, cut and hand out: for each recipient the code of the address to subscribe to."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from planner.publish.how_to_words import SUBSCRIBE_PRIVATE
from planner.publish.labels import LOCALES, SCAN, VERSION, Labels
from planner.publish.merge import MergeRow
from planner.publish.page import rendered
from planner.publish.plaintext import clean_line
from planner.publish.qr import qr_svg


@dataclass(frozen=True, slots=True)
class Card:
    """In the recipient's language; ``locale`` is its BCP 47 tag, ``code`` an SVG element."""

    locale: str
    name: str
    delegation: str
    code: str
    address: str
    scan: str
    private: str


def cards_page(edition: str, number: int, language: str, rows: Iterable[MergeRow]) -> bytes:
    """The cards as an HTML file that asks nothing of the network; ``language`` is its own."""
    labels = Labels(language)
    words = {
        "locale": _locale(labels),
        "title": clean_line(edition),
        "version": labels(VERSION, number=number),
        "cards": [asdict(_card(row)) for row in rows],
    }
    return rendered("cards.html", words)


def _card(row: MergeRow) -> Card:
    labels = Labels(row.language)
    return Card(
        locale=_locale(labels),
        name=clean_line(row.name),
        delegation=clean_line(row.delegation),
        code=qr_svg(row.feed).decode(),
        address=row.feed,
        scan=labels(SCAN),
        private=labels(SUBSCRIBE_PRIVATE),
    )


def _locale(labels: Labels) -> str:
    return LOCALES[labels.language].replace("_", "-")
