"""Names of places, hosts and activities as people write them: which are equal, which look alike.

Case, accents, punctuation and articles make no difference, and a town may stand behind a name
(“TRAKK Namur”).  Alike are names with a letter or two more, less or different (RapidFuzz), and
names of which one is a part of the other (“Musée Mundaneum”): about those people are asked.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from planner.names import fold

#: Of 100: below this (RapidFuzz ratio) two names are two names.
LIKENESS = 85.0
MOST = 6
#: Names alike share so many letters at one end.
EDGE = 3
#: A part of a name that is shorter says nothing.
SHORTEST = 3

#: What names go without at times, folded.
_SMALL = frozenset({"le", "la", "les", "de", "du", "des", "et", "au", "the", "of", "and", "in"})
_ELIDED = re.compile(r"\b[ld]['\N{RIGHT SINGLE QUOTATION MARK}]", re.IGNORECASE)
_WORD = re.compile(r"\w+")


class Names:
    """Ids by name, and by town where the town is known."""

    def __init__(self) -> None:
        self._equal: dict[str, list[str]] = defaultdict(list)
        self._words: dict[str, frozenset[str]] = {}
        self._cores: dict[str, str] = {}
        self._towns: dict[str, str] = {}
        #: Words that tell a town, not a place in it.
        self._of_towns: set[str] = set()
        #: Where to look for names alike, so that not all have to be compared.
        self._by_word: dict[str, list[str]] = defaultdict(list)
        self._by_longest: dict[str, list[str]] = defaultdict(list)
        self._by_edge: dict[tuple[int, str], list[str]] = defaultdict(list)

    def add(self, row_id: str, name: str, town: str = "") -> None:
        words = _core(name)
        core = "".join(words)
        self._towns[row_id], self._cores[row_id] = fold(town), core
        self._words[row_id] = frozenset(words)
        for key in {fold(name), core, core + fold(town)} - {""}:
            self._equal[key].append(row_id)
        self._of_towns.update(_core(town))
        for word in self._words[row_id]:
            self._by_word[word].append(row_id)
        self._by_longest[_longest(words)].append(row_id)
        for edge in _edges(core):
            self._by_edge[edge].append(row_id)

    def equal(self, name: str, town: str = "") -> list[str]:
        """The ids of an equal name, unless they are known to lie in another town."""
        exact = [i for i in self._equal.get(fold(name), ()) if self._in(i, town)]
        core = "".join(_core(name))
        return exact or [i for i in self._equal.get(core, ()) if self._in(i, town)]

    def alike(self, name: str, town: str = "") -> list[str]:
        """The ids of equal and similar names, the best first."""
        words = _core(name)
        parts = (i for i in self._parts(frozenset(words), town) if self._in(i, town))
        return list(dict.fromkeys((*self._near("".join(words)), *parts)))[:MOST]

    def _near(self, core: str) -> list[str]:
        """Names with hardly a letter more, less or different: they begin or end alike."""
        from rapidfuzz import fuzz

        close = {i for edge in _edges(core) for i in self._by_edge.get(edge, ())}
        scores = {i: fuzz.ratio(core, self._cores[i], score_cutoff=LIKENESS) for i in close}
        digits = _digits(core)
        found = [i for i, score in scores.items() if score and _digits(self._cores[i]) == digits]
        return sorted(found, key=lambda i: (-scores[i], i))

    def _parts(self, words: frozenset[str], town: str) -> Iterator[str]:
        """Names that are a part of this one, and those that this one is a part of."""
        longer = self._by_word.get(_longest(words), ())
        shorter = (i for word in words for i in self._by_longest.get(word, ()))
        of_towns = self._of_towns.union(_core(town))
        for row_id in sorted({*longer, *shorter}):
            shared = words & self._words[row_id]
            whole = shared in (words, self._words[row_id])
            if whole and len("".join(shared - of_towns)) >= SHORTEST:
                yield row_id

    def _in(self, row_id: str, town: str) -> bool:
        known = self._towns[row_id]
        return not town or not known or known == fold(town)


def _core(name: str) -> list[str]:
    """The words of a name, folded, without the small ones (where others are left).

    The last word is none: Salle A is not Salle D.
    """
    words = [fold(word) for word in _WORD.findall(_ELIDED.sub("", name)) if fold(word)]
    return [word for word in words[:-1] if word not in _SMALL] + words[-1:]


def _longest(words: Iterable[str]) -> str:
    return max(words, key=lambda word: (len(word), word), default="")


def _edges(core: str) -> tuple[tuple[int, str], ...]:
    """How a name begins and ends."""
    return (0, core[:EDGE]), (1, core[-EDGE:])


def _digits(core: str) -> str:
    """Salle 1 is not Salle 2."""
    return "".join(c for c in core if c.isdigit())
