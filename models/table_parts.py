"""What the tables of the store are made of: columns by the line, references, rules."""

from typing import Any, TypeAlias

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, String
from sqlalchemy.types import TypeEngine

Type: TypeAlias = type[TypeEngine[Any]] | TypeEngine[Any]


def key() -> Column[Any]:
    """A row's identity: a UUID (or a catalogue key) that never changes."""
    return Column("id", String(36), primary_key=True)


def number() -> Column[Any]:
    """A row's number in the order of writing."""
    return Column("id", Integer, primary_key=True, autoincrement=True)


def needed(kind: Type, *names: str) -> list[Column[Any]]:
    """Columns of one type that always have a value."""
    return [Column(name, kind, nullable=False) for name in names]


def maybe(kind: Type, *names: str) -> list[Column[Any]]:
    """Columns of one type whose value may be unknown."""
    return [Column(name, kind) for name in names]


def ref(name: str, target: str, *, index: bool = True, nullable: bool = False) -> Column[Any]:
    """A reference to a row of another table."""
    link = ForeignKey(f"{target}.id", deferrable=True, initially="DEFERRED")
    return Column(name, String(36), link, index=index, nullable=nullable)


def maybe_ref(name: str, target: str, *, index: bool = True) -> Column[Any]:
    """A reference that may be absent."""
    return ref(name, target, index=index, nullable=True)


def exactly_one(*columns: str) -> CheckConstraint:
    """Exactly one of the columns is set."""
    count = " + ".join(f"CASE WHEN {column} IS NULL THEN 0 ELSE 1 END" for column in columns)
    return CheckConstraint(f"{count} = 1", name="exactly_one")
