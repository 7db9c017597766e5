"""Large invented editions on real places: for benchmarks and for tests of size.

The same arguments always give the same programme.  Nearly every delegation has a sound plan:
ways are taken from the travel model, lunches are kept, capacities and languages respected.  A
few per cent get a conflict on purpose (``SPOILED`` in ``maker.py``).
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from math import ceil
from random import Random
from uuid import uuid5

from models.words import DelegationStatus, HostKind
from planner.demo import assemble
from planner.entities import TABLE_OF, TABLES, City, Delegate, Delegation, Edition, Opening, Site
from planner.programme import Programme
from planner.seed import catalogue_rows, hub_ids
from tests.bench.large_festival import (
    add_conflicts,
    add_festival,
    add_items,
    add_round_table,
    add_wishes,
    festival_places,
)
from tests.bench.large_tours import add_tours
from tests.bench.maker import FAMILY, FESTIVAL, GIVEN, ITEMS_PER_SITE, NAMESPACE, Guest, Maker


def large_programme(
    delegations: int = 350, delegates: int = 1000, items: int = 600, seed: int = 1
) -> Programme:
    """An edition of that size in memory, the catalogue included.

    With 350 delegations every city of the catalogue comes once; beyond that some come twice.
    """
    rng = Random(f"{delegations} {delegates} {items} {seed}")
    catalogue = catalogue_rows()
    edition = _edition(str(uuid5(NAMESPACE, f"{delegations} {delegates} {items} {seed}")))
    own = _own_sites(edition.id, items)
    places = [s for s in [*catalogue["site"], *own] if isinstance(s, Site)]
    travel = assemble([edition, *places]).travel
    maker = Maker(rng, edition.id, {s.code: s for s in places if s.code}, travel)
    maker.rows += [edition, *own, *_openings(maker, own)]

    cities = [row for row in catalogue["city"] if isinstance(row, City)]
    guests = _guests(maker, cities, delegations, delegates)
    names = [f"Atelier Exemple {n}" for n in range(max(4, delegations // 5))]
    actors = [maker.host(name, HostKind.ACTOR) for name in names]
    add_tours(maker, guests)
    pool = add_items(maker, items)
    speakers = add_round_table(maker, guests[:8])
    taken = add_festival(maker, guests, pool, actors, speakers)
    add_wishes(maker, guests, pool, actors)
    add_conflicts(maker, guests, pool, actors, taken)

    order = list(TABLES)
    rows = sorted(maker.rows, key=lambda row: order.index(TABLE_OF[type(row)]))
    return assemble([*(row for table in catalogue.values() for row in table), *rows])


def _edition(edition_id: str) -> Edition:
    return Edition(
        edition_id,
        "Large example",
        date(2024, 10, 21),
        FESTIVAL[-1],
        FESTIVAL[0],
        FESTIVAL[-1],
        is_example=True,
        note="Invented for measuring",
    )


def _own_sites(edition_id: str, items: int) -> list[Site]:
    """A hall where everybody eats, meeting tables, and rooms where real places do not suffice."""

    def site(code: str, name: str, lat: float, lon: float, capacity: int) -> Site:
        return Site(
            str(uuid5(NAMESPACE, f"{edition_id}:{code}")),
            edition_id,
            code,
            f"{name} (fictional)",
            "example",
            municipality="Namur",
            country_code="BE",
            lat=lat,
            lon=lon,
            precision_m=50,
            capacity=capacity,
            step_free=True,
            is_example=True,
        )

    rooms = max(0, ceil(items / ITEMS_PER_SITE) - len(festival_places()))
    return [
        site("hall", "Hall Exemple", 50.4640, 4.8670, 4000),
        site("tables", "Salon Exemple", 50.4637, 4.8680, 500),
        *(
            site(
                f"room-{n}", f"Salle Exemple {n}", 50.462 + n % 7 / 2500, 4.864 + n % 11 / 2500, 150
            )
            for n in range(rooms)
        ),
    ]


def _openings(maker: Maker, own: Sequence[Site]) -> Iterator[Opening]:
    for site in own:
        for weekday in range(7):
            yield Opening(maker.id(), site.id, weekday, opens=time(8, 0), closes=time(23, 0))


def _guests(maker: Maker, cities: Sequence[City], count: int, people: int) -> list[Guest]:
    """Delegations with arrival and departure; ``people`` names spread over them."""
    rng = maker.rng
    sizes = [people // count] * count
    for n in rng.sample(range(count), people % count):
        sizes[n] += 1
    for _ in range(count):
        giver, taker = rng.randrange(count), rng.randrange(count)
        if sizes[giver] > 1:
            sizes[giver] -= 1
            sizes[taker] += 1
    guests = []
    for n, size in enumerate(sizes):
        city = cities[n % len(cities)]
        french = city.country_code in ("FR", "BE", "CH", "CA", "SN", "MA", "TN", "BF", "CD")
        hub = rng.choice(("BRU", "CRL", "Namur"))
        hub_id = hub_ids()[hub]
        hour = 5 if n % 20 == 7 else rng.choice((15, 16, 17, 18))
        row = Delegation(
            maker.id(),
            maker.edition_id,
            city.id,
            city.name if n < len(cities) else f"{city.name} {n // len(cities) + 1}",
            status=DelegationStatus.ACCEPTED if size else DelegationStatus.INVITED,
            head_count=size or 2,
            interests=(city.field_id,) if city.field_id else (),
            languages=("en", "fr") if french else ("en",),
            document_language="fr" if french else "en",
            arrival=datetime(2024, 10, 21, rng.randrange(9, 20), 15),
            arrival_site_id=hub_id,
            departure=datetime.combine(FESTIVAL[-1], time(hour, 30)),
            departure_site_id=hub_id,
            hotel_id=maker.site("hall"),
            pickup_id=hub_ids()["Namur"],
        )
        names = [_delegate(maker, row, position) for position in range(size)]
        maker.rows += [row, *names]
        guests.append(Guest(row, size or 2, names))
    return guests


def _delegate(maker: Maker, delegation: Delegation, position: int) -> Delegate:
    rng = maker.rng
    row_id = maker.id()
    return Delegate(
        row_id,
        delegation.id,
        f"{rng.choice(GIVEN)} {rng.choice(FAMILY)}",
        latin_name=f"Example {row_id[:4]}",
        role="Example delegate (fictional)",
        email=f"{row_id[:8]}@delegates.example",
        languages=delegation.languages,
        diet=rng.choice((None, None, None, "vegetarian", "vegan", "halal")),
        step_free=rng.random() < 0.01,
        position=position,
    )
