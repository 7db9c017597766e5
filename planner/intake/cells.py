"""From the cells of a table to values: texts, languages, statuses, e-mail addresses."""

import re
from datetime import date, datetime
from functools import lru_cache

from models.words import DelegationStatus
from planner.errors import InvalidValue
from planner.fields import EMAIL, clean_text, parse_languages, parse_lines
from planner.intake.tables.sheets import Cell
from planner.intake.vocabulary import STATUSES, language_codes
from planner.names import fold
from planner.phrases import Phrase

_BLANKS = re.compile(r"[ \t\r\n\N{NO-BREAK SPACE}]+")
_BRACKETED = re.compile(r"\([^()]*\)")
_APART = re.compile(r"[,;/+&|\n]|\s(?:and|et)\s", re.IGNORECASE)


def text_of(cell: Cell) -> str:
    """A cell as text; whole numbers without a decimal point (phone numbers, postcodes)."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime():
            return cell.strftime("%Y-%m-%d %H:%M")
        case date():
            return cell.isoformat()
        case _:
            return str(cell).strip()


def line_of(name: str, cell: Cell) -> str | None:
    """A cell as one line of text; raises InvalidValue for control characters."""
    text = text_of(cell)
    return clean_text(name, _BLANKS.sub(" ", text)) if text else None


def lines_of(name: str, cell: Cell) -> str | None:
    """A cell as text of several lines; raises InvalidValue for control characters."""
    return parse_lines(name, text_of(cell).replace("\r\n", "\n").replace("\r", "\n"))


def status_of(name: str, cell: Cell) -> DelegationStatus | None:
    text = text_of(cell)
    if not fold(text):
        return None
    if (found := STATUSES.get(fold(text))) is None:
        raise InvalidValue(
            name,
            Phrase(
                "“{text}” is no status: write invited, accepted, declined or cancelled.", text=text
            ),
        )
    return found


def languages_of(name: str, cell: Cell) -> tuple[str, ...]:
    """Language codes from codes or names, with commas, slashes, “and” between them.

    What stands in brackets behind a name (how well it is spoken) is left out.
    """
    return parse_languages(name, ",".join(_codes(text_of(cell))))


@lru_cache(maxsize=1024)
def _codes(text: str) -> tuple[str, ...]:
    """The codes in a text; as it stands what is none."""
    codes, found = language_codes(), list[str]()
    for piece in _APART.split(text):
        bare = _BRACKETED.sub("", piece)
        code = codes.get(fold(piece)) or codes.get(fold(bare))
        found.append(code or (bare.strip() if fold(bare) else ""))
    return tuple(found)


def emails_of(name: str, cell: Cell) -> tuple[str, ...]:
    """The addresses in a cell, each once, also as “Ada Example <ada@example.org>”."""
    text = clean_text(name, _BLANKS.sub(" ", text_of(cell).replace("mailto:", ""))) or ""
    if not fold(text):
        return ()
    found = [piece for piece in re.split(r"[\s,;<>]+|/", text) if "@" in piece]
    wrong = [piece for piece in found if not EMAIL.fullmatch(piece)]
    if wrong or not found:
        raise InvalidValue(name, Phrase("This is no e-mail address."))
    return tuple({address.casefold(): address for address in reversed(found)}.values())[::-1]
