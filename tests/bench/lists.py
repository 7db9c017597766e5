"""How long lists of places, hosts, ways and wishes take from the file to the review.

``python -m tests.bench.lists``: 5,000 rows of each, imported for the first time and again, in
seconds of the processor.  Names are made of two words of a few dozen and a number, so that many
look alike.
"""

import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from planner.demo import demo_programme
from planner.intake.review import Review
from tests.planner.intake.ring import Ring

ROWS = 5_000
WORDS = (
    "Atelier", "Studio", "Galerie", "Maison", "Centre", "Espace", "Lumière", "Verre", "Pierre",
    "Jardin", "Musée", "Forge", "Moulin", "Quai", "Pont", "Rive", "Tour", "Cour", "Halle", "Gare",
)  # fmt: skip

Rows = Iterator[tuple[str, ...]]


def names(count: int = ROWS) -> list[str]:
    chance = random.Random(count)
    return [f"{' '.join(chance.sample(WORDS, 2))} {n}" for n in range(count)]


def places() -> Rows:
    yield (
        "Nom", "Type", "Adresse", "CP", "Ville", "Coordonnées", "Capacité", "PMR", "Durée",
        "Domaines",
    )  # fmt: skip
    for n, name in enumerate(names()):
        yield (
            name, "hub créatif", f"Rue {n}", "5000", "Namur", "50.4662, 4.8545", str(n % 80 + 1),
            "oui", "1h15", "Design, Music",
        )  # fmt: skip


def hours() -> Rows:
    yield "Nom", "Ville", "Horaires"
    yield from ((name, "Namur", "Mar-Ven 9-12h30, 13h30-17; Sam-Dim 10-18") for name in names())


def hosts() -> Rows:
    yield "Hôte", "Type", "Lieu", "Courriel", "Langues", "Personne de contact"
    for n, (name, place) in enumerate(zip(names(ROWS + 1), names(), strict=False)):
        yield name, "artiste", place, f"host{n}@example.org", "fr, en", f"Ada Example {n}"


def ways() -> Rows:
    yield "De", "Vers", "Durée", "Mode"
    known = names()
    for n, name in enumerate(known):
        yield name, known[n - 1], f"{n % 90 + 1} min", "bus"


def wishes() -> Rows:
    yield "Ville", "Souhait", "Thème", "Priorité"
    cities = [d.name for d in demo_programme().delegations.values()]
    for n, name in enumerate(names()):
        yield cities[n % len(cities)], name, f"theme {n}", str(n % 3 + 1)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        ring = Ring(demo_programme(), Path(folder))
        for fill in (places, hours, hosts, ways, wishes):
            ring.name = f"{fill.__name__}.csv"
            content = "\n".join(";".join(row) for row in fill()).encode()
            for time_of_import in ("first", "again"):
                start = time.process_time()
                found = ring.review(content)
                took = time.process_time() - start
                print(f"{fill.__name__:8}{time_of_import:6}{took:6.2f} s  {told(found)}")
                ring.do(found.edit)


def told(found: Review) -> str:
    outcomes = Counter(row.outcome.value for row in found.rows)
    counts = ", ".join(f"{n} {outcome}" for outcome, n in outcomes.items())
    return f"{counts}; {len(found.edit.changes)} rows written"


if __name__ == "__main__":
    main()
