"""What can go wrong with a store, told apart so that the layers above can put it in words."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    FOREIGN = "foreign"  # a file, or a database, that is not a Wake Planner store
    DAMAGED = "damaged"
    NEWER = "newer"  # written by a newer version of the program
    UNREADABLE = "unreadable"
    UNWRITABLE = "unwritable"
    BUSY = "busy"
    FULL = "full"
    UNREACHABLE = "unreachable"  # a database server that does not answer
    INTEGRITY = "integrity"  # rows that would refer to rows that are gone


class StoreFailure(Exception):
    """The store at ``where`` cannot be used, because of ``reason``."""

    def __init__(self, reason: Reason, where: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {where} {detail}".strip())
        self.reason = reason
        self.where = where
        self.detail = detail


@dataclass
class Clash(Exception):
    """A row is no longer what the edit was based on."""

    table: str
    row_id: str
    fields: tuple[str, ...] = ()
