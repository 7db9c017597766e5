"""Does something to every text of nested plain data, such as a sheet or a sheet as a dictionary."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any


def mapped(
    value: Any, change: Callable[[str, tuple[str, ...]], str], path: tuple[str, ...] = ()
) -> Any:
    """A copy of ``value`` with ``change(text, path)`` for every text.

    Tuples become lists, dataclasses dictionaries.

    ``path`` holds the keys that lead to the text.
    """
    if isinstance(value, str):
        return change(value, path)
    if isinstance(value, Mapping):
        return {key: mapped(inner, change, (*path, str(key))) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [mapped(inner, change, path) for inner in value]
    if is_dataclass(value):
        each = ((f.name, getattr(value, f.name)) for f in fields(value))
        return {name: mapped(inner, change, (*path, name)) for name, inner in each}
    return value
