"""What is wrong with the input of a round-table proposal, in a sentence each."""

from collections.abc import Iterator, Sequence

from models.words import ABSENT
from planner.checks.wording import lasting, place, titled, who
from planner.edits.round_table import spread
from planner.errors import PlannerError
from planner.phrases import Phrase
from planner.programme import Programme
from planner.propose.round_table_form import Slot, TableForm
from planner.propose.round_table_options import RoundTableOptions
from planner.round_table import balance


def notes(
    programme: Programme,
    options: RoundTableOptions,
    chosen: Sequence[tuple[TableForm, Slot | None]],
) -> tuple[Phrase, ...]:
    """Sentences that name the culprits; the rest is planned all the same."""
    found = list(_not_coming(programme, options))
    if not chosen:
        found.append(Phrase("This round table no longer exists."))
    for form, slot in chosen:
        found += _of_table(form, slot)
    return tuple(found)


def _not_coming(programme: Programme, options: RoundTableOptions) -> Iterator[Phrase]:
    for person in dict.fromkeys(options.speakers):
        delegate = programme.delegates.get(person)
        delegation = programme.delegations.get(delegate.delegation_id if delegate else person)
        if delegation is None:
            yield Phrase("A wanted speaker is no longer in this edition.")
        elif delegation.status in ABSENT:
            yield Phrase("{who} does not come and cannot speak.", who=who(programme, person))


def _of_table(form: TableForm, slot: Slot | None) -> Iterator[Phrase]:
    what = titled(form.table)
    if not form.speakers:
        yield Phrase("Nobody is wanted to speak at {what}: no delegation has accepted.", what=what)
    if slot is None:
        yield Phrase(
            "There is no slot of {time} for {what}: {place} is closed, or no day is left.",
            time=lasting(form.minutes),
            what=what,
            place=place(form.programme, form.site_id),
        )
        return
    if form.stays and form.now is not None and form.slots and form.slots[0].span != slot.span:
        best, missing = form.slots[0], len(slot.speakers)
        if len(best.speakers) < missing:
            start = form.programme.clock.wall(best.span.begin)
            yield Phrase(
                "{what} stays where it is; {day} at {begin} would have {n} more of its speakers.",
                what=what,
                day=start.date(),
                begin=start,
                n=missing - len(best.speakers),
            )
    if not form.is_new and balance(form.programme, form.table.id).over > 0:
        try:
            spread(form.programme, form.table.id)
        except PlannerError as error:
            yield error.phrase
