"""Meals and diets in numbers.

Read by caterers, who need to know how many eat what, when and where: nobody is named, no person,
no host, no delegation.  The numbers are those of the workbook's sheet, from which they are taken.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from models.words import Kind
from planner.publish import change_words as changes
from planner.publish import labels as words
from planner.publish.copies import Copy
from planner.publish.frame import Frame, frame_of
from planner.publish.items import Heads, Item
from planner.publish.labels import Labels
from planner.publish.papers import team_words as team
from planner.publish.times import time_of
from planner.publish.wording import head_count
from planner.publish.workbook_catering import catering_table

#: So many diets have columns of their own; the rarer ones are told below the meal.
MOST_COLUMNS = 7
#: Longer names of diets would not fit a column.
LONGEST_COLUMN = 24


@dataclass(frozen=True, slots=True)
class Meal:
    """``counts`` stand in the order of the columns, empty for none; ``others`` are the rest."""

    time: str
    title: str
    badges: tuple[str, ...]
    place: str
    covers: str
    counts: tuple[str, ...]
    others: str


@dataclass(frozen=True, slots=True)
class Day:
    heading: str
    meals: tuple[Meal, ...]


@dataclass(frozen=True, slots=True)
class CateringSheet:
    """``columns`` are the headings of ``counts``; ``covers`` and ``totals`` are those of all."""

    frame: Frame
    about: str
    time_heading: str
    meal_heading: str
    covers_heading: str
    columns: tuple[str, ...]
    days: tuple[Day, ...]
    total_heading: str
    covers: str
    totals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Counted:
    """A meal with its people, how many of each diet, and how many have said nothing."""

    item: Item
    heads: Heads
    diets: dict[str, int]
    not_stated: int


def catering_sheet_words(copy: Copy) -> CateringSheet | None:
    """None where no meal is planned."""
    meals = _counted(copy)
    if not meals:
        return None
    labels = copy.labels
    columns = _columns(meals)
    has_others = any(diet not in columns for meal in meals for diet in meal.diets)
    headings = (*columns, *((labels(team.OTHER_DIETS),) if has_others else ()))
    heads = Heads(sum(m.heads.number for m in meals), all(m.heads.complete for m in meals))
    return CateringSheet(
        frame=frame_of(copy, labels(team.CATERING)),
        about=labels(team.CATERING_ABOUT, not_stated=labels(words.NOT_STATED)),
        time_heading=labels(words.TIME),
        meal_heading=", ".join((labels.kind(Kind.MEAL), labels(changes.PLACE))),
        covers_heading=labels(team.COVERS),
        columns=(*headings, labels(words.NOT_STATED)),
        days=tuple(_days(copy, meals, columns, has_others)),
        total_heading=labels(team.TOTAL_OF_ALL),
        covers=head_count(heads, labels),
        totals=_numbers(_sums(meals, columns, has_others)),
    )


def _counted(copy: Copy) -> list[_Counted]:
    """The rows of the workbook's sheet, with the items they are made from."""
    items = [i for i in copy.items if i.activity is not None and i.activity.kind is Kind.MEAL]
    table = catering_table(copy.programme, copy.labels, items)
    names = [column.heading for column in table.columns[6:-1]]
    found: list[_Counted] = []
    for item, row in zip(items, table.rows, strict=True):
        _day, _start, _end, _title, _place, heads, *counts, not_stated = row
        assert isinstance(heads, Heads)
        assert isinstance(not_stated, int)
        known = {n: c for n, c in zip(names, counts, strict=True) if isinstance(c, int) and c}
        found.append(_Counted(item, heads, known, not_stated))
    return found


def _columns(meals: Sequence[_Counted]) -> tuple[str, ...]:
    """The diets that most have, by name."""
    totals: dict[str, int] = {}
    for meal in meals:
        for diet, count in meal.diets.items():
            totals[diet] = totals.get(diet, 0) + count
    short = (diet for diet in totals if len(diet) <= LONGEST_COLUMN)
    usual = sorted(short, key=lambda diet: (-totals[diet], diet))[:MOST_COLUMNS]
    return tuple(sorted(usual, key=str.casefold))


def _counts(meal: _Counted, columns: Sequence[str], has_others: bool) -> list[int]:
    found = [meal.diets.get(diet, 0) for diet in columns]
    if has_others:
        found.append(sum(meal.diets.values()) - sum(found))
    return [*found, meal.not_stated]


def _sums(meals: Iterable[_Counted], columns: Sequence[str], has_others: bool) -> list[int]:
    rows = (_counts(meal, columns, has_others) for meal in meals)
    return [sum(column) for column in zip(*rows, strict=True)]


def _numbers(counts: Iterable[int]) -> tuple[str, ...]:
    return tuple(str(count) if count else "" for count in counts)


def _days(
    copy: Copy, meals: Sequence[_Counted], columns: Sequence[str], has_others: bool
) -> Iterator[Day]:
    for day, group in groupby(meals, lambda meal: meal.item.start.date()):
        made = (_meal(copy, m, columns, _counts(m, columns, has_others)) for m in group)
        yield Day(copy.labels.day(day), tuple(made))


def _meal(copy: Copy, meal: _Counted, columns: Sequence[str], counts: list[int]) -> Meal:
    labels, item = copy.labels, meal.item
    others = ", ".join(f"{n} {c}" for n, c in meal.diets.items() if n not in columns)
    return Meal(
        time=time_of(item, copy.programme.clock, labels),
        title=item.title,
        badges=_badges(labels, item, copy.changed),
        place=item.place.name if item.place else "",
        covers=head_count(meal.heads, labels) if meal.heads != (0, True) else "0",
        counts=_numbers(counts),
        others=labels.headed(team.OTHER_DIETS, others) if others else "",
    )


def _badges(labels: Labels, item: Item, changed: frozenset[str]) -> tuple[str, ...]:
    found = [words.CHANGED] if item.key in changed else []
    if item.status in words.STATUSES:
        found.append(words.STATUSES[item.status])
    return tuple(labels(word) for word in found)
