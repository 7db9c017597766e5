"""How long a list of 5,000 delegates takes to read, match and preview.

``python -m tests.bench.delegates``: seconds of processor time for the first import, the second of
the same file, and the same people from another file.
"""

import random
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.planner.intake.people.delegate_lists import DELEGATIONS, blank
from tests.planner.intake.ring import Ring, outcomes

ROWS = 5_000
HEAD = "Ville;Nom;Fonction;Courriel;Tél;Langues;Régime;Arrivée;Départ;Vol\n"
GIVEN = ("Ada", "Bo", "Cy", "Dora", "Elias", "Flora", "Gustav", "Hanna", "Ivo", "Jana")
FAMILY = ("Example", "Muster", "Modele", "Primer", "Esempio", "Eksempel", "Exempel", "Ejemplo")


def people(cities: list[str], choice: random.Random) -> str:
    """A list in which names, cities, flights and times repeat as they do in real ones."""
    lines = []
    for n in range(ROWS):
        name = f"{choice.choice(GIVEN)} {choice.choice(FAMILY)}{chr(97 + n % 26)}{n // 26}"
        lines.append(
            f"{choice.choice(cities)};{name};Role {n % 40};p{n}@example.org;+32 {n};"
            f"français, anglais;végétarien;"
            f"22/10/2024 {n % 24}h30;27 octobre 2024 à 18:30;XX {n % 90}"
        )
    return HEAD + "\n".join(lines)


def timed(lists: Ring, content: bytes, label: str) -> None:
    began = time.process_time()
    found = lists.review(content, manner=DELEGATIONS)
    seconds = time.process_time() - began
    print(f"{label}: {seconds:.2f} s, {dict(Counter(map(str, outcomes(found))))}")


def main() -> None:
    programme = blank()
    cities = [city.name for city in programme.cities.values() if city.name != "Granada"]
    content = people(cities, random.Random(1)).encode()
    with tempfile.TemporaryDirectory() as folder:
        lists = Ring(programme, Path(folder), name="list.csv")
        timed(lists, content, "first")
        lists.take(content, manner=DELEGATIONS)
        timed(lists, content, "again")
        lists.name = "other.csv"
        timed(lists, content, "from another file")


if __name__ == "__main__":
    main()
