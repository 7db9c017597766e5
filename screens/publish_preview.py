"""The programme of one recipient as text, day by day, as it would go out."""

from collections.abc import Iterator

from textual.content import Content

from planner.phrases import _
from planner.programme import Programme
from planner.publish.agenda import by_day, items_for
from planner.publish.items import Item, ItemKind
from planner.publish.labels import Labels
from planner.publish.recipients import Recipient
from planner.publish.wording import facts, part_line, route
from screens.text import literal


def preview(programme: Programme, recipient: Recipient, *, was_issued: bool = False) -> Content:
    """Days and items in the recipient's language; ``was_issued``: they have had something."""
    items = items_for(programme, recipient)
    labels = Labels(recipient.language)
    lines = [literal(recipient.name).stylize("bold $text-primary")]
    if not items:
        lines.append(literal(_nothing(was_issued)))
    for day, found in by_day(items, programme.clock):
        lines += [Content(""), literal(labels.day(day)).stylize("bold")]
        for item in found:
            lines += _item_lines(item, labels)
    return Content("\n").join(lines)


def _nothing(was_issued: bool) -> str:
    if was_issued:
        return _("Nothing in the programme any more: the calendar calls off what was in it.")
    return _("Nothing in the programme yet: no file is made.")


def _item_lines(item: Item, labels: Labels) -> Iterator[Content]:
    where = item.where
    place = f" · {where.name}" if where is not None else ""
    yield literal(f"{_time(item, labels)}  {item.title}{place}")
    details = [labels.headed(heading, text) for heading, text in facts(item, labels)]
    if way := route(item, labels):
        details.insert(0, way)
    if item.kind is not ItemKind.TURN:
        details += [part_line(part, labels) for part in item.parts]
    for detail in details:
        yield literal(f"             {detail}").stylize("$text-muted")


def _time(item: Item, labels: Labels) -> str:
    if item.all_day:
        return "·".ljust(11)
    begin, end = labels.time(item.start), labels.time(item.finish)
    return f"{begin}–{end}" if item.minutes else begin.ljust(11)
