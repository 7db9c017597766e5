"""Taking names of people out of texts."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias
from unicodedata import category, normalize

from planner.names import fold

#: A text without the names in it.
Cleaner: TypeAlias = Callable[[str], str]

WORD = re.compile(r"\w+")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
IN_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*")
#: What stands for an e-mail address of which nobody knows whose it is.
SOMETHING = "…"
#: What may stand between two words of one name.
GAP = re.compile(r"[\s,.'’@()/+_‐‑-]{0,3}")
#: Shorter words are too common to be taken for a part of somebody's name.
SHORTEST_PART = 3


class _Name(NamedTuple):
    """A name as its folded words; ``written``: only as written so, where it is but one word."""

    words: tuple[str, ...]
    written: str | None
    neutral: str


class Replacer:
    """Puts neutral names in the place of names, the longest first.

    Case, accents and what stands between the words make no difference; a name of one word alone
    has to be written as its owner writes it, or in capitals.
    """

    def __init__(self, names: Mapping[str, str], kept: Collection[str] = ()) -> None:
        """``names``: name -> neutral name.  ``kept``: names of other things, which stay."""
        stay = {fold(name) for name in kept}
        self._by_first: dict[str, list[_Name]] = defaultdict(list)
        self._unspaced: dict[str, str] = {}
        for name, neutral in names.items():
            for written in _ways_of_writing(name):
                if fold(written) not in stay:
                    self._add(written, neutral)
        for found in self._by_first.values():
            found.sort(key=lambda known: -len(known.words))

    def _add(self, written: str, neutral: str) -> None:
        words = tuple(filter(None, map(fold, WORD.findall(normalize("NFC", written)))))
        if any(category(letter) == "Lo" for letter in written):
            self._unspaced[normalize("NFC", written)] = neutral
        if words and len("".join(words)) > 1:
            alone = normalize("NFC", written).strip() if len(words) == 1 else None
            self._by_first[words[0]].append(_Name(words, alone, neutral))

    def __call__(self, text: str) -> str:
        """The text without the names; the same text where there is none."""
        plain = normalize("NFC", text)
        found = self._replaced(plain)
        for name in sorted(self._unspaced, key=len, reverse=True):
            found = found.replace(name, self._unspaced[name])
        found = EMAIL.sub(SOMETHING, found)
        return text if found == plain else found

    def _replaced(self, text: str) -> str:
        matches = list(WORD.finditer(text))
        words = [fold(match[0]) for match in matches]
        pieces, end, at = [], 0, 0
        while at < len(words):
            name = self._name_at(text, matches, words, at)
            if name is None:
                at += 1
                continue
            last = at + len(name.words) - 1
            pieces += [text[end : matches[at].start()], name.neutral]
            end, at = matches[last].end(), last + 1
        return "".join((*pieces, text[end:]))

    def _name_at(
        self, text: str, matches: list[re.Match[str]], words: list[str], at: int
    ) -> _Name | None:
        for name in self._by_first.get(words[at], ()):
            last = at + len(name.words) - 1
            if tuple(words[at : last + 1]) != name.words:
                continue
            gaps = (text[matches[n].end() : matches[n + 1].start()] for n in range(at, last))
            alone = name.written is None or matches[at][0] in (name.written, name.written.upper())
            if alone and all(map(GAP.fullmatch, gaps)):
                return name
        return None


def _ways_of_writing(name: str) -> Iterator[str]:
    """As it is, without what stands in brackets, and with the last word first."""
    plain = IN_BRACKETS.sub(" ", name).strip()
    for written in dict.fromkeys((name, plain)):
        yield written
        words = written.split()
        if len(words) > 1 and "@" not in written:
            yield " ".join((words[-1], *words[:-1]))


def parts_of(names: Iterable[tuple[str, str]], kept: Collection[str]) -> dict[str, str]:
    """The single words of names that begin with a capital, each with its neutral name.

    ``kept``: words that are also those of other things, folded.
    """
    return {
        word: neutral
        for name, neutral in names
        for word in WORD.findall(normalize("NFC", name))
        if len(word) >= SHORTEST_PART and not word[0].islower() and fold(word) not in kept
        if not word.isdecimal()
    }


def words_of(names: Iterable[str]) -> frozenset[str]:
    """Every word of names, folded."""
    return frozenset(fold(word) for name in names for word in WORD.findall(normalize("NFC", name)))
