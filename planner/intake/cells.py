"""From the cells of a table to the values of a delegation or a delegate."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from models.words import DelegationStatus
from planner.errors import InvalidValue
from planner.fields import (
    clean_text,
    parse_email,
    parse_int,
    parse_languages,
    parse_lines,
    parse_text,
    parse_wall,
    plannable,
)
from planner.intake.sheets import Cell
from planner.names import fold
from planner.phrases import Phrase

STATUSES: Mapping[str, DelegationStatus] = {
    **{fold(s.value): s for s in DelegationStatus},
    **{
        fold(w): DelegationStatus.ACCEPTED
        for w in ("yes", "oui", "accepté", "acceptée", "confirmé")
    },
    **{fold(w): DelegationStatus.DECLINED for w in ("no", "non", "refusé", "refusée", "décliné")},
    **{fold(w): DelegationStatus.INVITED for w in ("invité", "invitée", "pending", "en attente")},
    **{fold(w): DelegationStatus.CANCELLED for w in ("annulé", "annulée", "canceled")},
}
#: Languages as people write them: ISO 639 code -> names.
LANGUAGE_NAMES: Mapping[str, tuple[str, ...]] = {
    "fr": ("french", "français"), "en": ("english", "anglais"),
    "de": ("german", "allemand", "deutsch"),
    "it": ("italian", "italien", "italiano"), "da": ("danish", "danois", "dansk"),
    "nb": ("norwegian", "norvégien", "norsk", "no"), "sr": ("serbian", "serbe", "srpski"),
    "ka": ("georgian", "géorgien"), "es": ("spanish", "espagnol", "español"),
    "nl": ("dutch", "néerlandais", "nederlands"), "pt": ("portuguese", "portugais", "português"),
    "ko": ("korean", "coréen"), "ja": ("japanese", "japonais"), "zh": ("chinese", "chinois"),
    "ar": ("arabic", "arabe"), "pl": ("polish", "polonais"), "fi": ("finnish", "finnois"),
    "sv": ("swedish", "suédois"), "sk": ("slovak", "slovaque"), "tr": ("turkish", "turc"),
}  # fmt: skip
LANGUAGE_CODES = {fold(n): code for code, names in LANGUAGE_NAMES.items() for n in names}

#: What spreadsheets put behind the minutes when they write CSV.
SECONDS = re.compile(r"(\d:\d\d):\d\d$")


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


def wall_of(name: str, cell: Cell) -> datetime | None:
    """A date with a time; raises InvalidValue for a date alone, which says too little."""
    if isinstance(cell, datetime):
        plannable(name, cell.date())
        return cell.replace(second=0, microsecond=0)
    text = text_of(cell).replace(" à ", " ").replace(" at ", " ")
    return parse_wall(name, SECONDS.sub(r"\1", text))


def status_of(name: str, cell: Cell) -> DelegationStatus | None:
    text = text_of(cell)
    if not text:
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
    """Language codes from codes or names, with commas, slashes, “and” between them."""
    text = text_of(cell)
    for word in ("/", "+", "&", " and ", " et "):
        text = text.replace(word, ",")
    pieces = [p.strip() for p in text.replace(";", ",").split(",") if p.strip()]
    return parse_languages(name, ",".join(LANGUAGE_CODES.get(fold(p), p) for p in pieces))


def person_of(cells: Mapping[str, Cell]) -> dict[str, Any]:
    """The columns of a delegate that are filled in; raises InvalidValue."""
    values: dict[str, Any] = {"name": name_of(cells)}
    for column in ("latin_name", "role", "phone", "diet", "access_needs"):
        values[column] = parse_text(column, text_of(cells.get(column)))
    values["email"] = parse_email("email", text_of(cells.get("email")))
    values["note"] = parse_lines("note", text_of(cells.get("note")))
    values["languages"] = languages_of("languages", cells.get("languages"))
    values["arrival"] = wall_of("arrival", cells.get("arrival"))
    values["departure"] = wall_of("departure", cells.get("departure"))
    return {name: value for name, value in values.items() if value not in (None, ())}


def name_of(cells: Mapping[str, Cell]) -> str | None:
    """The whole name, or given and family name put together."""
    whole = clean_text("name", text_of(cells.get("name")))
    parts = [clean_text(c, text_of(cells.get(c))) for c in ("first_name", "last_name")]
    return whole or " ".join(p for p in parts if p) or None


def delegation_of(cells: Mapping[str, Cell]) -> dict[str, Any]:
    """The columns of a delegation that are filled in; raises InvalidValue."""
    values: dict[str, Any] = {
        "head_count": parse_int("head_count", text_of(cells.get("head_count"))),
        "status": status_of("status", cells.get("status")),
    }
    return {name: value for name, value in values.items() if value is not None}
