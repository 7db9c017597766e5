"""What has fallen out, or comes late: asked for before a repair is looked for."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from planner.clock import EPOCH, MINUTE
from planner.phrases import N_, Phrase, _
from planner.programme import Programme
from screens.dialogs import Ask, Pick

if TYPE_CHECKING:
    from screens.app import PlannerApp

GONE, LATE = "gone", "late"
#: The member of a run's settings that says in words what has happened.
WHAT = "_what"
MINUTES = "15"


async def ask_loss(app: "PlannerApp") -> dict[str, Any] | None:
    """The options of a repair and what has happened in words; None when given up.

    Raises PlannerError for what is not in the plan any more.
    """
    from planner.propose.loss_named import gone, late

    assert app.state is not None
    programme = app.state.programme
    title = _("What has happened?")
    chosen = await app.push_screen_wait(Pick(title, list(_choices(programme))))
    if chosen is None:
        return None
    sort, row_id, name = chosen[0]
    now = _now(programme)
    if sort == GONE:
        made = gone(programme, row_id, now)
        what = Phrase("{name} falls out", name=name)
    else:
        minutes = await app.push_screen_wait(Ask(_("How many minutes late?"), MINUTES))
        if minutes is None or not minutes.isdecimal():
            return None
        made = late(programme, row_id, int(minutes), now)
        what = Phrase("{name} comes {n} min late", name=name, n=int(minutes))
    values: dict[str, Any] = {f.name: getattr(made, f.name) for f in fields(made)}
    return values | {WHAT: what}


def _choices(programme: Programme) -> Iterator[tuple[tuple[str, str, str], str]]:
    for template, sort, rows in _rows(programme):
        for row_id, name in rows:
            yield (sort, row_id, name), _(template).format(name=name)


def _rows(programme: Programme) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """What can happen: a template, whether it is gone or late, and to what."""
    placed = [a for a in programme.activities.values() if a.id in programme.spans]
    whole = [a for a in placed if a.parent_id is None]
    busy = {p.host_id for a in placed for p in programme.participations_of.get(a.id, ())}
    hosts = [(h.id, h.name) for h in programme.hosts.values() if h.id in busy]
    yield N_("{name} (host) is not there"), GONE, hosts
    delegations = [(d.id, d.name) for d in programme.active_delegations]
    yield N_("{name} comes late"), LATE, delegations
    yield (
        N_("{name} (vehicle) is late"),
        LATE,
        [(v.id, v.name) for v in programme.vehicles.values()],
    )
    used = dict.fromkeys(a.site_id for a in whole if a.site_id is not None)
    yield N_("{name} (place) is closed"), GONE, [(i, programme.site_name(i)) for i in used]
    yield N_("“{name}” does not take place"), GONE, [(a.id, a.title) for a in whole]


def _now(programme: Programme) -> datetime | None:
    """What the clock says, while the edition is on."""
    clock = programme.clock
    now = (datetime.now(UTC) - EPOCH) // MINUTE
    return clock.wall(now) if clock.day(now) in programme.days else None
