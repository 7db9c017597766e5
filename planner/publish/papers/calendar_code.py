"""The QR code that opens somebody's programme in their calendar."""

from dataclasses import dataclass

from planner.publish import labels as words
from planner.publish.copies import Copy
from planner.publish.papers.booklet_words import QR_CODE
from planner.publish.qr import qr_svg


@dataclass(frozen=True, slots=True)
class CalendarCode:
    """``svg`` is the picture, ``opens`` is read aloud instead, ``scan`` stands beside it."""

    svg: str
    opens: str
    scan: str


def calendar_code(copy: Copy) -> CalendarCode | None:
    """None where there is no address to subscribe to."""
    if not copy.feed:
        return None
    return CalendarCode(
        svg=qr_svg(copy.feed).decode(),
        opens=copy.labels(QR_CODE, address=copy.feed),
        scan=copy.labels(words.SCAN),
    )
