"""Column types of the store, and their JSON images for the journal."""

import json
from collections.abc import Iterable
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, Date, DateTime, String, Text, Time
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from models.walltime import decode_wall, encode_wall


class Wall(TypeDecorator[datetime]):
    """A wall-clock time in the edition's zone (never UTC), see ``models/walltime.py``."""

    impl = String(17)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        return None if value is None else encode_wall(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else decode_wall(value)


class Words(TypeDecorator[tuple[str, ...]]):
    """A short list of words (language codes, creative fields), stored as JSON text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Iterable[str] | None, dialect: Dialect) -> str:
        return json.dumps(list(value or ()), ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...]:
        return tuple(json.loads(value)) if value and value != "[]" else ()


class Word(TypeDecorator[StrEnum]):
    """A member of one of the vocabularies of ``models/words.py``."""

    impl = String(20)
    cache_ok = True

    def __init__(self, vocabulary: type[StrEnum]) -> None:
        super().__init__()
        self.vocabulary = vocabulary

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        return None if value is None else self.vocabulary(value)


def to_image(column: Column[Any], value: Any) -> Any:
    """The JSON form of a column's Python value."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(column.type, Wall):
        return encode_wall(value)
    if isinstance(value, date | time | datetime):
        return value.isoformat()
    if isinstance(column.type, Words):
        return list(value)
    return str(value)


def from_image(column: Column[Any], image: Any) -> Any:
    """Inverse of :func:`to_image`."""
    if image is None:
        return None
    match column.type:
        case Wall():
            return decode_wall(image)
        case Words():
            return tuple(image)
        case Word(vocabulary=vocabulary):
            return vocabulary(image)
        case DateTime():
            return datetime.fromisoformat(image)
        case Date():
            return date.fromisoformat(image)
        case Time():
            return time.fromisoformat(image)
        case _:
            return image
