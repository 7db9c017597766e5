"""One activity for several groups: splitting some of those in it off, merging two into one."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from models.words import ActivityStatus, Role
from planner.edits.activities import next_position
from planner.edits.core import Edit, edit, new_id, require
from planner.edits.names import describe
from planner.edits.remove import remove
from planner.entities import Activity, Change, Participation, changed_columns
from planner.errors import PlannerError
from planner.phrases import Phrase
from planner.programme import Party, Programme

#: What two activities need not have in common to be merged without a question.
OWN_COLUMNS = frozenset({"id", "position", "external_key", "status", "capacity"})


# -- split --------------------------------------------------------------------------------


def members(programme: Programme, activity_id: str) -> tuple[Party, ...]:
    """Those who attend an activity and can be split off: delegations, and delegates by name."""
    attending = (p for p in programme.parties(activity_id) if p.role is Role.ATTENDS)
    return tuple(p for p in attending if p.delegation_id is not None)


def choices(programme: Programme, activity_id: str) -> tuple[str, ...]:
    """Ids of those who can be split off: each delegation, followed by its delegates."""
    found: dict[str, None] = {}
    for party in members(programme, activity_id):
        if party.delegate_id is not None:
            found[party.delegate_id] = None
        elif party.delegation_id is not None:
            found[party.delegation_id] = None
            mates = programme.delegates_of.get(party.delegation_id, ())
            found |= dict.fromkeys(d.id for d in mates)
    return tuple(found)


def split(programme: Programme, activity_id: str, people: Collection[str]) -> Edit:
    """A copy of an activity at the same time and place, with its parts, for some of its people.

    ``people`` are ids of delegations and delegates.  Their participations go over to the copy,
    answers included; a delegate is taken out of a whole delegation by naming all the others.
    Who is on board of a tour without being named is named from now on (its guests cannot be).
    Hosts stay with the first group: nobody is in two places.  Raises PlannerError when nobody or
    everybody would go.
    """
    activity = require(programme, Activity, activity_id)
    if activity.parent_id is not None:
        raise PlannerError(
            Phrase("“{title}” is part of a larger activity.", title=activity.title),
            Phrase("Split that one: its parts go with it."),
        )
    staying, going = _shared_out(programme, _rows(programme, activity_id), set(people))
    if not any(map(_attends, staying)) or not any(map(_attends, going)):
        raise PlannerError(
            Phrase("A group is some of those who take part, not all of them."),
            Phrase("Choose at least one delegation, and leave at least one."),
        )
    twin = replace(activity, id=new_id(), status=ActivityStatus.PLANNED, external_key=None)
    changes = [Change(None, twin), *_moved_over(programme, activity_id, twin.id, staying, going)]
    for part in programme.parts.get(activity_id, ()):
        copied = replace(part, id=new_id(), parent_id=twin.id, external_key=None)
        changes.append(Change(None, copied))
        named = programme.participations_of.get(part.id, ())
        changes += _moved_over(
            programme, part.id, copied.id, *_shared_out(programme, named, set(people))
        )
    label = Phrase("Split a group off {what}", what=describe(programme, activity))
    return edit(label, changes)


def _attends(row: Participation) -> bool:
    return row.role is Role.ATTENDS and row.host_id is None


def _shared_out(
    programme: Programme, rows: Iterable[Participation], people: set[str]
) -> tuple[list[Participation], list[Participation]]:
    """The participations as they would be: of those who stay, of those who go."""
    staying: list[Participation] = []
    going: list[Participation] = []
    for row in rows:
        mates = programme.delegates_of.get(row.delegation_id or "", ())
        some = [d for d in mates if d.id in people]
        delegate = programme.delegates.get(row.delegate_id or "")
        with_delegation = delegate is not None and delegate.delegation_id in people
        if with_delegation or people & {row.delegation_id, row.delegate_id}:
            going.append(row)
        elif some:
            for mate in mates:
                named = replace(row, id=new_id(), delegation_id=None, delegate_id=mate.id)
                (going if mate in some else staying).append(replace(named, heads=None))
        else:
            staying.append(row)
    return staying, going


def _rows(programme: Programme, activity_id: str) -> list[Participation]:
    """The participations of an activity; those of who attends without being named are new."""
    rows = list(programme.participations_of.get(activity_id, ()))
    if not _is_named(rows):
        rows += [
            Participation(
                new_id(),
                activity_id,
                None if party.delegate_id else party.delegation_id,
                party.delegate_id,
                heads=_heads(programme, party),
            )
            for party in members(programme, activity_id)
        ]
    return rows


def _heads(programme: Programme, party: Party) -> int | None:
    """The number that is to be kept: of whole delegations it follows from the delegation."""
    if party.delegate_id or party.delegation_id is None:
        return None
    whole = programme.heads_of(party.delegation_id)
    return None if party.heads == whole else party.heads


def _moved_over(
    programme: Programme,
    activity_id: str,
    twin_id: str,
    staying: Iterable[Participation],
    going: Iterable[Participation],
) -> Iterator[Change]:
    before = {row.id: row for row in programme.participations_of.get(activity_id, ())}
    after = {row.id: row for row in staying}
    after |= {row.id: replace(row, activity_id=twin_id) for row in going}
    for row_id in before.keys() | after.keys():
        yield Change(before.get(row_id), after.get(row_id))


# -- merge --------------------------------------------------------------------------------


def differences(programme: Programme, first_id: str, second_id: str) -> tuple[str, ...]:
    """The columns in which the second activity differs from the one it is to be merged into."""
    first = require(programme, Activity, first_id)
    second = require(programme, Activity, second_id)
    return tuple(n for n in changed_columns(first, second) if n not in OWN_COLUMNS)


def merge(programme: Programme, first_id: str, second_id: str) -> Edit:
    """Everybody of the second activity takes part in the first; the second one goes.

    Parts of one title come together, other parts of the second are put behind those of the
    first.  Delegates of one delegation that are all there by name are the whole delegation
    again.  Wishes for the second are wishes for the first.  Raises PlannerError when one is a
    part of something, or both are the same.
    """
    first = require(programme, Activity, first_id)
    second = require(programme, Activity, second_id)
    if first_id == second_id or first.parent_id or second.parent_id:
        raise PlannerError(
            Phrase("Only two whole activities can be merged."),
            Phrase("Press m on one, then on the other."),
        )
    gone = {change.id: change for change in remove(programme, second).changes}
    changes = _joined(programme, first_id, second_id)
    for wish in (w for w in programme.wishes.values() if w.activity_id == second_id):
        changes.append(Change(wish, replace(wish, activity_id=first_id)))
    for part in programme.parts.get(second_id, ()):
        match = _same_part(programme, first_id, part)
        if match is None:
            del gone[part.id]
            position = next_position(programme, first_id) + part.position
            changes.append(Change(part, replace(part, parent_id=first_id, position=position)))
            for row in programme.participations_of.get(part.id, ()):
                gone.pop(row.id, None)
        else:
            changes += _joined(programme, match.id, part.id)
    done = {change.id for change in changes}
    changes += [change for row_id, change in gone.items() if row_id not in done]
    label = Phrase(
        "Merge {b} into {a}", a=describe(programme, first), b=describe(programme, second)
    )
    return edit(label, changes)


def _is_named(rows: Iterable[Participation]) -> bool:
    """False: everybody on board attends, or the audience of the whole."""
    return any(row.role is Role.ATTENDS for row in rows)


def _same_part(programme: Programme, first_id: str, part: Activity) -> Activity | None:
    return next(
        (
            own
            for own in programme.parts.get(first_id, ())
            if (own.kind, own.title, own.minutes) == (part.kind, part.title, part.minutes)
        ),
        None,
    )


def _joined(programme: Programme, first_id: str, second_id: str) -> list[Change]:
    """The participations of two activities as those of the first, each person once a role.

    Where one of them has names, those who attend the other without being named are named too:
    they would stay away otherwise.
    """
    ids = (first_id, second_id)
    rows = [programme.participations_of.get(i, ()) for i in ids]
    before = {row.id: row for some in rows for row in some}
    own, other = [_rows(programme, i) for i in ids] if any(map(_is_named, rows)) else rows
    known = {_who(row) for row in own}
    come = [row for row in other if _who(row) not in known]
    after = {row.id: replace(row, activity_id=first_id) for row in (*own, *come)}
    for whole, named in _whole_again(programme, own, come):
        for row in named:
            del after[row.id]
        after[whole.id] = replace(whole, activity_id=first_id)
    attending = {row.id: row for row in after.values() if row.role is Role.ATTENDS}
    if come and _is_everybody_on_board(programme, first_id, attending.values()):
        after = {row_id: row for row_id, row in after.items() if row_id not in attending}
    return [Change(before.get(i), after.get(i)) for i in before.keys() | after.keys()]


def _is_everybody_on_board(
    programme: Programme, activity_id: str, rows: Iterable[Participation]
) -> bool:
    """Whether those named are just those who would attend if nobody were named.

    The guests of a tour, who cannot be named, attend again as well.
    """
    day = programme.tour_days.get(programme.activities[activity_id].tour_day_id or "")
    on_board = programme.on_board(day.tour_id) if day else ()
    delegations = [p for p in on_board if p.delegation_id]
    return bool(delegations) and {
        (p.delegate_id or p.delegation_id, _heads(programme, p)) for p in delegations
    } == {(_who(row)[0], row.heads) for row in rows}


def _who(row: Participation) -> tuple[str | None, Role]:
    return row.delegation_id or row.delegate_id or row.host_id, row.role


def _whole_again(
    programme: Programme, own: Iterable[Participation], come: Iterable[Participation]
) -> Iterator[tuple[Participation, list[Participation]]]:
    """Delegations of which some were there by name and now all are: as one row, and the names."""
    first, second = _by_delegation(programme, own), _by_delegation(programme, come)
    for key in first.keys() & second.keys():
        named = first[key] + second[key]
        if len(named) == programme.heads_of(key[0]):
            answers = {row.confirmed for row in named}
            answer = answers.pop() if len(answers) == 1 else None
            yield (
                replace(named[0], delegation_id=key[0], delegate_id=None, confirmed=answer),
                named,
            )


def _by_delegation(
    programme: Programme, rows: Iterable[Participation]
) -> dict[tuple[str, Role], list[Participation]]:
    """Delegates in an activity by name, for each delegation and role."""
    found: dict[tuple[str, Role], list[Participation]] = defaultdict(list)
    for row in rows:
        if (delegate := programme.delegates.get(row.delegate_id or "")) is not None:
            found[delegate.delegation_id, row.role].append(row)
    return found
