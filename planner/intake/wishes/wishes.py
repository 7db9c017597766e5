"""Lists of wishes and of requests for meetings, one row a wish, or several of one priority.

Who wishes is a delegation, by its city, or a host.  A wish is matched by who wishes what.
"""

from collections.abc import Iterator
from typing import Any

from planner.edits.core import new_id
from planner.entities import Delegation, Host, Wish
from planner.errors import InvalidValue, PlannerError
from planner.intake.cells import line_of, lines_of, text_of
from planner.intake.listing import Cells, Listing
from planner.intake.merging import Intake, Taken
from planner.intake.own.own_words import OF_ACTIVITIES
from planner.intake.review import Choices
from planner.intake.values import is_unknown, one_of, pieces_of
from planner.intake.wishes.parties import PartyFinder
from planner.intake.wishes.wish_targets import Target, TargetFinder
from planner.intake.wishes.wish_words import COLUMNS, PRIORITY_BY_WORD, WHAT
from planner.names import fold
from planner.phrases import Phrase
from planner.wishes import target_of


class WishTaker:
    """Takes in the rows of a list of wishes."""

    def __init__(self, intake: Intake, choices: Choices) -> None:
        self._intake = intake
        self._parties = PartyFinder(intake, choices)
        self._targets = TargetFinder(intake, choices, self._parties)
        self._rows = {_key(row): row for row in intake.every(Wish)}

    def about(self, cells: Cells) -> str:
        texts = (" ".join(text_of(cells.get(column)).split()) for column in ("who", *WHAT))
        return " · ".join(text for text in texts if text)

    def take(self, cells: Cells) -> Iterator[Taken]:
        text, country = (line_of(c, cells.get(c)) or "" for c in ("who", "country"))
        if not text:
            raise InvalidValue("who", Phrase("It is missing who wishes this."))
        party = self._parties.find("who", text, country)
        values = _values(cells)
        wanted = list(self._wanted(cells))
        if not wanted:
            raise PlannerError(Phrase("There is no wish in this row."))
        for one in wanted:
            yield self._wish(party, one, values) if isinstance(one, Target) else one

    def _wanted(self, cells: Cells) -> Iterator[Target | Taken]:
        """What a row names; for a place also what became of it."""
        for column in WHAT:
            for piece in pieces_of(cells.get(column)):
                text = line_of(column, piece) or ""
                if column != "site_id":
                    yield from self._targets.targets(column, text)
                    continue
                place = self._targets.place(text)
                yield place
                if place.row is not None:
                    yield Target("site_id", place.row.id)

    def _wish(self, party: Delegation | Host, target: Target, values: dict[str, Any]) -> Taken:
        if target.value == party.id:
            raise InvalidValue("meeting", Phrase("Nobody wishes to meet themselves."))
        who = "host_id" if isinstance(party, Host) else "delegation_id"
        columns: dict[str, Any] = {who: party.id, target.column: target.value}
        fresh = Wish(new_id(), self._intake.programme.edition.id, **columns)
        key = _key(fresh)
        return self._intake.take(key, self._rows.get(key), fresh, values)


def _values(cells: Cells) -> dict[str, Any]:
    text = line_of("priority", cells.get("priority")) or ""
    priority = one_of(PRIORITY_BY_WORD, text)
    if priority is None and not is_unknown(text):
        raise InvalidValue(
            "priority", Phrase("A priority is 1 (must), 2 (would like) or 3 (nice to have).")
        )
    values = {"priority": priority, "note": lines_of("note", cells.get("note"))}
    return {name: value for name, value in values.items() if value is not None}


def _key(wish: Wish) -> str:
    """Who wishes what."""
    column = target_of(wish) or "theme"
    value = getattr(wish, column) or ""
    who = wish.delegation_id or wish.host_id or ""
    return f"{who} {column} {fold(value) or value if column == 'theme' else value}"


WISHES = Listing("wishes", COLUMNS, (("who",), WHAT), WishTaker, OF_ACTIVITIES)
