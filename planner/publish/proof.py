"""Documents before they are printed: pictures of their pages, and the words on each.

The words are read off the set pages (``data/templates/proof.typ``), so that they stand in the
order in which they are printed, whatever the document.
"""

import json
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from planner.errors import PlannerError
from planner.phrases import Phrase
from planner.publish.documents import Document
from planner.publish.export import issued
from planner.publish.outgoing import Outgoing
from planner.publish.paper import (
    ZERO_WIDTH_SPACE,
    Manuscript,
    Typesetter,
)
from planner.publish.recipients import Recipient
from planner.publish.watching import Stopped, nobody_stops

if TYPE_CHECKING:
    from typst import Compiler

#: Each text with its page and where it begins there, in points from the top left corner.
PLACES = """query(<proof>).map(m => {
  let at = m.location().position()
  (at.page, calc.round(at.y / 1pt), at.x / 1pt, m.value)
})"""
#: Pixels per inch where the look is of no use.
COARSE = 10


class Placed(NamedTuple):
    """A text on a page."""

    page: int
    top: float
    left: float
    text: str


class Proofs(Typesetter):
    """Sets documents to be looked at; for one thread."""

    def pages(self, manuscript: Manuscript, ppi: float) -> list[bytes]:
        """Each page as a PNG picture of so many pixels per inch; raises ``PlannerError``."""
        compiler, inputs = self.ready(manuscript, manuscript.template)
        return _pictures(manuscript, compiler, inputs, ppi)

    def texts(self, manuscript: Manuscript) -> list[str]:
        """What is written on each page, line by line; raises ``PlannerError``."""
        compiler, inputs = self.ready(manuscript, "proof")
        found: list[list[Placed]] = [[] for _p in _pictures(manuscript, compiler, inputs, COARSE)]
        for placed in (Placed(*row) for row in json.loads(compiler.eval(PLACES))):
            found[placed.page - 1].append(placed)
        return [_text(page) for page in found]


def _pictures(
    manuscript: Manuscript, compiler: "Compiler", inputs: dict[str, str], ppi: float
) -> list[bytes]:
    from typst import TypstError

    try:
        content = compiler.compile(format="png", ppi=ppi, sys_inputs=inputs)
    except TypstError as error:
        raise PlannerError(
            Phrase("The pages of {name} cannot be shown.", name=manuscript.name),
            Phrase("Report this: {message}", message=error.message),
        ) from error
    assert content is not None
    return [content] if isinstance(content, bytes) else content


def manuscript_of(
    outgoing: Outgoing, recipient: Recipient, document: Document, stopped: Stopped = nobody_stops
) -> Manuscript | None:
    """The document as an export would print it; None where it would print nothing."""
    current = issued(outgoing, {recipient.key}, stopped)
    if current is None:
        return None
    copy = current.copy(recipient)
    return document.manuscript(copy) if copy.items else None


def _text(page: list[Placed]) -> str:
    """The texts of a page in lines, from the top; what stands in one line, from the left."""
    ordered = sorted(page, key=lambda placed: (placed.top, placed.left))
    lines = (
        " ".join(placed.text for placed in line)
        for _top, line in groupby(ordered, key=lambda placed: placed.top)
    )
    return "\n".join(lines).replace(ZERO_WIDTH_SPACE, "")
