"""The meals as a table: how many people, and how many of each diet; without names."""

from models.words import Kind
from planner.programme import Programme
from planner.publish import labels as words
from planner.publish.change_words import PLACE
from planner.publish.diets import diets_at, spellings
from planner.publish.items import Heads, Item
from planner.publish.labels import Labels
from planner.publish.workbook_table import Cell, Column, Look, Table, time_columns


def catering_table(programme: Programme, labels: Labels, items: list[Item]) -> Table:
    """A row for each of ``items``, which are meals; its diets add up to its people."""
    counts = [diets_at(programme, item.key) for item in items]
    eaten = set().union(*counts)
    diets = {key: name for key, name in sorted(spellings(programme).items()) if key in eaten}
    columns = (
        *time_columns(labels),
        Column(labels.kind(Kind.MEAL), 32),
        Column(labels(PLACE), 30),
        Column(labels(words.PEOPLE), 12, Look.NUMBER),
        *(Column(name, 14, Look.NUMBER) for name in diets.values()),
        Column(labels(words.NOT_STATED), 14, Look.NUMBER),
    )
    rows: list[tuple[Cell, ...]] = []
    for item, count in zip(items, counts, strict=True):
        heads = Heads(*programme.head_count(item.key))
        rows.append((
            item.start.date(),
            item.start,
            item.finish,
            item.title,
            item.place.name if item.place else None,
            heads,
            *(count[key] for key in diets),
            heads.number - count.total(),
        ))  # fmt: skip
    return Table(labels(words.CATERING), columns, rows, frozen=3)
