"""Which column of a delegation list is which, by its French or English header."""

from collections.abc import Mapping

from planner.intake.sheets import Cell, SheetRow
from planner.names import fold

#: Column -> the headers it goes by (compared folded: case, accents and punctuation are nothing).
HEADERS: Mapping[str, tuple[str, ...]] = {
    "city": (
        "city", "ville", "delegation", "délégation", "creative city", "ville créative",
        "member city",
    ),
    "country": ("country", "pays"),
    "name": (
        "name", "full name", "nom complet", "nom et prénom", "delegate", "délégué", "participant",
        "participant name", "nom du participant",
    ),
    "first_name": ("first name", "given name", "prénom", "firstname"),
    "last_name": ("last name", "family name", "surname", "nom", "nom de famille", "lastname"),
    "latin_name": (
        "latin name", "name in latin letters", "nom en lettres latines", "transliteration",
    ),
    "role": (
        "role", "function", "fonction", "title", "titre", "position", "job title", "rôle",
        "poste",
    ),
    "email": (
        "email", "e-mail", "mail", "courriel", "adresse e-mail", "email address", "adresse mail",
    ),
    "phone": (
        "phone", "telephone", "téléphone", "tél", "tel", "mobile", "gsm", "portable",
        "phone number",
    ),
    "languages": (
        "languages", "language", "langues", "langue", "languages spoken", "langues parlées",
    ),
    "diet": (
        "diet", "dietary requirements", "régime", "régime alimentaire", "food", "repas",
        "alimentation",
    ),
    "access_needs": (
        "access needs", "accessibility", "accès", "accessibilité", "besoins d'accès", "pmr",
        "access",
    ),
    "arrival": (
        "arrival", "arrivée", "arrives", "arrival time", "date d'arrivée", "arrival date",
        "date et heure d'arrivée",
    ),
    "departure": (
        "departure", "départ", "departs", "departure time", "date de départ", "departure date",
        "date et heure de départ",
    ),
    "head_count": (
        "head count", "people", "number of people", "nombre de personnes", "nombre", "effectif",
        "pax",
    ),
    "status": ("status", "statut", "réponse", "reply", "answer"),
    "note": (
        "note", "notes", "remark", "remarks", "remarque", "remarques", "comment", "commentaire",
    ),
}  # fmt: skip
BY_HEADER = {fold(header): column for column, headers in HEADERS.items() for header in headers}


def find_header(rows: tuple[SheetRow, ...]) -> tuple[int, dict[str, int]] | None:
    """Index of the header row (title rows may stand above it) and column -> cell index.

    None when no row among the first twenty names a city and anything else.
    """
    for index, row in enumerate(rows[:20]):
        found = columns_of(row.cells)
        if "city" in found and len(found) >= 2:
            return index, found
    return None


def columns_of(cells: tuple[Cell, ...]) -> dict[str, int]:
    """Column -> index of the first cell with one of its headers."""
    found: dict[str, int] = {}
    for index, cell in enumerate(cells):
        if isinstance(cell, str) and (column := BY_HEADER.get(fold(cell))):
            found.setdefault(column, index)
    return found


def unknown_headers(cells: tuple[Cell, ...]) -> tuple[str, ...]:
    """The headers that no column goes by."""
    return tuple(
        c.strip() for c in cells if isinstance(c, str) and c.strip() and fold(c) not in BY_HEADER
    )
