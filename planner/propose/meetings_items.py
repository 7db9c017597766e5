"""A plan of meetings as items to accept or reject: one a meeting, added or moved."""

from collections.abc import Iterator
from dataclasses import replace

from planner.checks.wording import titled, who
from planner.edits.meetings import add_meeting
from planner.entities import Activity, Change
from planner.phrases import Phrase, Value, plural
from planner.programme import Span
from planner.propose.meetings_form import MeetingsForm, Wanted
from planner.propose.meetings_people import share_a_language
from planner.propose.meetings_plan import MeetingsPlan
from planner.propose.proposal import Item, Verb
from planner.propose.visits_bars import languages
from planner.propose.visits_items import Made


def made(plan: MeetingsPlan) -> tuple[Made, ...]:
    """An item for each meeting that is held, by time."""
    found = tuple(_made(plan, wanted) for wanted in plan.held)
    return tuple(_with_needs(plan, wanted, m) for wanted, m in zip(plan.held, found, strict=True))


def verb_of(plan: MeetingsPlan, wanted: Wanted) -> Verb:
    if wanted.meeting is None:
        return Verb.ADD
    own = plan.form.programme.spans.get(wanted.meeting.id)
    return Verb.KEEP if own == plan.span(wanted) else Verb.MOVE


def key_of(plan: MeetingsPlan, wanted: Wanted) -> str:
    return f"{verb_of(plan, wanted)}:{wanted.key}"


def _made(plan: MeetingsPlan, wanted: Wanted) -> Made:
    form, verb = plan.form, verb_of(plan, wanted)
    changes = () if verb is Verb.KEEP else _changes(plan, wanted)
    meeting = wanted.meeting or next(c.after for c in changes if isinstance(c.after, Activity))
    item = Item(
        key_of(plan, wanted),
        verb,
        _title(plan, wanted),
        tuple(_brings(plan, wanted)),
        delegations_of(form, wanted),
        (meeting.id,),
    )
    return Made(item, changes)


def _changes(plan: MeetingsPlan, wanted: Wanted) -> tuple[Change, ...]:
    form, span = plan.form, plan.span(wanted)
    start, table = form.programme.clock.wall(span.begin), plan.tables[wanted.key]
    if wanted.meeting is not None:
        moved = replace(
            wanted.meeting,
            start=start,
            site_id=form.site_id or wanted.meeting.site_id,
            meeting_point=table or wanted.meeting.meeting_point,
        )
        return (Change(wanted.meeting, moved),)
    return add_meeting(
        form.programme,
        plan.who[wanted.key],
        start=start,
        minutes=form.options.minutes,
        site_id=form.site_id,
        table=table or None,
    ).changes


def _title(plan: MeetingsPlan, wanted: Wanted) -> Phrase:
    begin = plan.form.programme.clock.wall(plan.span(wanted).begin)
    return Phrase(
        "{meeting}, {day} {begin}, {table}",
        meeting=meeting_name(plan, wanted),
        day=begin.date(),
        begin=begin,
        table=plan.tables[wanted.key],
    )


def meeting_name(plan: MeetingsPlan, wanted: Wanted) -> Value:
    """The title of one that stands, else who meets whom."""
    if wanted.meeting is not None:
        return titled(wanted.meeting)
    one, other = (who(plan.form.programme, p) for p in plan.who[wanted.key])
    return Phrase("1:1 {one} – {other}", one=one, other=other)


def delegations_of(form: MeetingsForm, wanted: Wanted) -> tuple[str, ...]:
    parties = (form.party_of(p) for p in wanted.parties)
    return tuple(p for p in dict.fromkeys(parties) if p in form.programme.delegations)


def _brings(plan: MeetingsPlan, wanted: Wanted) -> Iterator[Phrase]:
    programme = plan.form.programme
    for request in wanted.requests:
        yield Phrase(
            "{who} asked for it, priority {n}",
            who=who(programme, request.asking),
            n=request.wish.priority,
        )
    if any(request.mutual for request in wanted.requests):
        yield Phrase("both sides asked")
    yield plural("{n} point", "{n} points", wanted.value)
    one, other = plan.who[wanted.key]
    shared = languages(programme, one) & languages(programme, other)
    if shared:
        yield Phrase("shared language: {language}", language=", ".join(sorted(shared)))
    elif not share_a_language(programme, one, other):
        yield Phrase("they share no language: somebody has to interpret")


def _with_needs(plan: MeetingsPlan, wanted: Wanted, made: Made) -> Made:
    """What moves away from a time and table, or people, that this one takes."""
    if made.item.verb is Verb.KEEP:
        return made
    needs = tuple(key_of(plan, w) for w in plan.held if _makes_way(plan, w, wanted))
    return replace(made, item=replace(made.item, needs=needs))


def _makes_way(plan: MeetingsPlan, other: Wanted, wanted: Wanted) -> bool:
    if other is wanted or other.meeting is None or verb_of(plan, other) is not Verb.MOVE:
        return False
    old: Span | None = plan.form.programme.spans.get(other.meeting.id)
    if old is None or not old.overlaps(plan.span(wanted)):
        return False
    party = plan.form.party_of
    ours = {party(p) for p in plan.who[wanted.key]}
    theirs = {party(p) for p in plan.who[other.key]}
    same_table = other.meeting.meeting_point == plan.tables[wanted.key]
    return bool(ours & theirs) or same_table


def label(meetings: int) -> Phrase:
    return plural("Plan {n} meeting", "Plan {n} meetings", meetings)
