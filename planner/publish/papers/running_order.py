"""The running order of round tables, to the minute, to be read at a lectern.

Its readers are the team and those who moderate, speak or interpret.  It holds the names of all
speakers, with their delegation and what they are at home, and which delegations need
interpretation; nothing else about anybody.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.words import Role
from planner.entities import Activity
from planner.programme import Party
from planner.publish import labels as words
from planner.publish.copies import Copy
from planner.publish.frame import Frame, frame_of
from planner.publish.lines import title_of
from planner.publish.papers import table_words as table
from planner.publish.papers.at_table import speakers, tables_of
from planner.publish.papers.named import about, parties_at, party_named
from planner.publish.recipients import RecipientKind
from planner.publish.sheet_rows import town_address
from planner.publish.times import clock_time
from planner.round_table import Coverage, balance, collated, coverage

#: Under which heading those with a task at the whole round table are named.
TEAM = {
    Role.MODERATES: words.MODERATOR,
    Role.INTERPRETS: words.INTERPRETATION,
    Role.HOSTS: words.HOST,
}
#: More names than these are too many for a line at a lectern.
MOST_NAMES = 12


@dataclass(frozen=True, slots=True)
class Speaker:
    """``about``: role at home, delegation, city and country in one line."""

    name: str
    latin: str
    about: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A part: ``left`` is what is left of the slot after it, ``is_over`` when that is nothing."""

    time: str
    minutes: str
    title: str
    speakers: tuple[Speaker, ...]
    language: str
    left: str
    is_over: bool


@dataclass(frozen=True, slots=True)
class RoundTable:
    """``times`` are headings and times, an empty one to be written in; ``team`` headings and names.

    ``verdict`` says how the parts fit the slot; ``warnings`` stand out.
    """

    badges: tuple[str, ...]
    when: str
    title: str
    theme: str
    place: str
    times: tuple[tuple[str, str], ...]
    team: tuple[tuple[str, str], ...]
    interpretation: tuple[str, ...]
    warnings: tuple[str, ...]
    turns: tuple[Turn, ...]
    empty: str
    needed: str
    verdict: str
    is_over: bool


@dataclass(frozen=True, slots=True)
class RunningOrder:
    frame: Frame
    headings: tuple[str, ...]
    notes: str
    tables: tuple[RoundTable, ...]


def running_order_words(copy: Copy) -> RunningOrder | None:
    """Every round table of the recipient; None where there is none."""
    labels, tables = copy.labels, tables_of(copy)
    if not tables:
        return None
    heading = labels(words.RUNNING_ORDER)
    if copy.recipient.kind is not RecipientKind.EDITION:
        heading = labels.headed(words.RUNNING_ORDER, copy.recipient.name)
    headings = (words.TIME, table.MINUTES, table.WHAT_AND_WHO, words.LANGUAGE, table.TIME_LEFT)
    return RunningOrder(
        frame=frame_of(copy, heading),
        headings=tuple(labels(word) for word in headings),
        notes=labels(table.NOTES),
        tables=tuple(_round_table(copy, activity) for activity in tables),
    )


def _round_table(copy: Copy, activity: Activity) -> RoundTable:
    programme, labels = copy.programme, copy.labels
    begin, end = programme.spans[activity.id]
    fits = balance(programme, activity.id)
    verdict = table.OVER if fits.over > 0 else table.FREE if fits.over else table.EXACT
    turns = tuple(_turn(copy, part, end) for part in programme.parts.get(activity.id, ()))
    return RoundTable(
        badges=(labels(words.CHANGED),) if activity.id in copy.changed else (),
        when=f"{labels.kind(activity.kind)} · {labels.day(programme.clock.day(begin))}",
        title=title_of(activity, copy.recipient),
        theme=activity.description or "",
        place=_place(copy, activity),
        times=(
            (labels(table.DOORS), ""),
            (labels(table.BEGINS), _time(copy, begin)),
            (labels(table.ENDS), _time(copy, end)),
        ),
        team=tuple(_team(copy, activity)),
        interpretation=tuple(_helped(copy, activity)),
        warnings=tuple(_lost(copy, activity)),
        turns=turns,
        empty="" if turns else labels(table.NO_ORDER),
        needed=labels(table.NEEDED, used=fits.used, slot=fits.slot),
        verdict=labels(verdict, minutes=abs(fits.over)),
        is_over=fits.over > 0,
    )


def _time(copy: Copy, instant: int) -> str:
    clock = copy.programme.clock
    return clock_time(clock.wall(instant), clock, copy.labels)


def _place(copy: Copy, activity: Activity) -> str:
    site = copy.programme.sites.get(activity.site_id or "")
    parts = (site.name, town_address(site, copy.labels)) if site is not None else ()
    return ", ".join(filter(None, parts))


def _turn(copy: Copy, part: Activity, end: int) -> Turn:
    """``end`` is that of the slot, as an instant."""
    span, labels = copy.programme.spans[part.id], copy.labels
    left = end - span.end
    return Turn(
        time=f"{_time(copy, span.begin)}–{_time(copy, span.end)}",
        minutes=str(part.minutes),
        title=title_of(part, copy.recipient),
        speakers=tuple(_speaker(copy, party) for party in speakers(copy.programme, part)),
        language=labels.language_name(part.language),
        left=labels(table.OVER, minutes=-left) if left < 0 else labels(words.MINUTES, minutes=left),
        is_over=left < 0,
    )


def _speaker(copy: Copy, party: Party) -> Speaker:
    who = party_named(copy.programme, party, copy.labels)
    return Speaker(who.name, who.latin, about(who))


def _team(copy: Copy, activity: Activity) -> Iterator[tuple[str, str]]:
    """Headings and names: who moderates, interprets, receives; and what else is to be known."""
    labels = copy.labels
    for role, heading in TEAM.items():
        if names := _names(copy, activity, role):
            yield labels(heading), ", ".join(names)
    if activity.language:
        yield labels(words.LANGUAGE), labels.language_name(activity.language)
    if activity.meeting_point:
        yield labels(words.MEETING_POINT), activity.meeting_point


def _names(copy: Copy, activity: Activity, role: Role) -> tuple[str, ...]:
    programme = copy.programme
    parties = (
        party
        for each in (activity, *programme.parts.get(activity.id, ()))
        for party in parties_at(programme, each)
        if party.role is role
    )
    named = (party_named(programme, party, copy.labels) for party in parties)
    return tuple(dict.fromkeys(who.name for who in named))


def _helped(copy: Copy, activity: Activity) -> Iterator[str]:
    """A line for each language that somebody interprets."""
    for spoken in coverage(copy.programme, activity.id):
        if spoken.helped:
            names, people = _called(copy, spoken.helped), _called(copy, spoken.interpreters)
            text = copy.labels(table.INTERPRETED_BY, names=names, people=people)
            yield _of_language(copy, spoken, text)


def _lost(copy: Copy, activity: Activity) -> Iterator[str]:
    """A line for each language that nobody interprets for some."""
    for spoken in coverage(copy.programme, activity.id):
        lost = tuple(row_id for row_id in spoken.people if row_id not in spoken.helped)
        if lost:
            text = copy.labels(table.NOT_INTERPRETED, names=_called(copy, lost))
            yield _of_language(copy, spoken, text)


def _of_language(copy: Copy, spoken: Coverage, text: str) -> str:
    language = copy.labels.language_name(spoken.language)
    return copy.labels(words.HEADED, heading=language, text=text)


def _called(copy: Copy, ids: Sequence[str]) -> str:
    """The names of delegations, delegates and hosts, not too many of them."""
    programme = copy.programme
    rows = (
        programme.delegations.get(i) or programme.delegates.get(i) or programme.hosts.get(i)
        for i in ids
    )
    names = sorted((row.name for row in rows if row is not None), key=collated)
    return ", ".join(names[:MOST_NAMES]) + (" …" if len(names) > MOST_NAMES else "")
