"""The pieces of sentences that conflicts share: who, what, when, how long."""

from collections.abc import Sequence
from datetime import date

from planner.entities import Activity
from planner.phrases import Phrase, Value, plural
from planner.programme import Programme, Span

#: More names than this are counted, not listed.
LISTED = 3


def lasting(minutes: int) -> Phrase:
    """``45 min``, ``1 h 05``."""
    hours, rest = divmod(minutes, 60)
    if hours == 0:
        return Phrase("{n} min", n=minutes)
    return Phrase("{hours} h {minutes}", hours=hours, minutes=f"{rest:02}")


def who(programme: Programme, person_id: str) -> Value:
    """A delegation, a delegate with the delegation, or a host, by name."""
    if delegate := programme.delegates.get(person_id):
        delegation = programme.delegations[delegate.delegation_id]
        return Phrase(
            "{name} ({delegation})", name=named(delegate.name), delegation=delegation.name
        )
    if delegation_or_host := programme.delegations.get(person_id) or programme.hosts.get(person_id):
        return named(delegation_or_host.name)
    return Phrase("somebody")


def named(name: str) -> Value:
    return name if name.strip() else Phrase("(no name)")


def titled(activity: Activity) -> Value:
    """An activity's title alone."""
    return activity.title if activity.title.strip() else Phrase("(no title)")


def timed(programme: Programme, activity: Activity) -> Value:
    """An activity with its times: ``Fab Lab (10:00–11:00)``."""
    span = programme.spans.get(activity.id)
    if span is None:
        return titled(activity)
    return Phrase(
        "{title} ({begin}–{end})",
        title=titled(activity),
        begin=programme.clock.wall(span.begin),
        end=programme.clock.wall(span.end),
    )


def day_of(programme: Programme, activity: Activity) -> date:
    """The day on which a placed activity begins."""
    return programme.clock.day(programme.spans[activity.id].begin)


def place(programme: Programme, site_id: str | None) -> Value:
    return named(programme.site_name(site_id))


def listed(names: Sequence[Value]) -> Value:
    """``Tbilisi, Hamar, Caen and 5 more``."""
    shown: Value = names[0]
    for name in names[1:LISTED]:
        shown = Phrase("{names}, {name}", names=shown, name=name)
    if len(names) <= LISTED:
        return shown
    rest = len(names) - LISTED
    return plural("{names} and {n} more", "{names} and {n} more", rest, names=shown)


def fact_of(*parts: object) -> str:
    """What a conflict rests on, in one line."""
    return " ".join(str(part) for part in parts)


def when(*spans: Span | None) -> str:
    """Spans as a fact: instants, so that the clock change cannot blur them."""
    return ",".join(f"{s.begin}-{s.end}" for s in spans if s is not None)
