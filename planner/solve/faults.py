"""What is wrong with a problem's file: each fault a sentence that begins with its place.

A place is written as in ``sites[3].windows[0].open``; :func:`follow` finds every value that such a
pattern (with ``[]`` for each item of a list) means, however broken the rest of the file is.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, TypeAlias

from planner.errors import PlannerError
from planner.phrases import Phrase, plural

Path: TypeAlias = tuple[str | int, ...]

#: So many faults are shown, the rest are counted.
SHOWN = 20
_NAME = re.compile(r"[A-Za-z_]\w*")
_STEP = re.compile(r"\[\]|\{\}|\w+")


class Fault(NamedTuple):
    """Something wrong at a place of the file; the place of the whole file is empty."""

    path: Path
    what: Phrase

    @property
    def phrase(self) -> Phrase:
        if not self.path:
            return self.what
        return Phrase("{place}: {what}", place=written(self.path), what=self.what)


class BadProblem(PlannerError):
    """A file that holds no problem of the form; ``lines`` are its faults, a sentence each."""

    CODE = "bad-problem"

    def __init__(self, faults: Iterable[Fault]) -> None:
        each = {(fault.path, fault.what.template): fault for fault in faults}
        found = sorted(each.values(), key=_order)
        self.faults = tuple(found)
        self.lines = tuple(fault.phrase for fault in found[:SHOWN])
        if (more := len(found) - SHOWN) > 0:
            self.lines += (plural("One more fault.", "{n} more faults.", more),)
        super().__init__(
            plural("The problem has a fault.", "The problem has {n} faults.", len(found))
        )

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.faults,)

    def __str__(self) -> str:
        return "\n".join(map(str, self.lines))


def _order(fault: Fault) -> tuple[Any, ...]:
    """Lists by their numbers, members by name."""
    return tuple((isinstance(step, str), step) for step in fault.path)


def written(path: Path) -> str:
    """The place as people write it: ``sites[3].windows[0].open``."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        elif _NAME.fullmatch(step):
            text += f".{step}" if text else step
        else:
            text += f"[{shown(step)}]"
    return text


def shown(value: Any) -> str:
    """A value as the file has it, cut where it is long."""
    if isinstance(value, dict | list):
        text = "{...}" if isinstance(value, dict) else "[...]"
    else:
        text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 40 else text[:37] + "..."


class Found(NamedTuple):
    """A value and its place."""

    path: Path
    value: Any

    def member(self, name: str) -> Any:
        """A member's value; None where there is none."""
        return self.value.get(name) if isinstance(self.value, dict) else None


def follow(raw: Any, pattern: str) -> Iterator[Found]:
    """Every value at a place like ``days[].lunch.at[]``; ``{}`` stands for any member."""
    found: Iterable[Found] = [Found((), raw)]
    for step in _STEP.findall(pattern):
        found = [below for here in found for below in _below(here, step)]
    yield from found


def _below(here: Found, step: str) -> Iterator[Found]:
    if step == "[]":
        if isinstance(here.value, list):
            for n, value in enumerate(here.value):
                yield Found((*here.path, n), value)
    elif isinstance(here.value, dict):
        for name in here.value if step == "{}" else [step]:
            if name in here.value:
                yield Found((*here.path, name), here.value[name])
