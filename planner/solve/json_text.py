"""Strict JSON: what the file says and nothing else, or a sentence about what is wrong with it."""

import json
import math
from typing import Any

from planner.errors import PlannerError
from planner.phrases import Phrase
from planner.solve.faults import BadProblem, Fault, Path

#: Bytes; the largest problems of our own are under one.
LARGEST = 64 * 1024 * 1024
#: Whole numbers beyond these do not fit the solvers (64 bits).
SMALLEST_NUMBER, LARGEST_NUMBER = -(2**63), 2**63 - 1


class _Repeated(dict[str, Any]):
    """An object in which members are given more than once."""

    names: tuple[str, ...] = ()


class _NoNumber(float):
    """NaN or an infinity: JSON has no such number."""


def parse(source: str | bytes) -> Any:
    """The value of a JSON text in UTF-8.  Numbers like ``5.0`` are whole.

    Raises PlannerError for a text that is too large or no JSON, BadProblem for members that are
    given twice and for numbers that are none.
    """
    text = _text(source)
    try:
        raw = _loaded(text)
    except json.JSONDecodeError as error:
        raise PlannerError(
            Phrase(
                "This is no JSON: line {line}, column {column}: {reason}.",
                line=error.lineno,
                column=error.colno,
                reason=error.msg,
            )
        ) from error
    except RecursionError as error:
        raise PlannerError(Phrase("The file is nested too deeply.")) from error
    if faults := list(_strange(raw)):
        raise BadProblem(faults)
    return raw


def _loaded(text: str) -> Any:
    how: dict[str, Any] = {
        "object_pairs_hook": _object,
        "parse_float": _number,
        "parse_constant": _NoNumber,
    }
    try:
        return json.loads(text, **how)
    except json.JSONDecodeError:
        raise
    except ValueError:  # thousands of digits
        return json.loads(text, parse_int=_integer, **how)


def _text(source: str | bytes) -> str:
    if len(source) > LARGEST:
        megabytes = LARGEST // 1024**2
        raise PlannerError(
            Phrase("The file is too large: {n} MB is the most.", n=megabytes),
        )
    if isinstance(source, str):
        return source.removeprefix("\ufeff")
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PlannerError(
            Phrase("The file is not UTF-8 text (byte {n}).", n=error.start + 1)
        ) from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    repeated = _Repeated(found)
    seen = [name for name, _value in pairs]
    repeated.names = tuple(name for name in found if seen.count(name) > 1)
    return repeated


def _number(text: str) -> int | float:
    value = float(text)
    if math.isinf(value):
        return _NoNumber(text)
    return int(value) if value.is_integer() else value


def _integer(text: str) -> int | float:
    """Very long numbers are cut: they are too large anyway, and slow."""
    return int(text) if len(text) < 100 else _NoNumber(text)


def _strange(raw: Any) -> list[Fault]:
    """Repeated members and impossible numbers, wherever they stand."""
    found: list[Fault] = []
    todo: list[tuple[Path, Any]] = [((), raw)]
    while todo:
        path, value = todo.pop()
        if isinstance(value, _Repeated):
            for name in value.names:
                found.append(Fault((*path, name), Phrase("This member is given more than once.")))
        if isinstance(value, dict):
            todo += [((*path, name), below) for name, below in value.items()]
        elif isinstance(value, list):
            if set(map(type, value)) != {int}:
                todo += [((*path, n), v) for n, v in enumerate(value)]
        elif isinstance(value, _NoNumber):
            found.append(Fault(path, Phrase("JSON has no such number.")))
        elif isinstance(value, str) and not value.isascii() and _halves(value):
            found.append(Fault(path, Phrase("The text holds half a character.")))
    return found


def _halves(text: str) -> bool:
    """Surrogates that stand alone; they cannot be written."""
    return any("\ud800" <= character <= "\udfff" for character in text)
