"""The form of a wish: one field for what is wished, whatever that is, and its priority."""

from dataclasses import replace
from typing import TYPE_CHECKING

from planner.edits.core import new_id
from planner.entities import Delegation, Host, Wish
from planner.phrases import N_, _, language
from planner.programme import Programme
from planner.wishes import target_of
from screens import flows
from screens.dialogs import Pick
from screens.forms import choices, specs
from screens.forms.spec import Choices, FieldSpec, FormSpec, Look

if TYPE_CHECKING:
    from screens.app import PlannerApp

TARGET_NAMES = {
    "activity_id": N_("activity"),
    "site_id": N_("place"),
    "wanted_host_id": N_("meeting"),
    "wanted_delegation_id": N_("meeting"),
    "field_id": N_("field"),
    "theme": N_("theme"),
}
#: What can be wished, as asked for a new wish: column, question, the choices there are.
TARGETS: tuple[tuple[str, str, Choices | None], ...] = (
    ("activity_id", N_("Take part in an activity"), choices.activities),
    ("site_id", N_("Visit a place"), choices.sites),
    ("wanted_host_id", N_("Meet a host or a local actor"), choices.hosts),
    ("wanted_delegation_id", N_("Meet a delegation"), choices.delegations),
    ("field_id", N_("See something of a creative field"), choices.creative_fields),
    ("theme", N_("Something about a theme"), None),
)


def form_of(target: str) -> FormSpec:
    """The form of a wish for that kind of thing."""
    _column, question, offered = next(t for t in TARGETS if t[0] == target)
    look = Look.PICK if offered else Look.INPUT
    what = FieldSpec(target, question, look, required=True, choices=offered)
    rest = tuple(f for f in specs.WISH.fields if f.name in ("priority", "note"))
    return FormSpec(specs.WISH.title, (what, *rest))


def wanted_name(programme: Programme, wish: Wish) -> str:
    """What is wished, in words."""
    activity = programme.activities.get(wish.activity_id or "")
    delegation = programme.delegations.get(wish.wanted_delegation_id or "")
    host = programme.hosts.get(wish.wanted_host_id or "")
    field = programme.fields.get(wish.field_id or "")
    if activity is not None:
        return activity.title
    if wish.site_id is not None:
        return programme.site_name(wish.site_id)
    if field is not None:
        return field.name(language())
    who = delegation or host
    return who.name if who else wish.theme or ""


async def create(app: "PlannerApp", who: Delegation | Host) -> Wish | None:
    """Ask what is wished, then for which one; the wish as added, or None when given up."""
    assert app.state is not None
    offered = [(column, _(question)) for column, question, _choices in TARGETS]
    chosen = await app.push_screen_wait(
        Pick(_("What does {who} wish?").format(who=who.name), offered)
    )
    if chosen is None:
        return None
    row = Wish(new_id(), app.state.programme.edition.id)
    if isinstance(who, Host):
        row = replace(row, host_id=who.id)
    else:
        row = replace(row, delegation_id=who.id)
    made = await flows.create(app, row, form_of(chosen[0]))
    return made if isinstance(made, Wish) else None


async def revise(app: "PlannerApp", wish: Wish) -> None:
    """Change a wish."""
    await flows.revise(app, wish, form_of(target_of(wish) or "theme"))
