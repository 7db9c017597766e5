"""Documents as PDF, set by Typst from the templates in ``data/templates``.

The words reach the templates as JSON data and are only ever set as text.  The same words and
time give the same bytes.  The files are tagged and made to last (PDF/UA-1 and PDF/A-2a), so that
they can be read aloud and kept in an archive.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.errors import PlannerError
from planner.phrases import Phrase
from planner.programme import Programme
from planner.publish.glyphs import code_points, font_folder, missing, printable
from planner.publish.plaintext import clean_line
from planner.publish.textmap import mapped

if TYPE_CHECKING:
    from typst import Compiler

#: ISO 14289-1 (read aloud) and ISO 19005-2, level A (kept).
STANDARDS = ("ua-1", "a-2a")
#: Longer words get invisible breaks, or they would run out of their column (of the grid).
LONG_WORD, LONG_WORD_IN_GRID = 40, 18
BREAK_EVERY = 12
#: Longest quotation in a warning.
LONGEST_QUOTE = 60
ZERO_WIDTH_SPACE = "\u200b"


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF file and what there is to know about it."""

    content: bytes
    warnings: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A document before it is set: plain data that can go to another process.

    ``template`` is a file of ``data/templates`` without its ending, ``words`` are the data for
    it, with a ``frame``; ``at`` (with a time zone) is the date of the file.  ``substitutes``: what
    to print instead of names that no shipped font can draw.
    """

    template: str
    words: Mapping[str, Any]
    at: datetime
    substitutes: Mapping[str, str]

    @property
    def name(self) -> str:
        """Whose it is, or what, for messages."""
        return str(self.words["frame"]["recipient"])


class Typesetter:
    """Typst with the shipped fonts and templates, and nothing else; for one thread."""

    def __init__(self) -> None:
        from typst import Fonts

        self._templates = Path(str(resources.files("data"))) / "templates"
        self._fonts = Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[font_folder()],
        )
        self._compilers: dict[str, Compiler] = {}

    def pdf(self, manuscript: Manuscript) -> Printed:
        """The document as PDF.

        Characters that no font can draw print as U+FFFD, where there is no substitute for the
        name they are in; both are told in the warnings.
        """
        from typst import TypstError

        words, substitutes = manuscript.words, manuscript.substitutes
        warnings = _missing_in(words, substitutes)
        data = json.dumps(_prepared(words, substitutes))
        try:
            return Printed(self._compile(manuscript, data, [*STANDARDS]), warnings)
        except TypstError:
            plain = Phrase(
                "{name}: the PDF could not be made accessible to screen readers.",
                name=manuscript.name,
            )
        try:
            return Printed(self._compile(manuscript, data, []), (*warnings, plain))
        except TypstError as error:
            raise PlannerError(
                Phrase("The schedule of {name} cannot be printed as PDF.", name=manuscript.name),
                Phrase("Export it as HTML, and report this: {message}", message=error.message),
            ) from error

    def _compile(self, manuscript: Manuscript, data: str, standards: Any) -> bytes:
        content = self._compiler(manuscript.template).compile(
            format="pdf",
            sys_inputs={"doc": data},
            pdf_standards=standards,
            timestamp=int(manuscript.at.timestamp()),
        )
        assert isinstance(content, bytes)
        return content

    def _compiler(self, template: str) -> "Compiler":
        from typst import Compiler

        if template not in self._compilers:
            self._compilers[template] = Compiler(
                self._templates / f"{template}.typ",
                root=self._templates,
                font_paths=self._fonts,
                ignore_system_fonts=True,
            )
        return self._compilers[template]


def substitutes_for(programme: Programme) -> dict[str, str]:
    """Names that no shipped font can draw -> the same in Latin letters, where that is known."""
    return {
        d.name: d.latin_name
        for d in programme.delegates.values()
        if d.latin_name and missing(d.name) and not missing(d.latin_name)
    }


def _prepared(words: Any, substitutes: Mapping[str, str]) -> Any:
    """The data with every text as it can be set; texts in grids have narrow columns."""
    # The longest first: one name may be a part of another.
    names = sorted(substitutes, key=lambda name: (-len(name), name))

    def prepare(text: str, path: tuple[str, ...]) -> str:
        if missing(text):
            for name in names:
                text = text.replace(name, substitutes[name])
        if path[-1] != "description":
            text = clean_line(text)
        limit = LONG_WORD_IN_GRID if "grid" in path else LONG_WORD
        return softened(printable(text), limit)

    return mapped(words, prepare)


def softened(text: str, limit: int) -> str:
    """``text`` with a possible break in every ``BREAK_EVERY`` characters of very long words."""

    def soften(match: re.Match[str]) -> str:
        word = match[0]
        pieces = (word[i : i + BREAK_EVERY] for i in range(0, len(word), BREAK_EVERY))
        return ZERO_WIDTH_SPACE.join(pieces)

    return re.sub(rf"\S{{{limit + 1},}}", soften, text)


def _missing_in(words: Any, substitutes: Mapping[str, str]) -> tuple[Phrase, ...]:
    """A warning for each text with characters that no earlier one has told of."""
    told: set[str] = set()
    found: list[Phrase] = []

    def look(text: str, _path: tuple[str, ...]) -> str:
        if new := [cluster for cluster in missing(text) if cluster not in told]:
            told.update(new)
            found.append(_warning(new, text, substitutes))
        return text

    mapped(words, look)
    return tuple(found)


def _warning(clusters: Sequence[str], text: str, substitutes: Mapping[str, str]) -> Phrase:
    code = ", ".join(code_points(cluster) for cluster in clusters)
    name = next((n for n in substitutes if clusters[0] in n and n in text), None)
    if name is not None:
        return Phrase(
            "{code} in “{text}”: no font for it, printed as “{latin}”",
            code=code,
            text=name,
            latin=substitutes[name],
        )
    shown = text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"
    return Phrase("{code} in “{text}”: no font for it", code=code, text=clean_line(shown))
