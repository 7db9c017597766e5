"""Which wishes the programme grants, and by what."""

from collections.abc import Iterator

from models.words import Kind
from planner.entities import Activity, Wish
from planner.programme import Entry, Programme

#: What a wish for a creative field can be granted by.
_SHOWS_A_FIELD = frozenset({Kind.STOP, Kind.VISIT, Kind.SESSION, Kind.MEETING})


def target_of(wish: Wish) -> str | None:
    """The column that says what is wished; None for a wish that says nothing."""
    return next((name for name in TARGETS if getattr(wish, name) is not None), None)


#: Columns of a wish of which one is filled in.
TARGETS = (
    "activity_id",
    "site_id",
    "wanted_host_id",
    "wanted_delegation_id",
    "field_id",
    "theme",
)


def granted_by(programme: Programme, wish: Wish) -> Activity | None:
    """The first activity that grants a wish; None where there is none, and for themes."""
    target = target_of(wish)
    if target is None or target == "theme":
        return None
    entries = sorted(_entries(programme, wish), key=lambda e: (e.begin, e.activity.id))
    found = (e.activity for e in entries if _grants(programme, wish, target, e.activity))
    return next(found, None)


def _entries(programme: Programme, wish: Wish) -> Iterator[Entry]:
    """What those who wish do: the whole delegation, each of its delegates, or the host."""
    if wish.host_id is not None:
        yield from programme.own_entries(wish.host_id)
    if wish.delegation_id is not None:
        yield from programme.agenda(wish.delegation_id)
        for delegate in programme.delegates_of.get(wish.delegation_id, ()):
            yield from programme.own_entries(delegate.id)


def _grants(programme: Programme, wish: Wish, target: str, activity: Activity) -> bool:
    wanted = getattr(wish, target)
    match target:
        case "activity_id":
            return wanted in (activity.id, activity.parent_id)
        case "site_id":
            return activity.kind is not Kind.TRANSFER and activity.site_id == wanted
        case "wanted_host_id":
            return any(p.host_id == wanted for p in programme.parties(activity.id))
        case "wanted_delegation_id":
            met = wish.host_id is not None or activity.kind is Kind.MEETING
            return met and wanted in programme.delegations_in(activity.id)
        case _:
            return activity.kind in _SHOWS_A_FIELD and wanted in _fields(programme, activity)


def _fields(programme: Programme, activity: Activity) -> frozenset[str]:
    """The creative fields of the place of an activity and of its hosts."""
    site = programme.sites.get(activity.site_id or "")
    hosts = (programme.hosts.get(p.host_id or "") for p in programme.parties(activity.id))
    found = set(site.fields) if site else set()
    return frozenset(found.union(*(host.fields for host in hosts if host)))
