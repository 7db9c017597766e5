"""Sentences about what has changed in the running order of an item: order, speakers, own turn."""

from collections.abc import Iterator

from planner.publish import change_words as words
from planner.publish import labels as common
from planner.publish.items import Item, Part
from planner.publish.labels import Labels
from planner.publish.wording import part_line, turn_sentence


def from_to(old: str, new: str, labels: Labels) -> str:
    """``old → new``, or that it is new, or that it is no longer."""
    if not old:
        return labels(words.NEWLY, text=new)
    if not new:
        return labels(words.GONE, text=old)
    return f"{old} → {new}" if old != new else new


def turn_lines(old: Item, new: Item, labels: Labels) -> Iterator[str]:
    """``You speak at 10:25 (8 min) (new)``, for each part in which it is another than before."""
    before, after = _by_id(old), _by_id(new)
    for part_id in dict.fromkeys((*before, *after)):
        was, now = before.get(part_id), after.get(part_id)
        if _turn(was) != _turn(now):
            sentence_then = turn_sentence(was, labels) if was is not None else ""
            sentence_now = turn_sentence(now, labels) if now is not None else ""
            yield from_to(sentence_then, sentence_now, labels)


def order_lines(old: Item, new: Item, labels: Labels) -> Iterator[str]:
    """The parts that differ, each with what it was; all of them when they come in a new order."""
    before, after = _by_id(old), _by_id(new)
    kept = [part_id for part_id in after if part_id in before]
    is_reordered = kept != [part_id for part_id in before if part_id in after]
    yield labels.headed(words.NEW_ORDER if is_reordered else common.RUNNING_ORDER, "")
    for part_id, part in after.items():
        line, was = part_line(part, labels), before.get(part_id)
        if was is None:
            yield labels(words.NEWLY, text=line)
        elif differences := ", ".join(_former(was, part, old, new, labels)):
            yield labels(words.BEFORE, text=line, old=differences)
        elif is_reordered:
            yield line
    for part_id, part in before.items():
        if part_id not in after:
            yield labels(words.GONE, text=part_line(part, labels))


def speaker_lines(old: Item, new: Item, labels: Labels) -> Iterator[str]:
    """Of the parts that were there before: what is new tells its speakers in the order."""
    before = _by_id(old)
    for part_id, part in _by_id(new).items():
        was = before.get(part_id)
        if was is not None and was.speakers != part.speakers:
            heading = f"{labels(words.SPEAKERS)} ({part.title})"
            names = from_to(", ".join(was.speakers), ", ".join(part.speakers), labels)
            yield labels(common.HEADED, heading=heading, text=names)


def _by_id(item: Item) -> dict[str, Part]:
    return {part.activity.id: part for part in item.parts}


def _turn(part: Part | None) -> object:
    return (part.turn, part.turn_names) if part is not None else (None, ())


def _former(was: Part, part: Part, old: Item, new: Item, labels: Labels) -> Iterator[str]:
    """Time, title and length that a part had, as far as they differ."""
    if was.begin - old.begin != part.begin - new.begin:
        yield labels.time(was.start)
    if was.title != part.title:
        yield was.title
    if was.minutes != part.minutes:
        yield labels(common.MINUTES, minutes=was.minutes)
