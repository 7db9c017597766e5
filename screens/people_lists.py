"""The lists of the People room: their rows and columns."""

from collections.abc import Iterable

from models.words import ABSENT, DelegationStatus
from planner.edits.people import STATUS_NAMES
from planner.entities import City, Delegate, Delegation, Field, Host, Organiser, Wish
from planner.phrases import N_, _, language
from planner.wishes import granted_by, target_of
from screens.detail_lines import brief_moment
from screens.forms.choices import HOST_KIND_NAMES
from screens.listing import Seen
from screens.state import State
from screens.widgets.table_columns import Column, sign_column
from screens.wish_forms import TARGET_NAMES, wanted_name

STATUS_SIGNS = {
    DelegationStatus.INVITED: "…",
    DelegationStatus.ACCEPTED: "✓",
    DelegationStatus.DECLINED: "✗",
    DelegationStatus.CANCELLED: "⊘",
}
STATUS_STYLES = {
    DelegationStatus.INVITED: "$text-warning",
    DelegationStatus.ACCEPTED: "$text-success",
}
STRUCK = "dim strike"


# -- delegations --------------------------------------------------------------------------------


def delegations(state: State) -> Iterable[Delegation]:
    """By name; those that do not come stand last, but they stay."""
    rows = state.programme.delegations.values()
    return sorted(rows, key=lambda d: (d.status in ABSENT, d.name.casefold(), d.id))


def city_of(seen: Seen[Delegation]) -> City | None:
    return seen.programme.cities.get(seen.row.city_id)


def _country(seen: Seen[Delegation]) -> str:
    city = city_of(seen)
    return (city.country if city else None) or ""


def field_of(seen: Seen[Delegation]) -> str:
    """The creative field of the delegation's city."""
    city = city_of(seen)
    return fields_text(seen.state, (city.field_id,) if city and city.field_id else ())


def fields_text(state: State, ids: Iterable[str]) -> str:
    """Names of creative fields."""
    found: list[Field] = [f for i in ids if (f := state.programme.fields.get(i))]
    return ", ".join(f.name(language()) for f in found)


def heads_text(seen: Seen[Delegation]) -> str:
    """How many are named, of how many expected: ``3/4``; ``?`` for what nobody knows."""
    named = len(seen.programme.delegates_of.get(seen.id, ()))
    return f"{named}/{seen.row.head_count or '?'}"


def status_text(status: DelegationStatus) -> str:
    return f"{STATUS_SIGNS[status]} {_(STATUS_NAMES[status])}"


def delegation_style(seen: Seen[Delegation]) -> str:
    return STRUCK if seen.row.status in ABSENT else ""


DELEGATION_COLUMNS: tuple[Column[Seen[Delegation]], ...] = (
    sign_column(lambda s: s.severity),
    Column("name", N_("Delegation"), lambda s: s.row.name, 13, grow=3, edits="name", own=True),
    Column("country", N_("Country"), _country, 8, grow=2, from_width=84),
    Column("field", N_("Field"), field_of, 10, grow=1, from_width=88),
    Column(
        "status",
        N_("Status"),
        lambda s: status_text(s.row.status),
        11,
        style=lambda s: STATUS_STYLES.get(s.row.status, ""),
        order=lambda s: list(DelegationStatus).index(s.row.status),
        edits="status",
    ),
    Column(
        "heads",
        N_("Heads"),
        heads_text,
        5,
        order=lambda s: s.programme.heads_of(s.id),
        right=True,
        edits="head_count",
    ),
    Column(
        "arrival",
        N_("Arrives"),
        lambda s: brief_moment(s.row.arrival) or "?",
        12,
        order=lambda s: s.row.arrival,
        edits="arrival",
    ),
    Column(
        "departure",
        N_("Leaves"),
        lambda s: brief_moment(s.row.departure) or "?",
        12,
        order=lambda s: s.row.departure,
        from_width=74,
        edits="departure",
    ),
    Column(
        "languages",
        N_("Speaks"),
        lambda s: ", ".join(s.row.languages),
        8,
        from_width=112,
        edits="languages",
    ),
    Column(
        "documents",
        N_("Docs"),
        lambda s: s.row.document_language,
        4,
        from_width=118,
        edits="document_language",
    ),
    Column(
        "hotel",
        N_("Hotel"),
        lambda s: s.programme.site_name(s.row.hotel_id) or "?",
        12,
        grow=2,
        from_width=132,
        edits="hotel_id",
    ),
)


# -- delegates ----------------------------------------------------------------------------------


def delegates(state: State) -> Iterable[Delegate]:
    """By delegation, in its own order."""
    programme = state.programme
    for delegation in delegations(state):
        yield from programme.delegates_of.get(delegation.id, ())


def delegation_of(seen: Seen[Delegate]) -> Delegation:
    return seen.programme.delegations[seen.row.delegation_id]


def access(delegate: Delegate) -> str:
    """What somebody needs to get about."""
    step_free = _("step-free") if delegate.step_free else ""
    return ", ".join(x for x in (step_free, delegate.access_needs) if x)


def needs(delegate: Delegate) -> str:
    """What has to be thought of: access, and diet."""
    return ", ".join(x for x in (access(delegate), delegate.diet) if x)


DELEGATE_COLUMNS: tuple[Column[Seen[Delegate]], ...] = (
    sign_column(lambda s: s.severity),
    Column("name", N_("Name"), lambda s: s.row.name, 18, grow=3, edits="name", own=True),
    Column(
        "latin",
        N_("In Latin letters"),
        lambda s: s.row.latin_name or "",
        16,
        from_width=140,
        edits="latin_name",
        own=True,
    ),
    Column("delegation", N_("Delegation"), lambda s: delegation_of(s).name, 13, grow=1),
    Column("role", N_("Function"), lambda s: s.row.role or "", 14, grow=3, edits="role"),
    Column("needs", N_("Needs, diet"), lambda s: needs(s.row), 14, grow=2),
    Column(
        "languages",
        N_("Speaks"),
        lambda s: ", ".join(s.row.languages),
        8,
        from_width=90,
        edits="languages",
    ),
    Column(
        "email",
        N_("E-mail"),
        lambda s: s.row.email or "",
        24,
        grow=1,
        from_width=120,
        edits="email",
        own=True,
    ),
    Column(
        "phone",
        N_("Phone"),
        lambda s: s.row.phone or "",
        16,
        from_width=150,
        edits="phone",
        own=True,
    ),
)


def delegate_style(seen: Seen[Delegate]) -> str:
    return STRUCK if delegation_of(seen).status in ABSENT else ""


# -- hosts and organisers -----------------------------------------------------------------------


def hosts(state: State) -> Iterable[Host]:
    rows = state.programme.hosts.values()
    return sorted(rows, key=lambda h: (h.kind.value, h.name.casefold(), h.id))


def answers(seen: Seen[Host]) -> str:
    """How many of a host's placed activities are confirmed, of how many: ``2/3``."""
    programme = seen.programme
    asked = [
        p
        for entry in programme.own_entries(seen.id)
        for p in programme.participations_of.get(entry.activity.id, ())
        if p.host_id == seen.id
    ]
    return f"{sum(p.confirmed is True for p in asked)}/{len(asked)}" if asked else ""


HOST_COLUMNS: tuple[Column[Seen[Host]], ...] = (
    sign_column(lambda s: s.severity),
    Column("name", N_("Name"), lambda s: s.row.name, 18, grow=3, edits="name", own=True),
    Column("kind", N_("Kind"), lambda s: _(HOST_KIND_NAMES[s.row.kind]), 11, edits="kind"),
    Column(
        "place",
        N_("Place"),
        lambda s: s.programme.site_name(s.row.site_id),
        14,
        grow=2,
        edits="site_id",
    ),
    Column("answers", N_("Said yes"), answers, 8, right=True),
    Column("languages", N_("Speaks"), lambda s: ", ".join(s.row.languages), 8, edits="languages"),
    Column(
        "fields",
        N_("Fields"),
        lambda s: fields_text(s.state, s.row.fields),
        18,
        grow=1,
        from_width=100,
    ),
    Column(
        "email",
        N_("E-mail"),
        lambda s: s.row.email or "",
        24,
        grow=1,
        from_width=125,
        edits="email",
        own=True,
    ),
)


def organisers(state: State) -> Iterable[Organiser]:
    rows = state.programme.organisers.values()
    return sorted(rows, key=lambda o: (o.name.casefold(), o.id))


ORGANISER_COLUMNS: tuple[Column[Seen[Organiser]], ...] = (
    Column("name", N_("Name"), lambda s: s.row.name, 18, grow=2, edits="name", own=True),
    Column("role", N_("Function"), lambda s: s.row.role or "", 16, grow=2, edits="role"),
    Column("email", N_("E-mail"), lambda s: s.row.email or "", 18, grow=2, edits="email", own=True),
    Column("phone", N_("Phone"), lambda s: s.row.phone or "", 14, grow=1, edits="phone", own=True),
)


# -- wishes -------------------------------------------------------------------------------------


def wishes(state: State) -> Iterable[Wish]:
    """By whoever wishes, most wanted first."""
    rows = state.programme.wishes.values()
    return sorted(rows, key=lambda w: (wisher(state, w).casefold(), w.priority, w.id))


def wisher(state: State, wish: Wish) -> str:
    """The name of the delegation or host that wishes."""
    programme = state.programme
    delegation = programme.delegations.get(wish.delegation_id or "")
    host = programme.hosts.get(wish.host_id or "")
    return delegation.name if delegation else host.name if host else ""


def granted_text(state: State, wish: Wish) -> str:
    """When the programme grants a wish; ``–`` when it does not, ``?`` where nobody can tell."""
    if target_of(wish) in (None, "theme"):
        return "?"
    activity = granted_by(state.programme, wish)
    return "–" if activity is None else f"✓ {brief_moment(state.programme.start(activity))}"


WISH_COLUMNS: tuple[Column[Seen[Wish]], ...] = (
    Column("who", N_("Who"), lambda s: wisher(s.state, s.row), 14, grow=1),
    Column("priority", N_("Pr."), lambda s: str(s.row.priority), 3, edits="priority"),
    Column("kind", N_("Wishes"), lambda s: _(TARGET_NAMES.get(target_of(s.row) or "", "")), 12),
    Column("what", N_("What"), lambda s: wanted_name(s.programme, s.row), 18, grow=3),
    Column("granted", N_("In the plan"), lambda s: granted_text(s.state, s.row), 14),
    Column(
        "note", N_("Note"), lambda s: s.row.note or "", 12, grow=2, from_width=100, edits="note"
    ),
)


def wish_style(seen: Seen[Wish]) -> str:
    delegation = seen.programme.delegations.get(seen.row.delegation_id or "")
    return STRUCK if delegation and delegation.status in ABSENT else ""
