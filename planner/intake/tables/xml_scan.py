"""Going through XML element by element, keeping nothing, and without its dangers."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import IO
from xml.parsers import expat

Begin = Callable[[dict[str, str]], None]


class XmlScan:
    """Calls a function with the attributes where an element of a name begins, whatever its prefix.

    :meth:`listen` and :meth:`heard` give the text between two of them.
    """

    def __init__(self, begins: Mapping[str, Begin]) -> None:
        self._begins = begins
        self._heard: list[str] = []
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._begin
        self._parser.StartDoctypeDeclHandler = _refuse

    def read(self, stream: IO[bytes]) -> None:
        """Raises ExpatError for what is malformed; ValueError for a document type.

        No table has one: entities that grow without end are made there.
        """
        self._parser.ParseFile(stream)

    def listen(self) -> None:
        """Keep the text from here."""
        self._heard = []
        self._parser.CharacterDataHandler = self._heard.append

    def heard(self) -> str:
        """The text since :meth:`listen`."""
        self._parser.CharacterDataHandler = None
        return "".join(self._heard)

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if (begins := self._begins.get(_local(name))) is not None:
            begins(attributes)


def local_names(attributes: Mapping[str, str]) -> dict[str, str]:
    """The attributes without the prefixes of their names."""
    return {_local(name): value for name, value in attributes.items()}


@lru_cache(maxsize=1024)
def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _refuse(*_declaration: object) -> None:
    raise ValueError
