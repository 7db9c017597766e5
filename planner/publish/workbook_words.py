"""Fixed words of the sheet “Programme” of the workbook, by which it is read back, too.

They belong to the gettext domain ``documents``, like those of ``labels.py``.
"""

from models.words import ActivityStatus
from planner.phrases import N_
from planner.publish import labels as words
from planner.publish.change_words import (
    DESCRIPTION,
    END,
    KIND,
    PART_OF,
    PLACE,
    START,
    STATUS,
    TITLE,
)
from planner.publish.papers.report_words import HOSTS, PLANNED

CAPACITY = N_("Capacity")
#: What tells an activity from every other one: it stays when its title changes.
REFERENCE = N_("Reference")

STATUSES: dict[ActivityStatus, str] = {
    ActivityStatus.PLANNED: PLANNED,
    ActivityStatus.REQUESTED: words.TO_CONFIRM,
    ActivityStatus.CONFIRMED: N_("Confirmed"),
}
#: What a column holds -> its heading, in the order of the sheet.
HEADINGS: dict[str, str] = {
    "date": words.DAY,
    "start": START,
    "end": END,
    "title": TITLE,
    "minutes": words.DURATION,
    "kind": KIND,
    "part_of": PART_OF,
    "site_id": PLACE,
    "from_site_id": words.FROM,
    "meeting_point": words.MEETING_POINT,
    "mode": words.MEANS,
    "language": words.LANGUAGE,
    "status": STATUS,
    "capacity": CAPACITY,
    "description": DESCRIPTION,
    "delegations": words.DELEGATIONS,
    "delegates": words.PARTICIPANTS,
    "hosts": HOSTS,
    "key": REFERENCE,
}
