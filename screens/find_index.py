"""Everything that can be found, as entries with folded text, and how a search ranks them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from data.catalogue import aliases
from models.words import ABSENT
from planner.conflicts import Conflict
from planner.entities import Activity, Delegation
from planner.names import fold
from planner.phrases import _, short_date
from planner.programme import Programme
from screens.conflict_rows import rule_name
from screens.kinds import LOOKS
from screens.rooms import ROOMS
from screens.state import State
from screens.tools import KEYS, TOOLS

#: How alike a word must be (RapidFuzz, of 100) to be taken for a slip of the finger.
LIKENESS = 80
#: Shorter words are too like each other.
LEAST_LETTERS = 4

folded = lru_cache(maxsize=65536)(fold)


class Goal(NamedTuple):
    """Where an entry leads: a table and a row, a conflict's key, or an action of the app."""

    table: str
    row_id: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to be found: its line (sign, name, what and where), and what is searched.

    ``words`` are the folded words of the name, ``name`` all of it, ``more`` what else is known:
    place, time, other spellings.
    """

    goal: Goal
    sign: str
    title: str
    about: str
    words: tuple[str, ...]
    name: str
    more: str


def entry(goal: Goal, sign: str, title: str, about: str, others: Iterable[str] = ()) -> Entry:
    more = " ".join(folded(word) for word in (about, *others))
    return Entry(goal, sign, title, about, _words(title), folded(title), more)


@lru_cache(maxsize=65536)
def _words(title: str) -> tuple[str, ...]:
    return tuple(filter(None, map(fold, title.replace("-", " ").split())))


# -- what there is ------------------------------------------------------------------------


def entries(state: State) -> tuple[Entry, ...]:
    """Everything, in the order in which equally good hits are shown."""
    return tuple(_entries(state))


def _entries(state: State) -> Iterator[Entry]:
    programme = state.programme
    yield from _rooms()
    yield from _activities(programme)
    yield from _people(programme)
    yield from _places(programme)
    for conflict in state.open_conflicts:
        yield _conflict(programme, conflict)


def _rooms() -> Iterator[Entry]:
    for number, room in enumerate(ROOMS, 1):
        about = _("room, key {key}").format(key=number)
        yield entry(Goal("room", room.mode), "▣", _(room.name), about)
    for tool in TOOLS:
        about = f"{_(KEYS[tool.mode][1])} ({KEYS[tool.mode][0]})"
        yield entry(Goal("tool", tool.mode), "▣", _(tool.name), about)


def _activities(programme: Programme) -> Iterator[Entry]:
    far = 2**60
    spans = programme.spans
    order = sorted(
        programme.activities.values(),
        key=lambda a: (spans[a.id].begin if a.id in spans else far, a.title),
    )
    for activity in order:
        look = LOOKS[activity.kind]
        title = activity.title or _(look.name)
        about = " · ".join(filter(None, (_when(programme, activity), _place(programme, activity))))
        goal = Goal("activity", activity.id)
        yield entry(goal, look.sign, title, about, (_(look.name), activity.note or ""))


def _when(programme: Programme, activity: Activity) -> str:
    start = programme.start(activity)
    return f"{short_date(start.date())} {start:%H:%M}" if start else _("unplaced")


def _place(programme: Programme, activity: Activity) -> str:
    parent = programme.activities.get(activity.parent_id or "")
    return programme.site_name(activity.site_id or (parent.site_id if parent else None))


def _people(programme: Programme) -> Iterator[Entry]:
    for delegation in programme.delegations.values():
        yield _delegation(programme, delegation)
    for delegate in programme.delegates.values():
        of = programme.delegations.get(delegate.delegation_id)
        about = " · ".join(filter(None, (_("delegate"), of.name if of else "", delegate.role)))
        others = (delegate.latin_name or "", delegate.email or "", delegate.phone or "")
        shown = f"{delegate.name} ({delegate.latin_name})" if delegate.latin_name else delegate.name
        yield entry(Goal("delegate", delegate.id), "☺", shown, about, others)
    for host in programme.hosts.values():
        about = " · ".join(filter(None, (_("host"), programme.site_name(host.site_id))))
        people = (c.name for c in programme.contacts_of.get(host.id, ()))
        yield entry(Goal("host", host.id), "⌂", host.name, about, (host.email or "", *people))
    for organiser in programme.organisers.values():
        about = " · ".join(filter(None, (_("organiser"), organiser.role)))
        yield entry(Goal("organiser", organiser.id), "☺", organiser.name, about)


def _delegation(programme: Programme, delegation: Delegation) -> Entry:
    city = programme.cities.get(delegation.city_id)
    country = city.country if city and city.country else ""
    absent = _("does not come") if delegation.status in ABSENT else ""
    about = " · ".join(filter(None, (_("delegation"), country, absent)))
    others = (city.name, *_aliases().get(city.code, ())) if city else ()
    return entry(Goal("delegation", delegation.id), "⚑", delegation.name, about, others)


def _places(programme: Programme) -> Iterator[Entry]:
    for site in programme.sites.values():
        about = " · ".join(filter(None, (_("site"), site.municipality)))
        yield entry(Goal("site", site.id), "⌖", site.name, about, (site.address or "",))
    for vehicle in programme.vehicles.values():
        about = " · ".join(filter(None, (_("vehicle"), vehicle.operator, vehicle.driver)))
        yield entry(Goal("vehicle", vehicle.id), "▭", vehicle.name, about)
    for tour in programme.tours.values():
        yield entry(Goal("tour", tour.id), "◆", tour.name, _("Wake tour"))


def _conflict(programme: Programme, conflict: Conflict) -> Entry:
    about = _("conflict") + f" · {rule_name(conflict.rule)}"
    goal = Goal("conflict", conflict.key)
    return entry(goal, conflict.severity.sign, str(conflict.phrase), about)


@cache
def _aliases() -> dict[str, tuple[str, ...]]:
    """Other names of the network's cities in any script, by the city's code."""
    found: dict[str, list[str]] = {}
    for row in aliases():
        found.setdefault(row.city, []).append(row.alias)
    return {code: tuple(names) for code, names in found.items()}


# -- searching ----------------------------------------------------------------------------


def search(found: Iterable[Entry], text: str, most: int) -> list[Entry]:
    """The best hits for what was typed, the best first; every word must be met somewhere.

    A word is met best by a whole name, then by the beginning of a name, of a word in it, by any
    part of it, by what else is known of the row, and last by a word that is spelt alike.
    """
    words = [word for word in map(fold, text.split()) if word]
    if not words:
        return []
    whole, everything = "".join(words), list(found)
    ranked = [(r, n) for n, e in enumerate(everything) if (r := _rank(e, words, whole)) is not None]
    if len(ranked) < most:
        known = {n for _r, n in ranked}
        rest = [n for n in range(len(everything)) if n not in known]
        ranked += [(r, n) for n, r in _alike(everything, rest, words)]
    ranked.sort()
    return [everything[n] for _r, n in ranked[:most]]


def _rank(each: Entry, words: list[str], whole: str) -> float | None:
    if each.name == whole:
        return 0.0
    total = 0.0
    for word in words:
        if word in each.name:
            total += 1 if each.name.startswith(word) else 2
            total += 0 if any(w.startswith(word) for w in each.words) else 2
        elif word in each.more:
            total += 6
        else:
            return None
    return total / len(words)


def _alike(
    everything: list[Entry], rest: list[int], words: list[str]
) -> Iterator[tuple[int, float]]:
    """Entries with a word like each that was typed: index and rank."""
    if any(len(word) < LEAST_LETTERS for word in words):
        return
    from rapidfuzz import fuzz, process

    vocabulary = sorted({w for n in rest for w in everything[n].words if len(w) >= LEAST_LETTERS})
    near = []
    for word in words:
        hits = process.extract(
            word, vocabulary, scorer=fuzz.ratio, score_cutoff=LIKENESS, limit=None
        )
        near.append({hit: score for hit, score, _index in hits})
    for n in rest:
        scores = [max((of.get(w, 0.0) for w in everything[n].words), default=0.0) for of in near]
        if all(scores):
            yield n, 10 + (100 - sum(scores) / len(scores)) / 10
