"""What the Round table room asks before it acts: new entries, rules of order, who leads."""

from datetime import datetime, time
from typing import TYPE_CHECKING

from models.words import HostKind, Kind, Role
from planner.edits import round_table as edits
from planner.edits import speaking_order
from planner.edits.activities import next_position
from planner.edits.core import new_id
from planner.edits.names import KIND_NAMES
from planner.entities import Activity, Entity, Host
from planner.names import fold
from planner.phrases import _
from screens import flows
from screens.dialogs import Pick
from screens.forms.form import FormScreen
from screens.forms.specs import ACTIVITY, ROUND_TABLE_PART

if TYPE_CHECKING:
    from screens.app import PlannerApp

TABLE_MINUTES = 90
TABLE_BEGINS = time(14)
MINUTES = {Kind.WELCOME: 5, Kind.QUESTIONS: 20}


async def new_thing(app: "PlannerApp", table: Activity | None) -> None:
    """Ask for an entry of which kind, or for another round table."""
    if table is None:
        await new_table(app)
        return
    kinds = [
        (kind, _(KIND_NAMES[kind])) for kind in (Kind.INTERVENTION, Kind.WELCOME, Kind.QUESTIONS)
    ]
    choices = [*kinds, (Kind.ROUND_TABLE, _("another round table"))]
    chosen = await app.push_screen_wait(Pick(_("New …"), choices))
    if chosen is None:
        return
    if chosen[0] is Kind.ROUND_TABLE:
        await new_table(app)
    else:
        await new_entry(app, table, chosen[0])


async def new_table(app: "PlannerApp") -> None:
    """A round table on the festival's first day, until the form says otherwise."""
    assert app.state is not None
    edition = app.state.programme.edition
    start = datetime.combine(edition.festival_start, TABLE_BEGINS)
    row = Activity(
        new_id(), edition.id, Kind.ROUND_TABLE, "", start, TABLE_MINUTES, language=edition.language
    )
    made = await flows.create(app, row, ACTIVITY)
    if made is not None:
        app.selected = made.id


async def new_entry(app: "PlannerApp", table: Activity, kind: Kind) -> None:
    """An entry of a kind, in its usual place."""
    assert app.state is not None
    programme = app.state.programme
    parts = programme.parts.get(table.id, ())
    row = Activity(
        new_id(),
        programme.edition.id,
        kind,
        _(KIND_NAMES[kind]).capitalize() if kind is not Kind.INTERVENTION else "",
        minutes=MINUTES.get(kind) or edits.usual_minutes(parts),
        parent_id=table.id,
        position=next_position(programme, table.id),
        language=table.language,
    )

    def keep(filled: Entity) -> None:
        assert app.state is not None
        assert isinstance(filled, Activity)
        app.keep(edits.insert_entry(app.state.programme, filled))

    made = await app.push_screen_wait(FormScreen(ROUND_TABLE_PART, row, programme, keep))
    if made is not None:
        app.selected = made.id


async def order(app: "PlannerApp", table: Activity) -> None:
    """Choose the rule by which the interventions stand."""
    choices = [(rule, _(name)) for rule, name in speaking_order.RULES.items()]
    chosen = await app.push_screen_wait(Pick(_("Order of the interventions"), choices))
    if chosen is not None:
        app.perform(lambda p: speaking_order.order_by(p, table.id, chosen[0]))


async def enlist(app: "PlannerApp", table: Activity, role: Role) -> None:
    """Choose who moderates or interprets: those of that trade first, then anybody, or a new one."""
    assert app.state is not None
    programme = app.state.programme
    kind = HostKind.MODERATOR if role is Role.MODERATES else HostKind.INTERPRETER
    hosts = sorted(programme.hosts.values(), key=lambda h: (h.kind is not kind, fold(h.name), h.id))
    new = _("New moderator …") if role is Role.MODERATES else _("New interpreter …")
    choices = [*((h.id, _host_text(h)) for h in hosts), (None, new)]
    title = _("Who moderates?") if role is Role.MODERATES else _("Who interprets?")
    likeliest = hosts[0].id if hosts else None
    chosen = await app.push_screen_wait(Pick(title, choices, likeliest))
    if chosen is None:
        return
    host_id = chosen[0]
    if host_id is None:
        made = await flows.create(app, Host(new_id(), programme.edition.id, "", kind))
        host_id = made.id if made is not None else None
    if host_id is not None:
        app.perform(lambda p: edits.enlist(p, table.id, host_id, role))


def _host_text(host: Host) -> str:
    languages = " ".join(host.languages)
    return f"{host.name} · {languages}" if languages else host.name
