"""Rooms of a festival as places of the plan: known, found by name, asked about, or new."""

from collections import Counter
from dataclasses import replace
from functools import cached_property

from planner.edits.places import new_site
from planner.entities import TABLE_OF, Site
from planner.intake.memory import values_said
from planner.intake.merging import Intake
from planner.intake.places.site_finder import NEW, names, shown
from planner.intake.review import Candidate, Choices, Question
from planner.names import fold
from planner.phrases import Phrase, _
from planner.publish.event import location_of
from planner.publish.labels import LOCALES, Labels
from planner.publish.plaintext import clean_line
from planner.publish.wording import address_of

#: No festival takes place in a stop of that name: “Namur” is the town.
HUBS = frozenset({"station", "airport"})
KIND = "festival-venue"


class Rooms:
    """Finds the place of a room, which it keeps whatever the place is called later."""

    def __init__(self, intake: Intake, choices: Choices) -> None:
        self._intake = intake
        self._choices = choices
        self._sites = {site.id: site for site in intake.every(Site)}
        self._names = names(site for site in self._sites.values() if site.kind not in HUBS)
        self._found: dict[str, Site | None] = {}

    def site_of(self, room: str) -> str | None:
        """Id of the room's place; None when it was removed by hand.  Raises Question."""
        key = fold(room) or room
        if key not in self._found:
            self._found[key] = self._find(room, key)
        site = self._found[key]
        if site is None:
            return None
        self._intake.take(key, site, site, {})
        return site.id

    def _find(self, room: str, key: str) -> Site | None:
        site = self._intake.remembered(Site, key)
        if site is not None or self._intake.said_before(Site, key) is not None:
            return site or self._instead(key)
        same = [self._sites[i] for i in self._names.equal(room)] or self._by_location.get(key, [])
        if len(same) == 1:
            return same[0]
        likely = same or [self._sites[row_id] for row_id in self._names.alike(room)]
        chosen = self._asked(room, key, likely) if likely else None
        return chosen or replace(new_site(self._intake.programme), name=room, kind=KIND)

    def _asked(self, room: str, key: str, likely: list[Site]) -> Site | None:
        """The place that the organiser says it is, None for a new one."""
        new = Candidate(NEW, _("a new place"))
        question = Question(
            f"room:{key}",
            Phrase("“{text}” is not certain: which place is meant?", text=room),
            (*(Candidate(site.id, shown(site)) for site in likely), new),
        )
        return self._sites.get(self._choices.answer(question))

    def _instead(self, key: str) -> Site | None:
        """Where the sessions of a room are now whose place is gone."""
        memory, programme = self._intake.memory, self._intake.programme
        gone = memory.by_key[TABLE_OF[Site], key].row_id
        now: Counter[str] = Counter()
        for row in memory.rows.values():
            activity = programme.activities.get(row.row_id)
            if activity is not None and activity.site_id in programme.sites:
                now[activity.site_id or ""] += values_said(row).get("site_id") == gone
        found = next((site_id for site_id, times in now.most_common(1) if times), None)
        return programme.sites[found] if found is not None else None

    @cached_property
    def _by_location(self) -> dict[str, list[Site]]:
        """By name and address in one line, as our own calendars have it in each language."""
        found: dict[str, list[Site]] = {}
        for labels in map(Labels, LOCALES):
            for site in self._sites.values():
                address = address_of(site, labels)
                same = found.setdefault(fold(location_of(clean_line(site.name), address)), [])
                if address and site not in same:
                    same.append(site)
        return found
