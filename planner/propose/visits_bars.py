"""What in itself keeps a delegation from a festival item, whatever else is planned."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from models.words import Kind, Role
from planner.checks.wording import listed, place, timed, titled, who
from planner.entities import Activity
from planner.phrases import Phrase
from planner.programme import Programme
from planner.propose.facts import Cause, Fact
from planner.propose.visits_options import VisitOptions
from planner.round_table import codes


def spoken_facts(programme: Programme, person_id: str, activity: Activity) -> Iterator[Fact]:
    """A language that they do not speak, and nobody interprets for them.

    Nothing where the language of either is unknown: the checks ask for it.  Of a delegation that
    does not speak it a delegate may who does: see ``visits_named``.
    """
    spoken = codes([activity.language] if activity.language else [])
    theirs = languages(programme, person_id)
    if not spoken or not theirs or spoken & theirs:
        return
    if any(not h or (h & spoken and h & theirs) for h in helpers(programme, activity)):
        return
    phrase = Phrase(
        "{what} is in “{language}”, which {who} does not speak, and nobody interprets",
        what=titled(activity),
        language=activity.language or "",
        who=who(programme, person_id),
    )
    yield Fact(Cause.LANGUAGE, phrase, activity.id, person_id)


def languages(programme: Programme, person_id: str) -> frozenset[str]:
    """What a delegate, a delegation or a host speaks; empty: unknown."""
    if (host := programme.hosts.get(person_id)) is not None:
        return codes(host.languages)
    if (delegate := programme.delegates.get(person_id)) is not None:
        own = delegate.languages or programme.delegations[delegate.delegation_id].languages
        return codes(own)
    known = codes(programme.delegations[person_id].languages)
    people = programme.delegates_of.get(person_id, ())
    return known or frozenset().union(*(codes(d.languages) for d in people))


def helpers(programme: Programme, activity: Activity) -> Iterator[frozenset[str]]:
    """The languages of each interpreter who has not said no; empty: unknown."""
    for row in programme.participations_of.get(activity.id, ()):
        if row.role is Role.INTERPRETS and row.confirmed is not False:
            person = row.host_id or row.delegate_id or row.delegation_id or ""
            known = person in programme.hosts or person in programme.delegates
            yield languages(programme, person) if known else frozenset()


def access_facts(programme: Programme, people: Iterable[str], activity: Activity) -> Iterator[Fact]:
    """A place with steps, and somebody (delegates, by id) who cannot take them."""
    site = programme.sites.get(activity.site_id or "")
    if site is None or site.step_free is not False:
        return
    need = [i for i in people if programme.delegates[i].step_free]
    if need:
        phrase = Phrase(
            "{place} is not step-free: {who} could not come",
            place=place(programme, site.id),
            who=listed([who(programme, i) for i in need]),
        )
        yield Fact(Cause.ACCESS, phrase, activity.id, need[0])


def offers(programme: Programme, options: VisitOptions) -> tuple[Activity, ...]:
    """Festival sessions and guided visits with a time and of no tour, in order of time."""
    days = frozenset(options.days or programme.days)
    return tuple(
        entry.activity
        for entry in programme.by_time
        if entry.activity.kind in (Kind.SESSION, Kind.VISIT)
        and entry.activity.tour_day_id is None
        and entry.end > entry.begin
        and programme.clock.day(entry.begin) in days
    )


def is_late(programme: Programme, options: VisitOptions, activity: Activity) -> bool:
    """Whether an item ends later than people are sent to unasked."""
    begin, end = programme.start(activity), programme.end(activity)
    return begin is None or end is None or end > datetime.combine(begin.date(), options.until)


def no_room(
    programme: Programme,
    activity: Activity,
    places: int,
    taken: Iterable[tuple[str, int]],
    person_id: str,
    needs: int,
) -> Phrase:
    """``Fog in a box has 12 places, taken by Viborg (3), Caen (4) ...; Hamar needs 3``."""
    holders = [Phrase("{who} ({n})", who=who(programme, p), n=n) for p, n in taken]
    what, whose = timed(programme, activity), who(programme, person_id)
    if not holders:
        return Phrase(
            "{what} has {places} places left, {who} needs {needs}",
            what=what,
            places=max(places, 0),
            who=whose,
            needs=needs,
        )
    return Phrase(
        "{what} has {places} places, {holders} take them; {who} needs {needs}",
        what=what,
        places=places,
        holders=listed(holders),
        who=whose,
        needs=needs,
    )
