"""Who of a delegation comes to which meeting: a shared language first, then spread over them."""

from collections import Counter
from collections.abc import Mapping

from planner.programme import Programme
from planner.propose.meetings_form import MeetingsForm, People, Wanted
from planner.propose.visits_bars import languages


def chosen(
    form: MeetingsForm, tried: Mapping[str, frozenset[People]] | None = None
) -> dict[str, People]:
    """The people of each wanted meeting, the most wanted meetings first.

    ``tried``: pairs that could not meet before, to be avoided while there are others.
    """
    load: Counter[str] = Counter()
    found: dict[str, People] = {}
    for wanted in form.wanted:
        pairs = candidates(form, wanted)
        avoided = (tried or {}).get(wanted.key, frozenset())
        ranked = sorted(
            pairs,
            key=lambda p: (p in avoided, *rank(form, p), load[p[0]] + load[p[1]], pairs.index(p)),
        )
        found[wanted.key] = ranked[0]
        load.update(ranked[0])
    return found


def candidates(form: MeetingsForm, wanted: Wanted) -> list[People]:
    """All pairs of people who could hold a meeting; those of a meeting that stands are named."""
    if wanted.meeting is not None and (people := form.pair_of(wanted.meeting)):
        return [people]
    one, other = (members(form.programme, p) for p in wanted.parties)
    return [(a, b) for a in one for b in other]


def members(programme: Programme, person_id: str) -> tuple[str, ...]:
    """The delegates of a delegation; anybody else, and a delegation without names, as they are."""
    return tuple(d.id for d in programme.delegates_of.get(person_id, ())) or (person_id,)


def rank(form: MeetingsForm, people: People) -> tuple[bool, bool]:
    """A shared language (or none known) before none, somebody free together before nobody."""
    one, other = people
    free = bool(form.free_slots(one) & form.free_slots(other))
    return not share_a_language(form.programme, one, other), not free


def share_a_language(programme: Programme, one: str, other: str) -> bool:
    """False only where it is known that they do not."""
    return (
        not (a := languages(programme, one))
        or not (b := languages(programme, other))
        or bool(a & b)
    )
