"""Who gets on and off at a halt, as numbers: a driver learns no person's name."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from planner.checks.transport import needing_step_free
from planner.programme import Party, Programme, count_heads
from planner.publish import labels as words
from planner.publish.items import Heads
from planner.publish.labels import Labels
from planner.publish.papers import sheet_words as sheets
from planner.publish.papers.driver_route import Halt, Way
from planner.publish.wording import head_count

#: More groups than this are told as one number.
MOST_NAMED = 12
#: By id of delegation; guests together under an empty one.
Groups: TypeAlias = dict[str, Heads]


def heads_of(parties: Sequence[Party]) -> Heads:
    return Heads(*count_heads(parties))


def movements(
    programme: Programme, labels: Labels, halt: Halt, onward: Way | None
) -> Iterator[str]:
    """What happens with the passengers at a halt, a sentence a line."""
    come, go = halt.way.parties if halt.way else (), onward.parties if onward else ()
    before, after = _groups(programme, come), _groups(programme, go)
    stay_away = bool(halt.waits_for) and before == after
    if stay_away and before:
        yield labels(sheets.ALL_OUT, heads=head_count(heads_of(come), labels))
    for word, more, less in ((sheets.GET_OFF, before, after), (sheets.BOARD, after, before)):
        if moving := _beyond(more, less):
            yield labels(word, heads=_told(programme, labels, moving))
    came, gone = ({p.id for p in needing_step_free(programme, ps)} for ps in (come, go))
    if number := len(came if stay_away else came ^ gone):
        yield labels.headed(words.WITHOUT_STEPS, str(number))
    if onward is not None:
        yield labels(sheets.ON_BOARD, heads=head_count(heads_of(go), labels))


def _groups(programme: Programme, parties: Sequence[Party]) -> Groups:
    """In display order, guests last."""
    present = {party.delegation_id or "" for party in parties}
    order = [*(d.id for d in programme.active_delegations), ""]
    return {
        group: heads_of([p for p in parties if (p.delegation_id or "") == group])
        for group in order
        if group in present
    }


def _beyond(more: Mapping[str, Heads], less: Mapping[str, Heads]) -> Groups:
    """How many are in ``more`` that are not in ``less``, by group."""
    found: Groups = {}
    for group, heads in more.items():
        other = less.get(group, Heads(0, complete=True))
        if heads != other and (heads.number > other.number or not heads.complete):
            both = heads.complete and other.complete
            found[group] = Heads(max(heads.number - other.number, 0), both)
    return found


def _told(programme: Programme, labels: Labels, groups: Groups) -> str:
    """``7: Caen (4), Hamar (3)``"""
    number = sum(heads.number for heads in groups.values())
    is_complete = all(heads.complete for heads in groups.values())
    total = head_count(Heads(number, is_complete), labels)
    if len(groups) > MOST_NAMED:
        return total
    names = []
    for group, heads in groups.items():
        name = programme.delegations[group].name if group else labels(sheets.GUESTS)
        names.append(f"{name} ({head_count(heads, labels)})")
    return f"{total} – {', '.join(names)}"
