"""Fixed words of the list of changes.

They belong to the gettext domain ``documents``, like those of ``labels.py``: extract both files.
"""

from planner.phrases import N_
from planner.publish.changes import Sort
from planner.publish.labels import CHANGED

FROM_TO = N_("Programme of {edition}: what has changed from version {old} to version {new}")
SINCE = N_("Programme of {edition}: what has changed since version {old}")
NOTHING = N_("Nothing has changed.")

#: The one word for what happened to an item.
SORTS: dict[Sort, str] = {
    Sort.ADDED: N_("New"),
    Sort.CANCELLED: N_("Cancelled"),
    Sort.MOVED: N_("Moved"),
    Sort.CHANGED: CHANGED,
}

WHEN = N_("When")
START = N_("Start")
END = N_("End")
TITLE = N_("Title")
KIND = N_("Kind")
PART_OF = N_("Part of")
PLACE = N_("Place")
WAY = N_("The way there")
STATUS = N_("Status")
NEW_ORDER = N_("New order")
SPEAKERS = N_("Speakers")
DESCRIPTION = N_("Description")

#: What there was not before, what is no longer, what was otherwise.
NEWLY = N_("{text} (new)")
GONE = N_("{text} (no longer)")
BEFORE = N_("{text} – before: {old}")
CORRECTED = N_("{text} (address or map position corrected)")
