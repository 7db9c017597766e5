"""Lists of hosts, one row a host or one of its contact persons.

A host is matched by name, a contact person by name within the host.  A similar name is asked about.
"""

from collections.abc import Iterator
from typing import Any

from planner.edits.core import new_id
from planner.entities import Contact, Host
from planner.errors import InvalidValue, PlannerError
from planner.intake.cells import emails_of, languages_of, line_of, text_of
from planner.intake.creative_fields import field_names, fields_of
from planner.intake.listing import Cells, Listing
from planner.intake.merging import Intake, Taken
from planner.intake.own.own_words import OF_ACTIVITIES
from planner.intake.places.host_finder import HostFinder, host_key
from planner.intake.places.host_words import COLUMNS, KIND_BY_WORD
from planner.intake.places.site_finder import SiteFinder
from planner.intake.review import Choices
from planner.intake.values import Aside, is_unknown, one_of
from planner.names import fold
from planner.phrases import Phrase


class HostTaker:
    """Takes in the rows of a list of hosts."""

    def __init__(self, intake: Intake, choices: Choices) -> None:
        self._intake = intake
        self._finder = HostFinder(intake, choices)
        self._places = SiteFinder(intake, choices)
        self._fields = field_names(intake.programme)
        self._contacts = {(c.host_id, fold(c.name)): c for c in intake.every(Contact)}

    def about(self, cells: Cells) -> str:
        texts = (_name(cells), text_of(cells.get("contact_name")))
        return " · ".join(text for text in texts if text)

    def take(self, cells: Cells) -> Iterator[Taken]:
        name = line_of("name", _name(cells))
        if name is None:
            raise PlannerError(Phrase("There is no name in this row."))
        key = host_key(name)
        found = self._finder.find(name)
        there = self._intake.remembered(Host, key) or (found and self._intake.now(found))
        programme = self._intake.programme
        aside = Aside(programme.edition.language)
        contact = _contact(cells, aside)
        values = self._values(cells, there, aside)
        if text := text_of(cells.get("site_id")):
            place = self._places.take("site_id", text)
            yield place
            values |= {"site_id": place.row.id} if place.row else {}
        host = self._intake.take(key, found, Host(new_id(), programme.edition.id, name), values)
        yield host
        if isinstance(host.row, Host):
            if contact:
                yield self._contact(key, host.row, contact)
            yield Taken(host.row, remarks=tuple(aside.remarks))

    def _values(self, cells: Cells, there: Host | None, aside: Aside) -> dict[str, Any]:
        """The columns that are filled in; what fits into none goes aside."""
        kind_text = line_of("kind", cells.get("kind")) or ""
        kind = one_of(KIND_BY_WORD, kind_text)
        if kind is None and not is_unknown(kind_text):
            aside.add("kind", kind_text)
        fields, unknown = fields_of(self._fields, text_of(cells.get("fields")))
        if unknown:
            aside.add("fields", ", ".join(unknown))
        values: dict[str, Any] = {
            "kind": kind,
            "email": _email("email", cells, aside),
            "phone": line_of("phone", cells.get("phone")),
            "languages": languages_of("languages", cells.get("languages")),
            "fields": fields,
        }
        values |= aside.note(cells.get("note"), there.note if there else None)
        return {name: value for name, value in values.items() if value not in (None, ())}

    def _contact(self, host_key: str, host: Host, values: dict[str, str]) -> Taken:
        name = values["name"]
        known = self._contacts.get((host.id, fold(name)))
        fresh = Contact(new_id(), host.id, name)
        rest = {column: text for column, text in values.items() if column != "name"}
        return self._intake.take(f"{host_key} {fold(name) or name}", known, fresh, rest)


def _name(cells: Cells) -> str:
    texts = (text_of(cells.get(column)) for column in ("first_name", "name"))
    return " ".join(text for text in texts if text)


def _contact(cells: Cells, aside: Aside) -> dict[str, str]:
    """The contact person of a row; empty where it names nobody."""
    texts = {
        column: line_of(f"contact_{column}", cells.get(f"contact_{column}"))
        for column in ("name", "role", "phone")
    }
    texts["email"] = _email("contact_email", cells, aside)
    if not any(texts.values()):
        return {}
    texts["name"] = texts["name"] or texts["email"] or texts["phone"]
    if texts["name"] is None:
        raise InvalidValue("contact_name", Phrase("There is a function, but nobody's name."))
    return {column: text for column, text in texts.items() if text}


def _email(name: str, cells: Cells, aside: Aside) -> str | None:
    """The first e-mail address; others go aside."""
    first, *others = emails_of(name, cells.get(name)) or (None,)
    if others:
        aside.add("email", ", ".join(filter(None, others)))
    return first


_MERELY_NAMES = ("name", "first_name", "note")
HOSTS = Listing(
    "hosts",
    COLUMNS,
    (("name",), tuple(column for column in COLUMNS if column not in _MERELY_NAMES)),
    HostTaker,
    OF_ACTIVITIES,
)
