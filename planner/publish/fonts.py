"""Fonts of this machine, for characters that the shipped ones lack: Chinese, Tamil, Lao ...

Nobody looks for them before a text needs them.  A character always gets the first font that has
it, in an order that depends on nothing but which fonts there are.
"""

import atexit
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from mmap import ACCESS_READ, mmap
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from planner.publish.charmap import covered_by, has_outlines
from planner.publish.glyphs import WITHOUT_GLYPH, font_folder

if TYPE_CHECKING:
    from typst import FontInfo

REGULAR, BOLD = 400, 700
#: Families to be asked before all others, as they match the shipped ones; and after all others.
FIRST, LAST = "Noto Sans", ("Serif", "Mono", "Looped", "Kufi", "Nastaliq")


@dataclass(frozen=True, eq=False)
class Face:
    """A font that is not ours: its family, its files, and which characters it has (a bit each)."""

    family: str
    files: tuple[Path, ...]
    bits: bytes

    def has(self, cluster: str) -> bool:
        """Whether it can draw a character and the marks on it."""
        points = (ord(char) for char in cluster if char not in WITHOUT_GLYPH)
        return all(p >> 3 < len(self.bits) and self.bits[p >> 3] >> (p & 7) & 1 for p in points)


class OtherFonts:
    """The fonts in some folders with all below them; without folders those of the machine."""

    def __init__(self, folders: Sequence[Path] | None = None) -> None:
        self._folders = folders
        self._found: dict[str, Face | None] = {}

    def faces_for(self, clusters: Iterable[str]) -> tuple[Face, ...]:
        """The fonts that it takes to draw these, as far as there are any."""
        wanted = {self._face_for(cluster) for cluster in clusters}
        return tuple(face for face in self._faces if face in wanted) if wanted else ()

    def _face_for(self, cluster: str) -> Face | None:
        if cluster not in self._found:
            self._found[cluster] = next((f for f in self._faces if f.has(cluster)), None)
        return self._found[cluster]

    @cached_property
    def _faces(self) -> tuple[Face, ...]:
        """Each upright family of its own name, in the order in which they are asked."""
        from typst import Fonts

        known = Fonts(
            include_system_fonts=self._folders is None,
            include_embedded_fonts=False,
            font_paths=list(self._folders or ()),
        )
        upright = sorted((f for f in known.fonts() if f.path and f.style == "normal"), key=_order)
        families: dict[str, list[FontInfo]] = {}
        for font in upright:
            families.setdefault(font.family, []).append(font)
        usable = (_face(fonts) for name, fonts in families.items() if name not in _shipped())
        return tuple(face for face in usable if face is not None)


def _order(font: "FontInfo") -> tuple[bool, bool, str, int, float, str, int]:
    return (
        any(word in font.family for word in LAST),
        not font.family.startswith(FIRST),
        font.family,
        abs(font.weight - REGULAR),
        abs(font.stretch - 1),
        font.path or "",
        font.index,
    )


def _face(fonts: Sequence["FontInfo"]) -> Face | None:
    """A family from its upright fonts, the most usual one first; None where that is no text font.

    Bold letters are used where they are as many as the others.
    """
    points = _points(fonts[0])
    if not points:
        return None
    files = [Path(fonts[0].path or "")]
    bold = next((f for f in fonts if f.weight == BOLD), None)
    if bold is not None and points <= _points(bold):
        files.append(Path(bold.path or ""))
    return Face(fonts[0].family, tuple(files), _bits(points))


def _points(font: "FontInfo") -> frozenset[int]:
    """The characters of a font; none of one that is broken, or made of pictures."""
    try:
        with (
            Path(font.path or "").open("rb") as file,
            mmap(file.fileno(), 0, access=ACCESS_READ) as content,
        ):
            is_drawn = has_outlines(content, font.index)
            return covered_by(content, font.index) if is_drawn else frozenset()
    except (OSError, ValueError, struct.error):
        return frozenset()


def _bits(points: frozenset[int]) -> bytes:
    bits = bytearray((max(points) >> 3) + 1)
    for point in points:
        bits[point >> 3] |= 1 << (point & 7)
    return bytes(bits)


@cache
def machine_fonts() -> OtherFonts:
    """Those installed on this machine."""
    return OtherFonts()


@cache
def _shipped() -> frozenset[str]:
    """Families that must not be mixed with others of the same name."""
    from typst import Fonts

    shipped = Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[font_folder()]
    )
    return frozenset(shipped.families())


@cache
def folder_of(faces: tuple[Face, ...]) -> Path:
    """A folder with the files of these fonts and no others, there until the program ends."""
    folder = TemporaryDirectory(prefix="wake-planner-fonts-")
    atexit.register(folder.cleanup)
    for number, path in enumerate(path for face in faces for path in face.files):
        place = Path(folder.name) / f"{number}{path.suffix}"
        try:
            place.symlink_to(path)
        except OSError:  # Windows lets few people make links.
            copyfile(path, place)
    return Path(folder.name)
