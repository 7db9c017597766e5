"""ical.js, which reads calendars in Thunderbird and Nextcloud, in an engine of its own (V8)."""

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tests.planner.publish.calendars import Told
from tests.planner.publish.readers.parsers import Parser

if TYPE_CHECKING:
    from py_mini_racer import MiniRacer

LIBRARY = Path(__file__).with_name("icaljs") / "ical.es5.min.cjs"
READ = """
function read(text) {
  ICAL.TimezoneService.reset();
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(zone);
  }
  const time = (t) => (t.isDate ? t.toString() : t.toUnixTime() / 60);
  const events = calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    return [event.uid, time(event.startDate), time(event.endDate), event.summary,
      event.location ?? "", component.getFirstPropertyValue("status")];
  });
  return JSON.stringify(events);
}
"""


@contextmanager
def mozilla() -> Iterator[Parser]:
    """The reader; its engine is shut down at the end, or the process would not end."""
    from py_mini_racer import MiniRacer

    with closing(MiniRacer()) as engine:
        library = LIBRARY.read_text(encoding="utf-8")
        engine.eval(f"const module = {{exports: {{}}}}, exports = module.exports; {library}")
        engine.eval(f"const ICAL = module.exports; {READ}")
        yield lambda file: _read(engine, file)


def _read(engine: "MiniRacer", file: bytes) -> dict[str, Told]:
    rows = json.loads(str(engine.call("read", file.decode())))
    return {uid: Told(_time(begin), _time(end), *texts) for uid, begin, end, *texts in rows}


def _time(value: int | str) -> int | date:
    return date.fromisoformat(value) if isinstance(value, str) else value
