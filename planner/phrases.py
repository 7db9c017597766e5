"""Text in the user's language: gettext catalogues, and phrases that are translated late.

The English source string is the key.  ``_`` translates now; a :class:`Phrase` keeps template
and values apart, so that a conflict, a journal label or an error can be stored and shown later
in whichever language the reader has chosen.  Values are only ever inserted, never interpreted.
"""

import gettext as _gettext
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any, TypeAlias

DOMAIN = "wake_planner"
LANGUAGES = {"en": "English", "fr": "Français"}

Value: TypeAlias = "str | int | date | datetime | Phrase"

_language = "en"


def set_language(code: str) -> None:
    """Make ``code`` (a key of ``LANGUAGES``) the language in force for ``_``."""
    global _language
    _language = code if code in LANGUAGES else "en"


def language() -> str:
    """The language in force."""
    return _language


def preferred_language() -> str:
    """The language of the environment (LC_ALL, LC_MESSAGES, LANG), English when unknown."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return value[:2].lower() if value[:2].lower() in LANGUAGES else "en"
    return "en"


@lru_cache(maxsize=32)
def catalogue(code: str, domain: str = DOMAIN) -> _gettext.NullTranslations:
    """The translations of one language; English, and any language without a file, is the source."""
    folder = Path(str(resources.files("data"))) / "locale"
    return _gettext.translation(domain, folder, languages=[code], fallback=True)


def _(text: str) -> str:
    """Translate into the language in force."""
    return catalogue(_language).gettext(text) if text else ""


def N_(text: str) -> str:  # noqa: N802 - the name that extraction tools know
    """Mark a text for extraction without translating it."""
    return text


def colon(label: str) -> str:
    """``label:`` as the language in force writes it: French has a space before the colon."""
    return _("{label}:").format(label=label)


@dataclass(frozen=True)
class Phrase:
    """A template with named values, translated when it is shown.

    Values may be phrases themselves; dates print as ``Wed 23 Oct``, datetimes as ``14:05``.
    """

    template: str
    values: Mapping[str, Value] = field(default_factory=dict)
    plural: str | None = None

    def __init__(self, template: str, /, _plural: str | None = None, **values: Value) -> None:
        object.__setattr__(self, "template", template)
        object.__setattr__(self, "values", values)
        object.__setattr__(self, "plural", _plural)

    def __hash__(self) -> int:
        return hash((self.template, tuple(sorted((k, str(v)) for k, v in self.values.items()))))

    def text(self, code: str | None = None) -> str:
        """The phrase in language ``code``, by default the one in force."""
        code = code or _language
        translations = catalogue(code)
        if self.plural is None:  # the translation of "" is a catalogue's header
            template = translations.gettext(self.template) if self.template else ""
        else:
            number = self.values["n"]
            assert isinstance(number, int)
            template = translations.ngettext(self.template, self.plural, number)
        if not self.values:
            return template
        return template.format_map({k: _show(v, code) for k, v in self.values.items()})

    def __str__(self) -> str:
        return self.text()

    def to_json(self) -> dict[str, Any]:
        """A JSON form that :meth:`from_json` reads back."""
        values = {name: _value_to_json(value) for name, value in self.values.items()}
        return {"template": self.template, "plural": self.plural, "values": values}

    @classmethod
    def from_json(cls, form: Mapping[str, Any]) -> "Phrase":
        values = {name: _value_from_json(value) for name, value in form["values"].items()}
        return cls(form["template"], form["plural"], **values)


def plural(one: str, many: str, n: int, /, **values: Value) -> Phrase:
    """A counted phrase; both forms may use ``{n}``."""
    return Phrase(one, many, n=n, **values)


def _show(value: Value, code: str) -> str:
    match value:
        case Phrase():
            return value.text(code)
        case datetime():
            return value.strftime("%H:%M")
        case date():
            return short_date(value, code)
        case _:
            return str(value)


def _value_to_json(value: Value) -> Any:
    match value:
        case Phrase():
            return {"phrase": value.to_json()}
        case datetime():
            return {"datetime": value.isoformat()}
        case date():
            return {"date": value.isoformat()}
        case _:
            return value


def _value_from_json(form: Any) -> Value:
    match form:
        case {"phrase": inner}:
            return Phrase.from_json(inner)
        case {"datetime": text}:
            return datetime.fromisoformat(text)
        case {"date": text}:
            return date.fromisoformat(text)
        case str() | int():
            return form
        case _:
            return str(form)


WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
MONTHS = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip


def short_date(day: date, code: str | None = None) -> str:
    """``Wed 23 Oct``: from our own catalogue, since CLDR data is too slow to load at start."""
    translations = catalogue(code or _language)
    weekday = translations.gettext(WEEKDAYS[day.weekday()])
    month = translations.gettext(MONTHS[day.month - 1])
    return f"{weekday} {day.day} {month}"
