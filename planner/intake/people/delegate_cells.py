"""From the cells of a row to the values of a delegation or of a delegate.

What fits into no column (a flight, a date without a time, a second e-mail address, a hotel that
is no place of the plan) is kept in the note.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from planner.entities import Edition, Site
from planner.errors import InvalidValue
from planner.fields import clean_text
from planner.intake.alike import Names
from planner.intake.cells import emails_of, languages_of, line_of, lines_of, status_of, text_of
from planner.intake.creative_fields import fields_of
from planner.intake.listing import Cells
from planner.intake.moments import Moments
from planner.intake.people.columns import NAMES
from planner.intake.people.person_names import is_form_of_address, tidy
from planner.intake.tables.sheets import Cell
from planner.intake.values import Aside, is_unknown, people_of, yes_or_no
from planner.intake.vocabulary import NO_NAME, NONE, NOT_KNOWN_YET, OUR_NO_NAME, STEP_FREE, STEPS
from planner.names import fold
from planner.phrases import Phrase
from planner.publish.labels import Labels, written_language

#: Columns in which it says something that nothing is known, or nothing unusual is meant by it.
TOLD_APART = ("city", *NAMES, "status", "head_count", "note")
#: What a row about nobody in particular cannot say.
OF_PEOPLE = ("role", "diet", "access_needs", "step_free")


class DelegateCells:
    """Reads the cells of rows for one edition."""

    def __init__(
        self, edition: Edition, fields: Mapping[str, str], sites: Mapping[str, Site]
    ) -> None:
        self.language = edition.language
        self._labels = Labels(edition.language)
        self._moments = Moments(edition)
        self._fields = fields
        self._sites = Names()
        for site in sites.values():
            self._sites.add(site.id, site.name)

    def add_site(self, site: Site) -> None:
        """A place that has come into the plan since."""
        self._sites.add(site.id, site.name)

    def of_person(self, cells: Cells, aside: Aside) -> dict[str, Any]:
        """The columns of a delegate that are filled in, but for name and note."""
        first, *more = emails_of("email", cells.get("email")) or (None,)
        for address in more:
            aside.add("email", str(address))
        role = line_of("role", cells.get("role"))
        values: dict[str, Any] = {
            "latin_name": line_of("latin_name", cells.get("latin_name")),
            "role": None if role is None or is_form_of_address(role) else role,
            "email": first,
            "phone": line_of("phone", cells.get("phone")),
            "diet": line_of("diet", cells.get("diet")),
            **_access(cells),
            **self._languages_and_stay(cells, aside),
        }
        return _filled(values)

    def of_group(self, cells: Cells, aside: Aside) -> dict[str, Any]:
        """The columns of a delegation in a row without a name, beside those in any row."""
        for address in emails_of("email", cells.get("email")):
            aside.add("email", address)
        if phone := line_of("phone", cells.get("phone")):
            aside.add("phone", phone)
        return _filled(self._languages_and_stay(cells, aside))

    def of_delegation(self, cells: Cells, aside: Aside) -> dict[str, Any]:
        """The columns of a delegation that any row can fill in."""
        fields = fields_of(self._fields, text_of(cells.get("interests")))
        if fields.unknown:
            aside.add("interests", ", ".join(fields.unknown))
        values: dict[str, Any] = {
            "status": status_of("status", cells.get("status")),
            "interests": fields.known,
            "document_language": _document_language(cells.get("document_language")),
            "hotel_id": self._hotel(cells.get("hotel_id"), aside),
        }
        return _filled(values)

    def _languages_and_stay(self, cells: Cells, aside: Aside) -> dict[str, Any]:
        values: dict[str, Any] = {"languages": languages_of("languages", cells.get("languages"))}
        for name in ("arrival", "departure"):
            values[name] = self._moment(name, cells, aside)
        if transport := line_of("transport", cells.get("transport")):
            aside.add("transport", transport)
        return values

    def _moment(self, name: str, cells: Cells, aside: Aside) -> datetime | None:
        said = self._moments.together(name, cells)
        transport = line_of(name, cells.get(f"{name}_transport"))
        whole = None
        if said.day is not None and said.clock is not None:
            whole = datetime.combine(said.day, said.clock).replace(fold=int(said.second))
            parts = [transport]
        else:
            day = self._day(said.day) if said.day else None
            clock = f"{said.clock:%H:%M}" if said.clock else None
            parts = [day, clock, transport]
        if text := ", ".join(part for part in parts if part):
            aside.add(name, text)
        return whole

    def _day(self, day: date) -> str:
        return f"{self._labels.day(day)} {day.year}"

    def _hotel(self, cell: Cell, aside: Aside) -> str | None:
        text = line_of("hotel_id", cell)
        if text is None:
            return None
        found = self._sites.equal(text)
        if len(found) == 1:
            return found[0]
        aside.add("hotel_id", text)
        return None


def name_of(cells: Cells) -> str | None:
    """The whole name, or given and family name put together; None where there is none yet."""
    whole = line_of("name", cells.get("name"))
    if whole is None:
        parts = [line_of(column, cells.get(column)) for column in ("first_name", "last_name")]
        whole = " ".join(part for part in parts if part) or line_of("name", cells.get("latin_name"))
    if whole is None or not fold(whole) or fold(whole) in NO_NAME:
        return None
    return clean_text("name", tidy(whole))


def heads_of(cells: Cells) -> int | None:
    """How many people a row says that there are."""
    cell = cells.get("head_count")
    return None if fold(text_of(cell)) in NOT_KNOWN_YET else people_of("head_count", cell)


def has_no_name_yet(cells: Cells) -> bool:
    """Whether a row says in place of a name that there is none yet."""
    return fold(_in_place_of_name(cells)) in NO_NAME


def is_list_of_ours(cells: Cells) -> bool:
    """Whether it says so as the workbooks that are exported here do."""
    return fold(_in_place_of_name(cells)) in OUR_NO_NAME


def _in_place_of_name(cells: Cells) -> str:
    return text_of(cells.get("name")) or text_of(cells.get("last_name"))


def note_lines(cells: Cells) -> list[str]:
    return (lines_of("note", cells.get("note")) or "").splitlines()


def says_of_people(cells: Cells) -> bool:
    """Whether a row says what only somebody with a name can need or be."""
    return any(text_of(cell) for name, cell in cells.items() if name in OF_PEOPLE)


def known_cells(cells: Cells) -> Cells:
    """The cells without those that say that nothing is known (where that is not an answer)."""
    return {
        name: cell
        for name, cell in cells.items()
        if name in TOLD_APART or not isinstance(cell, str) or not is_unknown(cell)
    }


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, ())}


def _access(cells: Cells) -> dict[str, Any]:
    """Whether steps are an obstacle, and what else is needed."""
    needs = (line_of("access_needs", cells.get("access_needs")) or "").split(",")
    answer = line_of("step_free", cells.get("step_free")) or ""
    is_needed = yes_or_no(answer)
    if is_needed is None:
        needs.append(answer)
    said = [need.strip() for need in needs if fold(need) not in NONE]
    if any(fold(need) in STEP_FREE | STEPS for need in said):
        is_needed = True
    told = [need for need in said if fold(need) not in STEP_FREE]
    return {"step_free": is_needed, "access_needs": ", ".join(filter(fold, told)) or None}


def _document_language(cell: Cell) -> str | None:
    codes = languages_of("document_language", cell)
    if not codes:
        return None
    if len(codes) > 1 or (language := written_language(codes[0])) is None:
        raise InvalidValue(
            "document_language", Phrase("Documents cannot be made in “{text}”.", text=text_of(cell))
        )
    return language
