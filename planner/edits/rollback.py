"""Putting the plan back to what was released."""

from planner.diff import changes_between
from planner.edits.core import Edit, edit
from planner.entities import Change, City, Field, Opening, Site
from planner.phrases import Phrase
from planner.programme import Programme


def roll_back(programme: Programme, released: Programme, number: int) -> Edit:
    """The plan as it stood in a release: one edit, empty where nothing differs.

    What editions share (cities, places of the catalogue) stays as it is now, and comes back only
    where it is gone.
    """
    changes = [
        change
        for change in changes_between(programme, released)
        if not _is_shared(programme, released, change)
    ]
    return edit(Phrase("Back to release {n}", n=number), changes)


def _is_shared(programme: Programme, released: Programme, change: Change) -> bool:
    row = change.entity
    if isinstance(row, Opening):
        site = programme.sites.get(row.site_id)
        return site is not None and site.edition_id is None
    if isinstance(row, City | Field) or (isinstance(row, Site) and row.edition_id is None):
        return change.before is not None
    return False
