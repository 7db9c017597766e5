"""The schedule that folds to pocket size: somebody's own programme, and what opens it on a phone.

Read by a delegate, or by a host or driver who asks for it.  It holds what their own programme
holds (see ``agenda.py``), and the organisers' phone numbers.
"""

from dataclasses import dataclass

from planner.publish.copies import Copy
from planner.publish.frame import Frame
from planner.publish.papers.calendar_code import CalendarCode, calendar_code
from planner.publish.sheet import Sheet, sheet_for


@dataclass(frozen=True, slots=True)
class PocketSchedule:
    frame: Frame
    sheet: Sheet
    code: CalendarCode | None


def schedule_words(copy: Copy) -> PocketSchedule:
    """The recipient's schedule in their language."""
    sheet = sheet_for(copy)
    return PocketSchedule(sheet.frame, sheet, calendar_code(copy))
