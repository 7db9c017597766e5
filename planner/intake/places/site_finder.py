"""Finding the place that a list means."""

from collections.abc import Iterable
from dataclasses import replace

from planner.edits.places import new_site
from planner.entities import Site
from planner.intake.alike import Names
from planner.intake.cells import line_of
from planner.intake.merging import Intake, Taken
from planner.intake.review import Candidate, Choices, Question
from planner.intake.tables.sheets import Cell
from planner.names import fold
from planner.phrases import Phrase, _

#: The answer that none of the candidates is meant.
NEW = "new"


class SiteFinder:
    """Finds the place that is meant by what stands in one cell: its name, code or id.

    Asks where that is not certain; the organiser may have it added under that name.
    ``adds_unknown``: that is done without asking where no other name is like it.
    """

    def __init__(self, intake: Intake, choices: Choices, *, adds_unknown: bool = False) -> None:
        self._intake = intake
        self._choices = choices
        self._adds_unknown = adds_unknown
        self._sites = {site.id: site for site in intake.every(Site)}
        self._codes = codes(self._sites.values())
        self._names = names(self._sites.values())
        self._found: dict[str, str] = {}

    def take(self, column: str, cell: Cell) -> Taken:
        """The place; row None where the organiser has removed it since the last import.

        Raises Question.
        """
        name = line_of(column, cell) or ""
        if name not in self._found:
            self._found[name] = self._find(name)
        if self._found[name] == NEW:
            fresh = replace(new_site(self._intake.programme), name=name)
            return self._intake.take(site_key(name, ""), None, fresh, {})
        return Taken(self._intake.now(self._sites[self._found[name]]))

    def known(self, text: str) -> Site | None:
        """The place, where that is certain."""
        found = {i for i in (self._codes.get(text.strip().casefold()),) if i}
        found = found or set(self._names.equal(text))
        return self._sites[found.pop()] if len(found) == 1 else None

    def alike(self, text: str) -> list[Site]:
        """The places that may be meant."""
        return [self._sites[i] for i in self._names.alike(text)]

    def _find(self, name: str) -> str:
        key = site_key(name, "")
        if self._intake.remembered(Site, key) is not None:
            return NEW
        if (known := self.known(name)) is not None:
            return known.id
        if self._intake.said_before(Site, key) is not None:
            return NEW
        alike = self.alike(name)
        if self._adds_unknown and not alike:
            return NEW
        return self._choices.answer(question_of(name, "", alike))


def question_of(name: str, town: str, alike: Iterable[Site]) -> Question:
    """Which place is meant; one of ``alike``, or a new one."""
    phrase = Phrase("“{text}” is not certain: which place is meant?", text=name)
    candidates = (*(Candidate(s.id, shown(s)) for s in alike), Candidate(NEW, _("a new place")))
    if len(candidates) == 1:
        phrase = Phrase("No place is called “{text}” here: is it to be added?", text=name)
    return Question(f"site:{fold(name)}:{fold(town)}", phrase, candidates)


def site_key(name: str, town: str) -> str:
    """The identity of a place in a file that gives it no code."""
    return f"{fold(name) or name} {fold(town)}".strip()


def shown(site: Site) -> str:
    """A place with its town."""
    return f"{site.name} ({site.municipality})" if site.municipality else site.name


def names(sites: Iterable[Site]) -> Names:
    found = Names()
    for site in sites:
        found.add(site.id, site.name, site.municipality or "")
    return found


def codes(sites: Iterable[Site]) -> dict[str, str]:
    """Code and id, in small letters -> id."""
    found: dict[str, str] = {}
    for site in sites:
        found[site.id.casefold()] = site.id
        if site.code:
            found.setdefault(site.code.casefold(), site.id)
    return found
