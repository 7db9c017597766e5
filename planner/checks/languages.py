"""Languages that people do not share."""

import re
from collections.abc import Iterable, Iterator

from models.words import Kind, Role
from planner.checks.rule import Subject, rule
from planner.checks.wording import day_of, fact_of, listed, timed, who
from planner.conflicts import Conflict, Severity
from planner.entities import Activity
from planner.phrases import Phrase
from planner.programme import Party, Programme

SPOKEN = frozenset(
    {Kind.VISIT, Kind.SESSION, Kind.PRESENTATION, Kind.ROUND_TABLE, Kind.MEETING, Kind.STOP}
)


@rule("language-not-shared", per=Subject.ACTIVITY, kinds=SPOKEN)
def language_not_shared(programme: Programme, activity_id: str) -> Iterator[Conflict]:
    """A language is set that people do not speak, and nobody interprets for them.  A warning.

    One conflict for all of them, since one interpreter helps all.  Where somebody's languages
    are unknown nothing is reported: it is asked for when they enrol.  An interpreter whose
    languages are known must speak that of the activity and one of theirs.
    """
    activity = programme.activities[activity_id]
    if not activity.language:
        return
    spoken = _codes([activity.language])
    lost = _lost(programme, activity, spoken)
    if lost:
        names = [who(programme, person) for person in lost]
        yield Conflict(
            rule="language-not-shared",
            severity=Severity.WARNING,
            phrase=Phrase(
                "{activity} on {day} is in “{language}”, which {people} do not speak, and"
                " nobody interprets for them",
                activity=timed(programme, activity),
                day=day_of(programme, activity),
                language=activity.language,
                people=listed(names),
            ),
            subject=activity.id,
            activities=(activity.id,),
            people=tuple(lost),
            fact=fact_of(*sorted(spoken)),
        )


def _lost(programme: Programme, activity: Activity, spoken: frozenset[str]) -> list[str]:
    """Ids of delegations, and of delegates who come by name, that would not understand."""
    lost: dict[str, None] = {}
    helpers: list[frozenset[str]] | None = None
    for party in programme.parties(activity.id):
        theirs = _languages(programme, party)
        if not theirs or theirs & spoken:
            continue
        if helpers is None:
            helpers = _interpreters(programme, activity)
        if not any(not h or (h & spoken and h & theirs) for h in helpers):
            lost[party.delegate_id or party.delegation_id or ""] = None
    return list(lost)


def _languages(programme: Programme, party: Party) -> frozenset[str]:
    """What a party speaks; empty when unknown."""
    if party.delegation_id is None:
        return frozenset()
    delegate = programme.delegates.get(party.delegate_id or "")
    own = delegate.languages if delegate else ()
    return _codes(own or programme.delegations[party.delegation_id].languages)


def _interpreters(programme: Programme, activity: Activity) -> list[frozenset[str]]:
    """The languages of each interpreter, those of the parent included; empty: unknown."""
    found = []
    for activity_id in filter(None, (activity.id, activity.parent_id)):
        for party in programme.parties(activity_id):
            if party.role is not Role.INTERPRETS:
                continue
            host = programme.hosts.get(party.host_id or "")
            found.append(_codes(host.languages) if host else _languages(programme, party))
    return found


def _codes(texts: Iterable[str]) -> frozenset[str]:
    """``fr-BE`` and ``FR`` are one language; ``en/fr`` are two."""
    words = (word for text in texts for word in re.split(r"[\s,;/+]+", text.casefold()))
    return frozenset(word.split("-")[0] for word in words if word)
