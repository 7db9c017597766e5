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
from planner.publish.fonts import Face, OtherFonts, folder_of, machine_fonts
from planner.publish.glyphs import described, font_folder, foreign, missing, printable
from planner.publish.plaintext import clean_line
from planner.publish.textmap import mapped

if TYPE_CHECKING:
    from typst import Compiler, Fonts

#: ISO 14289-1 (read aloud) and ISO 19005-2, level A (kept).
STANDARDS = ("ua-1", "a-2a")
#: Longer words get invisible breaks, or they would run out of their column (of the grid).
LONG_WORD, LONG_WORD_IN_GRID = 40, 18
BREAK_EVERY = 12
#: Longest quotation in a warning, and most characters told of one text.
LONGEST_QUOTE = 60
MOST_TOLD = 4
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
    """Typst with the shipped fonts and templates; for one thread.

    ``others`` are the fonts for what the shipped ones lack, those of this machine by default: a
    document that needs none of them does not depend on them.
    """

    def __init__(self, others: OtherFonts | None = None) -> None:
        self._templates = Path(str(resources.files("data"))) / "templates"
        self._others = others or machine_fonts()
        self._fonts: dict[tuple[Face, ...], Fonts] = {}
        self._compilers: dict[tuple[str, tuple[Face, ...]], Compiler] = {}

    def pdf(self, manuscript: Manuscript) -> Printed:
        """The document as PDF.

        Characters that no font can draw print as U+FFFD, where there is no substitute for the
        name they are in; both are told in the warnings.
        """
        from typst import TypstError

        words = manuscript.words
        faces = self._others.faces_for(_lacking(words))
        substitutes = {
            name: latin for name, latin in manuscript.substitutes.items() if missing(name, faces)
        }
        warnings = _warnings(words, substitutes, faces)
        data = json.dumps(_prepared(words, substitutes, faces))
        try:
            return Printed(self._compile(manuscript, data, faces, [*STANDARDS]), warnings)
        except TypstError:
            plain = Phrase(
                "{name}: the PDF could not be made accessible to screen readers.",
                name=manuscript.name,
            )
        try:
            return Printed(self._compile(manuscript, data, faces, []), (*warnings, plain))
        except TypstError as error:
            raise PlannerError(
                Phrase("The schedule of {name} cannot be printed as PDF.", name=manuscript.name),
                Phrase("Export it as HTML, and report this: {message}", message=error.message),
            ) from error

    def ready(self, manuscript: Manuscript, template: str) -> "tuple[Compiler, dict[str, str]]":
        """The compiler for a template, and what it reads of a document: to look at its pages."""
        faces = self._others.faces_for(_lacking(manuscript.words))
        data = json.dumps(_prepared(manuscript.words, manuscript.substitutes, faces))
        families = json.dumps([face.family for face in faces])
        inputs = {"doc": data, "faces": families, "template": manuscript.template}
        return self._compiler(template, faces), inputs

    def _compile(
        self, manuscript: Manuscript, data: str, faces: tuple[Face, ...], standards: Any
    ) -> bytes:
        families = json.dumps([face.family for face in faces])
        content = self._compiler(manuscript.template, faces).compile(
            format="pdf",
            sys_inputs={"doc": data, "faces": families},
            pdf_standards=standards,
            timestamp=int(manuscript.at.timestamp()),
        )
        assert isinstance(content, bytes)
        return content

    def _compiler(self, template: str, faces: tuple[Face, ...]) -> "Compiler":
        from typst import Compiler

        key = (template, faces)
        if key not in self._compilers:
            self._compilers[key] = Compiler(
                self._templates / f"{template}.typ",
                root=self._templates,
                font_paths=self._fonts_with(faces),
                ignore_system_fonts=True,
            )
        return self._compilers[key]

    def _fonts_with(self, faces: tuple[Face, ...]) -> "Fonts":
        from typst import Fonts

        if faces not in self._fonts:
            self._fonts[faces] = Fonts(
                include_system_fonts=False,
                include_embedded_fonts=False,
                font_paths=[font_folder(), *([folder_of(faces)] if faces else [])],
            )
        return self._fonts[faces]


def substitutes_for(programme: Programme) -> dict[str, str]:
    """Names that no shipped font can draw -> the same in Latin letters, where that is known."""
    return {
        d.name: d.latin_name
        for d in programme.delegates.values()
        if d.latin_name and missing(d.name) and not missing(d.latin_name)
    }


def _lacking(words: Any) -> Sequence[str]:
    """The characters of all texts that only other fonts may have, each once."""
    found: dict[str, None] = {}

    def look(text: str, _path: tuple[str, ...]) -> str:
        found.update(dict.fromkeys(foreign(text)))
        return text

    mapped(words, look)
    return tuple(found)


def _prepared(words: Any, substitutes: Mapping[str, str], faces: tuple[Face, ...]) -> Any:
    """The data with every text as it can be set; texts in grids have narrow columns."""
    # The longest first: one name may be a part of another.
    names = sorted(substitutes, key=lambda name: (-len(name), name))

    def prepare(text: str, path: tuple[str, ...]) -> str:
        if missing(text, faces):
            for name in names:
                text = text.replace(name, substitutes[name])
        if path[-1] != "description":
            text = clean_line(text)
        limit = LONG_WORD_IN_GRID if "grid" in path else LONG_WORD
        return softened(printable(text, faces), limit)

    return mapped(words, prepare)


def softened(text: str, limit: int) -> str:
    """``text`` with a possible break in every ``BREAK_EVERY`` characters of very long words."""

    def soften(match: re.Match[str]) -> str:
        word = match[0]
        pieces = (word[i : i + BREAK_EVERY] for i in range(0, len(word), BREAK_EVERY))
        return ZERO_WIDTH_SPACE.join(pieces)

    return re.sub(rf"\S{{{limit + 1},}}", soften, text)


def _warnings(
    words: Any, substitutes: Mapping[str, str], faces: tuple[Face, ...]
) -> tuple[Phrase, ...]:
    """A warning for each text with characters that no earlier one has told of."""
    told: set[str] = set()
    found: list[Phrase] = []

    def look(text: str, _path: tuple[str, ...]) -> str:
        if new := [cluster for cluster in missing(text, faces) if cluster not in told]:
            told.update(new)
            found.append(_warning(new, text, substitutes))
        return text

    mapped(words, look)
    return tuple(found)


def _warning(clusters: Sequence[str], text: str, substitutes: Mapping[str, str]) -> Phrase:
    name = next((n for n in substitutes if clusters[0] in n and n in text), None)
    if name is not None:
        return Phrase(
            "{code} in “{text}”: no font for it, printed as “{latin}”",
            code=characters(clusters),
            text=name,
            latin=substitutes[name],
        )
    return Phrase(
        "{code} in “{text}”: no font for it", code=characters(clusters), text=quoted(text)
    )


def characters(clusters: Sequence[str]) -> str:
    """What they are called, those beyond the first few counted."""
    more = f" +{len(clusters) - MOST_TOLD}" if len(clusters) > MOST_TOLD else ""
    return ", ".join(described(cluster) for cluster in clusters[:MOST_TOLD]) + more


def quoted(text: str) -> str:
    """A text on one line, and not too long."""
    return clean_line(text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…")
