"""khal, a calendar for the terminal: its own program, with a calendar of its own in a folder."""

import json
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from planner.clock import EPOCH, MINUTE
from tests.planner.publish.calendars import Told

#: Times are shown in UTC, where every minute happens once.
CONFIG = """\
[calendars]
[[plan]]
path = {folder}/plan
[sqlite]
path = {folder}/khal.db
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M
longdatetimeformat = %Y-%m-%dT%H:%M
default_timezone = Europe/Brussels
local_timezone = UTC
[default]
default_calendar = plan
"""
COLUMNS = ("uid", "start-long", "end-long", "title", "location", "status", "all-day")


class Khal:
    """One calendar."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "plan").mkdir(parents=True)
        (folder / "config").write_text(CONFIG.format(folder=folder), encoding="utf-8")

    def take_in(self, files: Iterable[bytes]) -> None:
        """Import files, one after the other."""
        names = []
        for number, file in enumerate(files):
            names.append(str(self.folder / f"{number}.ics"))
            Path(names[-1]).write_bytes(file)
        self._run("import", "--batch", "-a", "plan", *names)

    def events(self) -> dict[str, Told]:
        """Everything in the calendar, by UID."""
        columns = [text for name in COLUMNS for text in ("--json", name)]
        out = self._run("list", "--once", "--notstarted", *columns, "2024-10-01", "60d")
        days = [json.loads(line) for line in out.splitlines() if line]
        return {row["uid"]: _told(row) for day in days for row in day}

    def _run(self, *arguments: str) -> str:
        command = [sys.executable, "-m", "khal", "-c", str(self.folder / "config"), *arguments]
        done = subprocess.run(command, check=True, capture_output=True, timeout=300)
        return done.stdout.decode()


def _told(row: dict[str, str]) -> Told:
    begin: int | date
    end: int | date
    if row["all-day"] == "True":
        begin = date.fromisoformat(row["start-long"])
        end = date.fromisoformat(row["end-long"]) + timedelta(days=1)  # khal shows the last day
    else:
        begin, end = _instant(row["start-long"]), _instant(row["end-long"])
    return Told(begin, end, row["title"], row["location"], row["status"])


def _instant(text: str) -> int:
    return (datetime.fromisoformat(text).replace(tzinfo=UTC) - EPOCH) // MINUTE
