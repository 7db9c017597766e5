"""Losses on the demo edition, for the tests of repair."""

from functools import cache

from planner.delay import Delay, Source
from planner.demo import demo_programme
from planner.entities import Activity
from planner.programme import Programme
from planner.propose.loss import Gone, RepairOptions

#: How long before the first thing it spoils a loss is known.
NOTICE = 60


@cache
def demo() -> Programme:
    return demo_programme()


def titled(programme: Programme, beginning: str) -> Activity:
    return next(a for a in programme.activities.values() if a.title.startswith(beginning))


def host_gone(programme: Programme, host_id: str, activity_id: str) -> RepairOptions:
    """A host who says no an hour before."""
    at = programme.spans[activity_id].begin - NOTICE
    return RepairOptions(gone=(Gone(host_id, at),), now=at)


def every_loss(programme: Programme) -> list[RepairOptions]:
    """Each host of each activity, each place of one, each tour day, each delegation."""
    found = [
        host_gone(programme, row.host_id, row.activity_id)
        for row in programme.participations.values()
        if row.host_id is not None and row.activity_id in programme.spans
    ]
    for entry in programme.by_time:
        at = entry.begin - NOTICE
        if entry.activity.site_id is not None:
            found.append(RepairOptions(gone=(Gone(entry.activity.site_id, at),), now=at))
        found.append(RepairOptions(gone=(Gone(entry.activity.id, at),), now=at))
    for day in programme.tour_days.values():
        for stop in programme.tour_stops.get(day.id, ()):
            if (span := programme.spans.get(stop.id)) is not None:
                late = Delay(Source.TOUR_DAY, day.id, 40, span.begin)
                found.append(RepairOptions(late=(late,), now=span.begin))
    for delegation in programme.active_delegations:
        for at in sorted({e.begin for e in programme.agenda(delegation.id)}):
            late = Delay(Source.DELEGATION, delegation.id, 25, at)
            found.append(RepairOptions(late=(late,), now=at))
    return found
