"""Creative fields as people write them."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from planner.names import fold
from planner.programme import Programme

#: Field -> what it is called besides its names in the catalogue.
_OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "crafts-and-folk-art": ("crafts", "craft", "folk art", "arts and crafts", "artisanat",
                            "arts populaires", "métiers d'art"),
    "film": ("cinema", "cinéma", "films", "movies", "audiovisuel", "audiovisual"),
    "gastronomy": ("food", "cuisine"),
    "literature": ("books", "livres", "lettres"),
    "media-arts": ("media art", "media", "arts médiatiques", "art numérique", "digital arts",
                   "digital art", "numérique", "digital", "new media", "nouveaux médias"),
    "music": ("musiques",),
}  # fmt: skip

_APART = re.compile(r"[,;/|+\n]")
_JOINED = re.compile(r"\s(?:and|et)\s|&", re.IGNORECASE)


class Fields(NamedTuple):
    """``known``: field ids, each once; ``unknown``: words that are no field."""

    known: tuple[str, ...]
    unknown: tuple[str, ...]


def field_names(programme: Programme) -> Mapping[str, str]:
    """What the fields are called, folded -> field id."""
    return {
        fold(name): field.id
        for field in programme.fields.values()
        for name in (*_OTHER_NAMES.get(field.id, ()), field.id, field.name_en, field.name_fr)
    }


def fields_of(names: Mapping[str, str], text: str) -> Fields:
    """The fields that a text names, with commas, slashes, “and” between them."""
    known, unknown = list[str](), list[str]()
    for part in _APART.split(text):
        whole = fold(part) in names
        for piece in [part] if whole else _JOINED.split(part):
            if found := names.get(fold(piece)):
                known.append(found)
            elif piece.strip():
                unknown.append(piece.strip())
    return Fields(tuple(dict.fromkeys(known)), tuple(unknown))
