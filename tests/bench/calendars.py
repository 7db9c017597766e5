"""How long a release of a very large edition takes, and its calendars, and how much memory.

``python -m tests.bench.calendars``: 1,000 recipients with 60 events each.  The unit is the time
in which icalendar writes every activity of the plan once.  All times are of the processor, of the
system for its files too, so that other work on the machine counts little.
"""

import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar

from models.words import DelegationStatus, Kind
from planner.demo import assemble
from planner.edits import editions
from planner.entities import (
    Activity,
    City,
    Delegate,
    Delegation,
    Entity,
    Participation,
    Site,
)
from planner.programme import MAPPING_OF, Programme
from planner.publish.export import export
from planner.publish.ical import content_of
from planner.publish.outgoing import Outgoing
from planner.publish.recipients import Recipient, RecipientKind, recipients
from planner.publish.releases import Issues, Ledger, Version, events_for, issue_all
from planner.workspace import Workspace
from tests.build import EDITION

#: Delegations are of this many delegates, who get calendars of their own.
MEMBERS = 3
#: Of everybody's events: with all, with the delegations of a group, with the delegation alone.
SHARES = (10, 20, 30)
#: So many delegations make a group.
GROUP = 10
AT = datetime(2024, 9, 1, 12)


def edition_of(count: int) -> Programme:
    """A plan with ``count`` delegations and delegates, of 60 activities each."""
    site = Site("site", None, None, "TRAKK", "hub", "Avenue Reine Astrid 16", "5000", "Namur", "BE")
    city = City("city", "city", "City")
    rows: list[Entity] = [EDITION, replace(site, lat=50.4662, lon=4.8545), city]
    delegations = [
        Delegation(
            f"delegation-{n}", EDITION.id, city.id, f"City {n}", DelegationStatus.ACCEPTED, MEMBERS
        )
        for n in range(count // (MEMBERS + 1))
    ]
    rows += delegations
    for delegation in delegations:
        for n in range(MEMBERS):
            name = f"Person {n} of {delegation.name}"
            rows.append(Delegate(f"{delegation.id}-{n}", delegation.id, name, position=n))
    rows += _shared("all", delegations, SHARES[0])
    for start in range(0, len(delegations), GROUP):
        rows += _shared(f"group-{start}", delegations[start : start + GROUP], SHARES[1])
    for delegation in delegations:
        rows += _shared(delegation.id, [delegation], SHARES[2])
    return assemble(rows)


def _shared(name: str, delegations: list[Delegation], count: int) -> Iterator[Entity]:
    """Activities that the delegations take part in, an hour each, all over the edition."""
    for n in range(count):
        start = datetime(2024, 10, 22, 8) + timedelta(hours=n * 97 % 110)
        title = f"Visit {n} ({name})"
        about = "A visit of an hour with somebody who shows what is made there. " * 3
        activity = Activity(
            f"{name}-{n}", EDITION.id, Kind.VISIT, title, start, 60, "site", description=about
        )
        yield activity
        for delegation in delegations:
            key = f"{activity.id}-{delegation.id}"
            yield Participation(key, activity.id, delegation_id=delegation.id)


def seconds(act: Callable[[], Any]) -> tuple[float, Any]:
    """The processor's, and what the act made."""
    began = time.process_time()
    made = act()
    return time.process_time() - began, made


def unit(programme: Programme) -> float:
    """The seconds in which icalendar writes each activity once, made before."""
    events = [_library_event(content) for content in _contents(programme)]
    assert len(events) == len(programme.activities)
    taken, _lines = seconds(lambda: [event.to_ical() for event in events])
    return taken


def _contents(programme: Programme) -> list[str]:
    """What is said of each activity, as the whole edition is told."""
    whole = next(r for r in recipients(programme) if r.kind is RecipientKind.EDITION)
    return [content_of(event).text or "" for event in events_for(programme, whole)]


def _library_event(lines: str) -> icalendar.Event:
    event = icalendar.Event.from_ical(f"BEGIN:VEVENT\r\n{lines}END:VEVENT\r\n")
    assert isinstance(event, icalendar.Event)
    return event


def release(programme: Programme, ledger: Ledger, number: int) -> tuple[Outgoing, Issues]:
    """What a release is before it is written, and what it adds."""
    version = Version(number, "", AT + timedelta(days=number), f"release-{number}")
    issues = issue_all(programme, ledger, version)
    assert issues is not None
    numbers = {**ledger.numbers, version.id: number}
    return Outgoing(programme, replace(issues.ledger, numbers=numbers), version), issues


def write(outgoing: Outgoing, wanted: list[Recipient] | None = None) -> tuple[float, int]:
    """The seconds that an export of all calendars takes, and how many events are in them."""
    with tempfile.TemporaryDirectory() as folder:
        taken, report = seconds(lambda: export(outgoing, Path(folder), ("ics",), wanted=wanted))
        files = (path for path in report.files if path.suffix == ".ics")
        return taken, sum(path.read_bytes().count(b"BEGIN:VEVENT") for path in files)


def store(programme: Programme, issues: Issues) -> float:
    """The seconds that writing a first release into a store takes."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace.open(Path(folder) / "plan.db", author="bench")
        rows = [row for name in MAPPING_OF.values() for row in getattr(programme, name).values()]
        workspace.create(editions.create(programme.edition, rows))
        version = Version(1, "", AT, issues.rows[0].release_id or "")
        taken, _release = seconds(lambda: workspace.releases.make(version, programme, issues))
        workspace.close()
    return taken


def grown(programme: Programme, outgoing: Outgoing) -> float:
    """The megabytes that an export needs at its peak, beside what was there before.

    Without the calendar of the whole edition, which is larger the larger the plan is.
    """
    wanted = [r for r in recipients(programme) if r.kind is not RecipientKind.EDITION]
    tracemalloc.start()
    write(outgoing, wanted)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / 2**20


def measure(count: int) -> None:
    programme = edition_of(count)
    one = unit(programme)
    made, (first, issues) = seconds(lambda: release(programme, Ledger(), 1))
    kept = store(programme, issues)
    exported, _events = write(first)
    again, (second, _none) = seconds(lambda: release(programme, first.ledger, 2))
    written, events = write(second)
    name = f"{count} recipients"
    print(f"{name:16} {events} events of {len(programme.activities)} activities")
    for what, taken in (
        ("icalendar writes each activity once", one),
        ("export of all calendars", written),
        ("first release: what everybody is issued", made),
        ("first release: into the store", kept),
        ("first release and export in one go", made + kept + exported),
        ("next release: what everybody is issued", again),
    ):
        print(f"{name:16} {what:40} {taken:6.2f} s  {taken / one:5.2f} x icalendar")
    print(f"{name:16} {'peak memory of the export':40} {grown(programme, second):6.1f} MB")


def main() -> None:
    for count in (100, 1000):
        measure(count)


if __name__ == "__main__":
    main()
