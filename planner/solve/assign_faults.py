"""The first fact that the pins of a problem break, in a sentence."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from planner.solve.assign_facts import Facts, bits, has_pause, overlaps
from planner.solve.assign_form import DAY_MINUTES, AssignProblem
from planner.solve.assign_plan import Plan


@dataclass(frozen=True, slots=True)
class Fault:
    """``kind``: interest, away, capacity, tables, overlap, travel, max_per_day, group, rest,
    meeting or unknown."""

    kind: str
    message: str
    delegation: str = ""
    offer: str = ""


def clock(minute: int) -> str:
    """A time for people: "day 2, 14:30"."""
    return f"day {minute // DAY_MINUTES + 1}, {minute // 60 % 24:02d}:{minute % 60:02d}"


def meeting_name(problem: AssignProblem, meeting: str) -> str:
    """A meeting with its two sides."""
    sides = next((f" of {m.a} and {m.b}" for m in problem.meetings if m.id == meeting), "")
    return f"Meeting {meeting}{sides}"


def unknown_pin(facts: Facts, pin: tuple[str, str] | tuple[str, int]) -> Fault | None:
    """A pin of something that there is not, or that cannot be given at all."""
    first, second = pin
    if isinstance(second, int):
        return _unknown_meeting(facts, first, second)
    offers = {d.id: d.interest for d in facts.problem.delegations}
    if first not in offers:
        return Fault("unknown", f"There is no delegation {first}.", delegation=first)
    if second not in facts.offer_index:
        return Fault("unknown", f"There is no offer {second}.", first, second)
    if second not in offers[first]:
        return Fault("interest", f"{second} is not among the offers of {first}.", first, second)
    return None


def _unknown_meeting(facts: Facts, meeting: str, slot: int) -> Fault | None:
    if meeting not in facts.meeting_index:
        return Fault("unknown", f"There is no meeting {meeting}.")
    if not 0 <= slot < len(facts.problem.meeting_slots):
        return Fault("unknown", f"There is no slot {slot}.")
    wanted = facts.problem.meetings[facts.meeting_index[meeting]]
    if wanted.a == wanted.b:
        return Fault("meeting", f"Meeting {meeting} is of {wanted.a} alone.")
    return None


def fault_of(facts: Facts) -> Fault | None:
    """The first fact that the pins break, or a rest that nobody could have; None: they hold.

    Whether something can lie on a way round between two pinned events is not looked at.
    """
    return next(_faults(facts), None)


def _faults(facts: Facts) -> Iterator[Fault]:
    yield from _twice(facts)
    plan = Plan.of_pins(facts)
    for who in range(len(facts.people)):
        yield from _away(facts, who)
        yield from _clashes(facts, who)
    yield from _places(facts)
    for who in range(len(facts.problem.delegations)):
        yield from _limits(facts, plan, who)


def _twice(facts: Facts) -> Iterator[Fault]:
    slots: dict[str, int] = {}
    for meeting, slot in facts.problem.pinned_meetings:
        if slots.setdefault(meeting, slot) != slot:
            name = meeting_name(facts.problem, meeting)
            yield Fault("meeting", f"{name} can be held only once.")
    for who in range(len(facts.people)):
        mine = [facts.pinned_slot[m] for m in facts.meetings_of[who] if m in facts.pinned_slot]
        if len(mine) != len(set(mine)):
            yield Fault(
                "overlap",
                f"{facts.people[who]} cannot have two meetings at once.",
                facts.people[who],
            )


def name_of(facts: Facts, event: int) -> str:
    """An offer or slot with its times."""
    what = facts.events[event]
    number = event - facts.slots_from
    name = f"slot {number}" if number >= 0 else facts.problem.offers[event].id
    return f"{name} ({clock(what.start)} to {what.end // 60 % 24:02d}:{what.end % 60:02d})"


def _away(facts: Facts, who: int) -> Iterator[Fault]:
    for event in bits(facts.busy[who]):
        what, person = facts.events[event], facts.people[who]
        for start, end in facts.away[who]:
            if overlaps(what.start, what.end, [(start, end)]):
                stretch = f"{clock(start)} to {clock(end)}"
                message = f"{person} is away from {stretch}, during {name_of(facts, event)}."
                yield Fault("away", message, person, _offer(facts, event))


def _offer(facts: Facts, event: int) -> str:
    return facts.problem.offers[event].id if event < facts.slots_from else ""


def _clashes(facts: Facts, who: int) -> Iterator[Fault]:
    mine = sorted(bits(facts.busy[who]), key=facts.when)
    for first, second in combinations(mine, 2):
        if not facts.clash[first] >> second & 1:
            continue
        a, b, person = facts.events[first], facts.events[second], facts.people[who]
        pair = f"{name_of(facts, first)} and {name_of(facts, second)}"
        if b.start < a.end:
            yield Fault("overlap", f"{pair} overlap.", person, _offer(facts, second))
            continue
        minutes, gap = facts.problem.travel[a.venue][b.venue], b.start - a.end
        way = "there is no connection" if minutes < 0 else f"the way takes {minutes} minutes"
        message = f"Between {pair} {way} and there are {gap}."
        yield Fault("travel", message, person, _offer(facts, second))


def _places(facts: Facts) -> Iterator[Fault]:
    problem = facts.problem
    for event, offer in enumerate(problem.offers):
        there = [d for who, d in enumerate(problem.delegations) if facts.pinned[who] >> event & 1]
        heads = sum(delegation.size for delegation in there)
        if there and heads > offer.capacity:
            message = f"{offer.id} has room for {offer.capacity}, {heads} are pinned to it."
            yield Fault("capacity", message, offer=offer.id)
    for number, slot in enumerate(problem.meeting_slots):
        held = sum(event == facts.slots_from + number for event in facts.pinned_slot.values())
        if held > max(slot.tables, 0):
            message = f"Slot {number} has {slot.tables} tables, {held} meetings are pinned to it."
            yield Fault("tables", message)


def _limits(facts: Facts, plan: Plan, who: int) -> Iterator[Fault]:
    delegation, mine = facts.problem.delegations[who], sorted(plan.given[who], key=facts.when)
    days = [facts.days[event] for event in mine]
    most = delegation.max_per_day
    for day in sorted(set(days)):
        if most is not None and days.count(day) > most:
            message = f"{delegation.id} may have {most} offers a day, day {day + 1} has more."
            yield Fault("max_per_day", message, delegation.id)
    groups = [facts.problem.offers[event].group for event in mine]
    for group in dict.fromkeys(groups):
        if group is not None and groups.count(group) > 1:
            message = f"{delegation.id} may have one offer of group {group} only."
            yield Fault("group", message, delegation.id)
    busy = [(facts.events[e].start, facts.events[e].end) for e in plan.events_of(who)]
    for earliest, latest, minutes in facts.rests[who]:
        if not has_pause([*busy, *facts.away[who]], earliest, latest, minutes):
            stretch = f"{clock(earliest)} and {clock(latest)}"
            message = f"{delegation.id} has no pause of {minutes} minutes between {stretch}."
            yield Fault("rest", message, delegation.id)
