"""What releases and moments are called on screen."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from planner.entities import Release
from planner.phrases import _, short_date


def short_name(release: Release | None) -> str:
    """``v3``, or that it is the draft."""
    return f"v{release.number}" if release is not None else _("draft")


def draft_name() -> str:
    return _("draft: the plan as it is now")


def long_name(release: Release | None, zone: ZoneInfo) -> str:
    """``v3 · After the dinner · Wed 23 Oct 14:05``"""
    if release is None:
        return draft_name()
    return " · ".join(filter(None, (short_name(release), release.name, when(release.at, zone))))


def when(at: datetime, zone: ZoneInfo) -> str:
    """A moment (naive UTC) on the wall clock of the edition."""
    wall = at.replace(tzinfo=UTC).astimezone(zone)
    return f"{short_date(wall.date())} {wall:%H:%M}"
