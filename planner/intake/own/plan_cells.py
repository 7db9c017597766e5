"""The cells of a row of the sheet “Programme” that hold a word, a number or a text."""

from collections.abc import Mapping
from typing import Any, TypeVar

from planner.entities import Activity
from planner.errors import InvalidValue
from planner.intake.cells import languages_of, line_of, lines_of
from planner.intake.listing import Cells
from planner.intake.own.plan_words import Words
from planner.intake.values import people_of
from planner.names import fold
from planner.phrases import Phrase
from planner.publish.labels import Labels
from planner.publish.lines import title_in

Meaning = TypeVar("Meaning")


def values_in(cells: Cells, words: Words, labels: Labels, there: Activity | None) -> dict[str, Any]:
    """The columns that are filled in; ``there``: the activity as it is in the plan.

    What stands in the cell as we write it for the plan's value is that value.
    """
    title = line_of("title", cells.get("title"))
    if there is not None and title == title_in(there, labels):
        title = there.title
    values = {
        "title": title,
        "kind": _meaning("kind", cells, words.kinds),
        "mode": _meaning("mode", cells, words.modes),
        "status": _meaning("status", cells, words.statuses),
        "language": _language(cells, labels, there),
        "capacity": people_of("capacity", cells.get("capacity")),
        "meeting_point": line_of("meeting_point", cells.get("meeting_point")),
        "description": lines_of("description", cells.get("description")),
    }
    return {name: value for name, value in values.items() if value is not None}


def _meaning(column: str, cells: Cells, words: Mapping[str, Meaning]) -> Meaning | None:
    text = line_of(column, cells.get(column))
    if text is None:
        return None
    if (found := words.get(fold(text))) is None:
        raise InvalidValue(
            column, Phrase("“{text}” is none of the words of this program.", text=text)
        )
    return found


def _language(cells: Cells, labels: Labels, there: Activity | None) -> str | None:
    text = line_of("language", cells.get("language"))
    if there is not None and there.language and text == labels.language_name(there.language):
        return there.language
    codes = languages_of("language", text)
    if len(codes) > 1:
        raise InvalidValue("language", Phrase("Name one language."))
    return next(iter(codes), None)
