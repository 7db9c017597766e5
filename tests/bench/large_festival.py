"""The festival of a large edition: items, who goes to which, 1:1 meetings, the round table."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from math import ceil

from models.words import ActivityStatus, HostKind, Kind, Role
from planner.entities import (
    Host,
    Wish,
)
from tests.bench.maker import FESTIVAL, ITEMS_PER_SITE, LUNCH, PICKS, SPOILED, Guest, Item, Maker


def festival_places() -> list[str]:
    """Codes of real places of the festival, without the one that the round table needs."""
    centre = (
        "theatre",
        "delta",
        "pavillon",
        "place-armes",
        "beffroi",
        "nef",
        "bateliers",
        "halle-chair",
        "trakk",
        "bomel",
        "rops",
        "trema",
        "cameo",
        "cds",
        "unamur",
        "nid",
        "saint-louis",
        "imep",
        "concert-hall",
        "belvedere",
        "citadelle",
        "detour",
        "expo",
        "bep",
    )
    return [f"namur-{code}" for code in centre]


def add_items(maker: Maker, count: int) -> list[Item]:
    """Festival items, one after the other at each place, never two at once."""
    rng = maker.rng
    codes = [*festival_places(), *(code for code in maker.sites if code.startswith("room-"))]
    found: list[Item] = []
    for code in codes[: max(1, ceil(count / ITEMS_PER_SITE))]:
        spread = [day for day in FESTIVAL for _ in range(ITEMS_PER_SITE // len(FESTIVAL))]
        clock: dict[date, datetime] = {d: datetime.combine(d, time(9, 30)) for d in FESTIVAL}
        for day in sorted(spread[: count - len(found)]):
            start = clock[day] + timedelta(minutes=rng.choice((0, 5, 10, 15)))
            minutes = rng.choice((30, 45, 45, 60, 60))
            clock[day] = start + timedelta(minutes=minutes + 10)
            is_visit = rng.random() < 0.4
            capacity = 600 if code == "namur-theatre" else rng.choice((30, 45, 60, 90))
            row = maker.activity(
                Kind.VISIT if is_visit else Kind.SESSION,
                f"{'Guided visit' if is_visit else 'Talk'} {len(found) + 1}",
                start,
                minutes,
                site_id=maker.site(code),
                language="fr" if rng.random() < 0.15 else "en",
                capacity=capacity,
                external_key=f"item-{len(found) + 1}",
            )
            found.append(Item(row, capacity))
    return found


def add_round_table(maker: Maker, guests: Sequence[Guest]) -> frozenset[str]:
    """Eight cities on Friday afternoon; returns the ids of their delegations."""
    table = maker.activity(
        Kind.ROUND_TABLE,
        "Round table",
        datetime(2024, 10, 25, 16, 0),
        10 * len(guests) + 20,
        site_id=maker.site("namur-bourse"),
        language="en",
        pin_time=True,
    )
    moderator = maker.host("Sacha Exemple", HostKind.MODERATOR)
    maker.join(table, Role.MODERATES, host_id=moderator.id)
    for position, guest in enumerate(guests):
        speech = maker.activity(
            Kind.INTERVENTION,
            f"Intervention: {guest.row.name}",
            None,
            10,
            parent_id=table.id,
            position=position,
            language="en",
        )
        maker.join(table, delegation_id=guest.row.id)
        if guest.names:
            maker.join(speech, Role.SPEAKS, delegate_id=guest.names[0].id)
        else:
            maker.join(speech, Role.SPEAKS, delegation_id=guest.row.id)
    maker.activity(Kind.QUESTIONS, "Questions", None, 20, parent_id=table.id, position=len(guests))
    return frozenset(guest.row.id for guest in guests)


def add_festival(
    maker: Maker,
    guests: Sequence[Guest],
    pool: Sequence[Item],
    actors: Sequence[Host],
    speakers: frozenset[str],
) -> dict[str, list[Item]]:
    """Lunches, 1:1 meetings and items for every delegation; returns who got which items."""
    hall, tables = maker.site("hall"), maker.site("tables")
    by_day: dict[date, list[Item]] = defaultdict(list)
    for item in sorted(pool, key=lambda i: (i.start, i.row.id)):
        by_day[item.start.date()].append(item)
    welcome = maker.activity(
        Kind.RECEPTION, "Welcome evening", datetime(2024, 10, 23, 19, 30), 75, site_id=hall
    )
    taken: dict[str, list[Item]] = defaultdict(list)
    for guest in guests:
        maker.join(welcome, delegation_id=guest.row.id)
    for day, (before, after) in zip(FESTIVAL, PICKS, strict=True):
        begin, minutes = datetime.combine(day, LUNCH[0]), LUNCH[1]
        lunch = None
        if after:
            lunch = maker.activity(Kind.MEAL, "Lunch", begin, minutes, site_id=hall)
        meeting = begin + timedelta(minutes=minutes + 15)
        free = list(actors) if after else []
        for guest in maker.rng.sample(guests, len(guests)):
            if _leaves_early(guest, day):
                continue
            _pick(
                maker,
                guest,
                by_day[day],
                before,
                hall,
                begin.replace(hour=9, minute=0),
                begin,
                taken,
            )
            if lunch is not None:
                maker.join(lunch, delegation_id=guest.row.id)
            if day == FESTIVAL[1] and guest.row.id in speakers:
                continue
            here, now = hall, begin + timedelta(minutes=minutes)
            if free and guest.names and maker.rng.random() < 0.2:
                _meet(maker, guest, free.pop(), meeting)
                here, now = tables, meeting + timedelta(minutes=30)
            until = datetime.combine(day, time(19, 0))
            _pick(maker, guest, by_day[day], after, here, now, until, taken)
    return taken


def _leaves_early(guest: Guest, day: date) -> bool:
    leaves = guest.row.departure
    return leaves is not None and leaves < datetime.combine(day, time(13, 0))


def _pick(
    maker: Maker,
    guest: Guest,
    items: Sequence[Item],
    count: int,
    here: str,
    now: datetime,
    until: datetime,
    taken: dict[str, list[Item]],
) -> None:
    """``count`` items that can be reached in time, and from which the hall can be reached."""
    hall = maker.site("hall")
    for _ in range(count):
        choice = [
            item
            for item in items
            if now <= item.start <= now + timedelta(minutes=100)
            and item.free >= guest.heads
            and item.row.language in guest.row.languages
            and now + timedelta(minutes=_way(maker, here, item.site)) <= item.start
            and item.end + timedelta(minutes=_way(maker, item.site, hall)) <= until
        ]
        if not choice:
            return
        item = maker.rng.choice(choice)
        item.free -= guest.heads
        maker.join(item.row, delegation_id=guest.row.id)
        taken[guest.row.id].append(item)
        here, now = item.site, item.end


def _way(maker: Maker, a: str, b: str) -> int:
    """Minutes between two places with a buffer, the rush hour allowed for."""
    return ceil(1.1 * maker.minutes(a, b)) + 5 if a != b else 0


def _meet(maker: Maker, guest: Guest, actor: Host, start: datetime) -> None:
    delegate = maker.rng.choice(guest.names)
    meeting = maker.activity(
        Kind.MEETING,
        f"1:1 {delegate.latin_name} and {actor.name}",
        start,
        30,
        site_id=maker.site("tables"),
        language="en",
        status=ActivityStatus.CONFIRMED,
    )
    maker.join(meeting, delegate_id=delegate.id)
    maker.join(meeting, Role.HOSTS, host_id=actor.id)


def add_wishes(
    maker: Maker, guests: Sequence[Guest], pool: Sequence[Item], actors: Sequence[Host]
) -> None:
    """Two wishes of each delegation: an item and a local actor."""
    if not pool:
        return
    for guest in guests:
        item, actor = maker.rng.choice(pool), maker.rng.choice(actors)
        for target in ({"activity_id": item.row.id}, {"wanted_host_id": actor.id}):
            wish = Wish(
                maker.id(), maker.edition_id, guest.row.id, priority=maker.rng.randint(1, 3)
            )
            maker.rows.append(replace(wish, **target))  # type: ignore[arg-type]


def add_conflicts(
    maker: Maker,
    guests: Sequence[Guest],
    pool: Sequence[Item],
    actors: Sequence[Host],
    taken: dict[str, list[Item]],
) -> None:
    """Conflicts on purpose: during one of their items some have a second one, others a 1:1."""
    rng = maker.rng
    for n, guest in enumerate(rng.sample(guests, max(1, round(SPOILED * len(guests))))):
        if not (items := taken[guest.row.id]):
            continue
        mine = rng.choice(items)
        if n % 3 == 0 and guest.names:
            _meet(maker, guest, rng.choice(actors), mine.start)
            continue
        clashing = [i for i in pool if i is not mine and i.start < mine.end and mine.start < i.end]
        if clashing:
            maker.join(rng.choice(clashing).row, delegation_id=guest.row.id)
