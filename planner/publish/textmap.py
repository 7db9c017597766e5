"""Does something to every text of nested plain data, such as a sheet turned into a dictionary."""

from collections.abc import Callable, Mapping
from typing import Any


def mapped(
    value: Any, change: Callable[[str, tuple[str, ...]], str], path: tuple[str, ...] = ()
) -> Any:
    """A copy of ``value`` with ``change(text, path)`` for every text, tuples as lists.

    ``path`` holds the keys that lead to the text.
    """
    if isinstance(value, str):
        return change(value, path)
    if isinstance(value, Mapping):
        return {key: mapped(inner, change, (*path, str(key))) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [mapped(inner, change, path) for inner in value]
    return value
