"""What a field with many choices offers for what was typed, and which one is meant.  Pure."""

from collections.abc import Callable, Sequence
from typing import Any

from planner.errors import InvalidValue
from planner.names import fold
from planner.phrases import Phrase
from planner.programme import Programme

#: Value and label.
Choice = tuple[Any, str]
#: Values that a text may stand for though no label says so, best first, and whether it is sure.
Search = Callable[[Programme, str], tuple[list[Any], bool]]

#: What stands between the name and the rest of a label.
SEPARATOR = " · "
#: Below this likeness (RapidFuzz, of 100) a name is not worth offering.
LIKENESS = 75
MOST_ALIKE = 8


class Suggestions:
    """The choices of one field; ``search`` knows other names of them."""

    def __init__(
        self, programme: Programme, choices: Sequence[Choice], search: Search | None = None
    ) -> None:
        self.choices = tuple(choices)
        self._programme, self._search = programme, search
        self._folded = [fold(label) for _value, label in choices]
        self._names = [fold(label.partition(SEPARATOR)[0]) for _value, label in choices]

    def label(self, value: Any) -> str:
        """How a value is called; empty for None."""
        if value is None:
            return ""
        return next((label for known, label in self.choices if known == value), str(value))

    def matching(self, text: str) -> list[Choice]:
        """What may be meant: names that begin so, then labels with all words, then likely ones."""
        words = [word for part in text.split() if (word := fold(part))]
        if not words:
            return list(self.choices)
        whole = fold(text)
        found = [n for n, label in enumerate(self._folded) if all(w in label for w in words)]
        found.sort(key=lambda n: (not self._names[n].startswith(whole), n))
        others, _sure = self._search(self._programme, text) if self._search else ([], False)
        meant = [n for value in others for n in self._numbers(value)]
        if not found and not meant:
            meant = self._alike(whole)
        numbers = dict.fromkeys([*found, *meant] if found else meant)
        return [self.choices[n] for n in numbers]

    def _numbers(self, value: Any) -> list[int]:
        return [n for n, (known, _label) in enumerate(self.choices) if known == value]

    def _alike(self, whole: str) -> list[int]:
        from rapidfuzz import fuzz, process

        likely = process.extract(
            whole, self._names, scorer=fuzz.ratio, score_cutoff=LIKENESS, limit=MOST_ALIKE
        )
        return [number for _name, _score, number in likely]

    def meant(self, name: str, text: str) -> Any:
        """The value that a text stands for, None when empty.

        Raises InvalidValue where nothing is called so, or more than one thing is.
        """
        if not text.strip():
            return None
        whole = fold(text)
        for known in (self._folded, self._names):
            same = {self.choices[n][0] for n, label in enumerate(known) if label == whole}
            if len(same) == 1 and (known is self._folded or not self._is_doubtful(text)):
                return same.pop()
        if self._search is not None:
            values, sure = self._search(self._programme, text)
            if sure and self._numbers(values[0]):
                return values[0]
        return self._only(name, text)

    def _is_doubtful(self, text: str) -> bool:
        """A name that others bear as well, though none of them is on offer under it."""
        if self._search is None:
            return False
        values, sure = self._search(self._programme, text)
        return not sure and len(values) > 1

    def _only(self, name: str, text: str) -> Any:
        words = [fold(part) for part in text.split()]
        literally = [
            value
            for (value, _label), label in zip(self.choices, self._folded, strict=True)
            if all(word in label for word in words)
        ]
        if len(literally) == 1 and not self._is_doubtful(text):
            return literally[0]
        found = self.matching(text)
        if not found:
            raise InvalidValue(name, Phrase("Nothing here is called “{text}”.", text=text.strip()))
        first = found[0][1].partition(SEPARATOR)[0]
        if len(found) == 1:
            raise InvalidValue(name, Phrase("Do you mean {name}? Choose it below.", name=first))
        raise InvalidValue(
            name,
            Phrase("{n} fit “{text}”: choose one below.", n=len(found), text=text.strip()),
        )
