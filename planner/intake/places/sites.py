"""Lists of places, one row a place, with their opening hours.

A place is matched by its code, else by name and town; the catalogue's places, which all editions
share, are changed like any other, as they are in their form.  A similar name is asked about.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from planner.edits.places import new_site
from planner.entities import Site
from planner.errors import InvalidValue, PlannerError
from planner.hours import Hours
from planner.intake.cells import line_of, text_of
from planner.intake.creative_fields import field_names, fields_of
from planner.intake.listing import Cells, Listing
from planner.intake.merging import Intake, Taken
from planner.intake.own.own_words import OF_ACTIVITIES
from planner.intake.places.opening_hours import HoursTaker
from planner.intake.places.site_finder import NEW, codes, names, question_of, site_key
from planner.intake.places.site_words import COLUMNS, KIND_BY_WORD
from planner.intake.places.week import WEEKDAY_COLUMNS, Day, hours_on, parse_week
from planner.intake.review import Choices
from planner.intake.values import (
    Aside,
    is_unknown,
    minutes_of,
    one_of,
    people_of,
    point_of,
    yes_or_no,
)
from planner.names import country_code, fold
from planner.phrases import Phrase


class SiteTaker:
    """Takes in the rows of a list of places."""

    def __init__(self, intake: Intake, choices: Choices) -> None:
        self._intake = intake
        self._choices = choices
        self._fields = field_names(intake.programme)
        self._hours = HoursTaker(intake)
        self._sites = {site.id: site for site in intake.every(Site)}
        self._codes = codes(self._sites.values())
        self._names = names(self._sites.values())

    def about(self, cells: Cells) -> str:
        texts = (text_of(cells.get(c)) for c in ("name", "municipality"))
        return " · ".join(t for t in texts if t) or text_of(cells.get("code"))

    def take(self, cells: Cells) -> Iterator[Taken]:
        code, name, town = (
            line_of(c, cells.get(c)) or "" for c in ("code", "name", "municipality")
        )
        if not (code or name):
            raise PlannerError(Phrase("There is no name in this row."))
        key = code or site_key(name, town)
        found = self._find(key, code, name, town)
        if found is None and not name:
            raise InvalidValue("code", Phrase("No place has this code, and no name is given."))
        there = self._intake.remembered(Site, key) or (found and self._intake.now(found))
        aside = Aside(self._intake.programme.edition.language)
        values = self._values(cells, there, aside)
        if name and code:
            values["name"] = name
        fresh = replace(new_site(self._intake.programme), name=name, code=code or None)
        site = self._intake.take(key, found, fresh, values)
        yield site
        if site.row is not None:
            for day in self._hours.take(key, site.row.id, _hours(cells)):
                yield Taken(day.row, added=True) if site.added else day
            yield Taken(site.row, remarks=tuple(aside.remarks))

    def _find(self, key: str, code: str, name: str, town: str) -> Site | None:
        if known := self._codes.get(code.casefold()):
            return self._sites[known]
        if not name or self._intake.said_before(Site, key) is not None:
            return None
        equal = self._names.equal(name, town)
        if len(equal) == 1:
            return self._sites[equal[0]]
        alike = equal or self._names.alike(name, town)
        if not alike:
            return None
        answer = self._choices.answer(question_of(name, town, (self._sites[i] for i in alike)))
        return None if answer == NEW else self._sites[answer]

    def _values(self, cells: Cells, there: Site | None, aside: Aside) -> dict[str, Any]:
        """The columns that are filled in; what fits into none goes aside."""
        values: dict[str, Any] = {
            "address": line_of("address", cells.get("address")),
            "postcode": line_of("postcode", cells.get("postcode")),
            "municipality": _town(cells, there),
            "country_code": _country(cells),
            **point_of(cells),
            "capacity": people_of("capacity", cells.get("capacity")),
            "visit_minutes": minutes_of("visit_minutes", cells.get("visit_minutes")),
            "kind": self._kind(cells, aside),
            "step_free": _step_free(cells, aside),
            "fields": self._fields_of(cells, aside),
        }
        values |= aside.note(cells.get("note"), there.note if there else None)
        return {name: value for name, value in values.items() if value not in (None, ())}

    def _kind(self, cells: Cells, aside: Aside) -> str | None:
        text = line_of("kind", cells.get("kind")) or ""
        kind = one_of(KIND_BY_WORD, text)
        if kind is None and not is_unknown(text):
            aside.add("kind", text)
        return kind

    def _fields_of(self, cells: Cells, aside: Aside) -> tuple[str, ...]:
        known, unknown = fields_of(self._fields, text_of(cells.get("fields")))
        if unknown:
            aside.add("fields", ", ".join(unknown))
        return known


def _town(cells: Cells, there: Site | None) -> str | None:
    """The town; as it is there where the list spells the same one in another way."""
    town = line_of("municipality", cells.get("municipality"))
    known = there.municipality if there else None
    return known if town and known and fold(town) == fold(known) else town


def _country(cells: Cells) -> str | None:
    text = line_of("country", cells.get("country")) or ""
    code = country_code(text)
    if code is None and not is_unknown(text):
        raise InvalidValue("country", Phrase("“{text}” is no country.", text=text))
    return code


def _step_free(cells: Cells, aside: Aside) -> bool | None:
    """Yes, no or unknown; a longer answer (“yes, by the lift”) is kept in full besides."""
    text = line_of("step_free", cells.get("step_free")) or ""
    answer = yes_or_no(text)
    if not is_unknown(text) and (answer is None or len(text.split()) > 1):
        aside.add("step_free", text)
    return answer


def _hours(cells: Cells) -> dict[Day, Hours]:
    """The hours of each day that is named; those of a column of its own go before the rest."""
    text, day = text_of(cells.get("hours")), cells.get("day")
    if text and day:
        text = f"{text_of(day.date() if isinstance(day, datetime) else day)} {text}"
    found = parse_week("hours", text)
    for number, column in enumerate(WEEKDAY_COLUMNS):
        hours = hours_on(column, text_of(cells.get(column)))
        if hours is not None:
            found[number] = hours
    return dict(sorted(found.items(), key=lambda day: (not isinstance(day[0], int), str(day[0]))))


#: Columns that lists of people and of what happens have too.
_OF_OTHERS = ("code", "name", "municipality", "country", "day", "note")
SITES = Listing(
    "sites",
    COLUMNS,
    (("name", "code"), tuple(column for column in COLUMNS if column not in _OF_OTHERS)),
    SiteTaker,
    OF_ACTIVITIES,
)
