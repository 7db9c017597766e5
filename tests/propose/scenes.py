"""Small programmes for the tests of the proposals: two days, two houses, whoever is needed."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from models.words import DelegationStatus, HostKind, Kind, Role
from planner.conflicts import Conflict, Severity
from planner.demo import assemble
from planner.edits.core import Edit
from planner.entities import (
    Activity,
    City,
    Delegate,
    Delegation,
    Edition,
    Entity,
    Field,
    Host,
    Opening,
    Participation,
    Site,
    TravelTime,
    Wish,
)
from planner.knock_on import Foresight
from planner.programme import Programme
from planner.propose.proposal import Proposal, Verb

E = "edition"
THU, FRI = date(2024, 10, 24), date(2024, 10, 25)


def at(text: str, day: date = THU) -> datetime:
    """``10:30`` on a day."""
    return datetime.combine(day, time.fromisoformat(text))


def edition(**values: Any) -> Edition:
    return Edition(E, "Test", THU, FRI, THU, FRI, **values)


def base(*rows: Entity) -> Programme:
    """An edition with the houses A and B, ten minutes apart, and these rows."""
    return assemble(
        [
            edition(),
            Field("film", "Film", "Cinéma"),
            Field("music", "Music", "Musique"),
            Site("A", E, None, "House A", "venue", fields=("film",)),
            Site("B", E, None, "House B", "venue", fields=("music",)),
            TravelTime("A-B", E, "A", "B", 10),
            *rows,
        ]
    )


def delegation(name: str, heads: int | None = 2, **values: Any) -> Delegation:
    """An accepted delegation whose id is its name; its city has no field."""
    values.setdefault("status", DelegationStatus.ACCEPTED)
    return Delegation(name, E, f"city-{name}", name, head_count=heads, **values)


def city(name: str, field_id: str) -> City:
    return City(f"city-{name}", name, name, field_id=field_id)


def session(name: str, start: str, minutes: int = 60, **values: Any) -> Activity:
    values.setdefault("kind", Kind.SESSION)
    values.setdefault("site_id", "A")
    kind, day = values.pop("kind"), values.pop("day", THU)
    return Activity(name, E, kind, f"Talk {name}", at(start, day), minutes, **values)


def goes(person: str, activity: str, **values: Any) -> Participation:
    return Participation(f"{person}-{activity}", activity, person, **values)


def named(delegate: str, activity: str, **values: Any) -> Participation:
    return Participation(f"{delegate}-{activity}", activity, delegate_id=delegate, **values)


def hosts(host: str, activity: str, role: Role = Role.HOSTS) -> Participation:
    return Participation(f"{host}-{activity}-{role}", activity, host_id=host, role=role)


def delegate(name: str, of: str, **values: Any) -> Delegate:
    return Delegate(name, of, name, **values)


def actor(name: str, **values: Any) -> Host:
    values.setdefault("kind", HostKind.ACTOR)
    return Host(name, E, name, **values)


def wish(of: str, priority: int = 1, **values: Any) -> Wish:
    """A delegation's wish, or a host's (``host_id``)."""
    target = "-".join(f"{v}" for v in values.values())
    who = {} if "host_id" in values else {"delegation_id": of}
    return Wish(f"wish-{of}-{target}", E, priority=priority, **who, **values)


def opening(site: str, day: date, opens: str, closes: str) -> Opening:
    hours = time.fromisoformat(opens), time.fromisoformat(closes)
    return Opening(f"{site}-{day}", site, None, day, *hours)


def after(programme: Programme, *edits: Edit) -> Programme:
    for edit in edits:
        programme = programme.apply(edit.changes)
    return programme


def applied(proposal: Proposal) -> Programme:
    """The plan with everything that is proposed."""
    return after(proposal.base, proposal.edit(proposal.everything))


def new_blocking(programme: Programme, edit: Edit) -> list[Conflict]:
    """Blocking conflicts that an edit would bring; what is left of an old one is none."""
    found = Foresight(programme).of(edit)

    def is_rest(then: Conflict) -> bool:
        return any(
            (now.rule, now.subject, now.severity) == (then.rule, then.subject, then.severity)
            and set(then.activities) < set(now.activities)
            for now in found.go
        )

    worse = (then for now, then in found.changed if now.severity is not Severity.BLOCKING)
    then = (*found.appear, *worse)
    return [c for c in then if c.severity is Severity.BLOCKING and not is_rest(c)]


def keys(proposal: Proposal, verb: Verb) -> set[str]:
    """The keys of the items of a verb, without the verb."""
    return {i.key.removeprefix(f"{verb}:") for i in proposal.items if i.verb is verb}


def texts(phrases: Iterable[object]) -> str:
    return " | ".join(map(str, phrases))
