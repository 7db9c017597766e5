"""What the People room shows about the selected row."""

from collections.abc import Iterator

from textual.content import Content

from planner.entities import Contact, Delegate, Delegation, Host, Organiser, Wish
from planner.phrases import _, plural
from planner.programme import Entry, Programme
from planner.wishes import granted_by
from screens.detail_lines import agenda_lines, conflict_lines, moment, note_lines
from screens.forms.choices import DOCUMENT_LANGUAGES, HOST_KIND_NAMES
from screens.listing import Seen
from screens.people_lists import (
    access,
    city_of,
    delegation_of,
    field_of,
    fields_text,
    granted_text,
    heads_text,
    needs,
    status_text,
    wisher,
)
from screens.state import State
from screens.text import literal, visible
from screens.widgets.detail_list import BLANK, Line, fact, heading, offer, plain
from screens.wish_forms import wanted_name


def delegation_lines(seen: Seen[Delegation]) -> list[Line]:
    """Members, wishes, conflicts, and the programme of each day in brief."""
    row, programme = seen.row, seen.programme
    members = programme.delegates_of.get(row.id, ())
    return [
        Line(literal(row.name).stylize("bold"), row),
        *conflict_lines(seen.state, row.id, *(d.id for d in members)),
        *_delegation_facts(seen),
        *note_lines(row.note),
        BLANK,
        heading(str(plural("{n} member named", "{n} members named", len(members)))),
        *(_member_line(d) for d in members),
        offer(_("add a member"), "m", "screen.add_member"),
        *_wish_lines(seen.state, delegation_id=row.id),
        *agenda_lines(seen.state, _everything(programme, row)),
    ]


def _delegation_facts(seen: Seen[Delegation]) -> Iterator[Line]:
    row, programme = seen.row, seen.programme
    city = city_of(seen)
    origin = " · ".join(x for x in (city and city.name, city and city.country, field_of(seen)) if x)
    yield plain(origin, row, "$foreground-muted")
    yield fact(_("Status"), status_text(row.status), "screen.next_status")
    yield fact(_("People"), heads_text(seen), row)
    yield fact(_("Arrives"), _at(programme, moment(row.arrival), row.arrival_site_id), row)
    yield fact(_("Leaves"), _at(programme, moment(row.departure), row.departure_site_id), row)
    yield fact(_("Hotel"), programme.site_name(row.hotel_id) or "?", row)
    if row.pickup_id:
        yield fact(_("Pick-up"), programme.site_name(row.pickup_id), row)
    documents = DOCUMENT_LANGUAGES.get(row.document_language, row.document_language)
    spoken = ", ".join(row.languages) or "?"
    written = _("documents in {name}").format(name=documents)
    yield fact(_("Speaks"), f"{spoken} · {written}", row)
    if row.interests:
        yield fact(_("Interests"), fields_text(seen.state, row.interests), row)


def _at(programme: Programme, when: str, site_id: str | None) -> str:
    place = programme.site_name(site_id)
    return f"{when or '?'} · {place}" if place else when or "?"


def _everything(programme: Programme, row: Delegation) -> list[Entry]:
    """What the delegation and single members of it do, each activity once."""
    found = {e.activity.id: e for e in programme.agenda(row.id)}
    for delegate in programme.delegates_of.get(row.id, ()):
        for entry in programme.own_entries(delegate.id):
            found.setdefault(entry.activity.id, entry)
    return sorted(found.values(), key=lambda e: (e.begin, e.end, e.activity.id))


def _member_line(row: Delegate) -> Line:
    latin = f" ({row.latin_name})" if row.latin_name else ""
    more = " · ".join(x for x in (row.role, needs(row)) if x)
    tail = f" · {more}" if more else ""
    return Line(
        Content.assemble("• ", visible(row.name + latin), (visible(tail), "$foreground-muted")), row
    )


def _wish_lines(
    state: State, *, delegation_id: str | None = None, host_id: str | None = None
) -> Iterator[Line]:
    found = [
        w
        for w in state.programme.wishes.values()
        if (delegation_id and w.delegation_id == delegation_id)
        or (host_id and w.host_id == host_id)
    ]
    yield BLANK
    yield heading(_("Wishes"))
    for wish in sorted(found, key=lambda w: (w.priority, w.id)):
        text = Content.assemble(
            (f"{wish.priority} ", "$foreground-muted"),
            visible(wanted_name(state.programme, wish)),
            (f"  {granted_text(state, wish)}", "$foreground-muted"),
        )
        yield Line(text, wish)
    yield offer(_("add a wish"), "w", "screen.add_wish")


def delegate_lines(seen: Seen[Delegate]) -> list[Line]:
    """How to reach somebody, what they need, and their own programme."""
    row, delegation = seen.row, delegation_of(seen)
    facts = (
        (_("Function"), row.role),
        (_("E-mail"), row.email),
        (_("Phone"), row.phone),
        (_("Speaks"), ", ".join(row.languages)),
        (_("Diet"), row.diet),
        (_("Needs"), access(row)),
        (_("Arrives"), moment(row.arrival)),
        (_("Leaves"), moment(row.departure)),
    )  # fmt: skip
    name = row.name + (f" ({row.latin_name})" if row.latin_name else "")
    return [
        Line(literal(name).stylize("bold"), row),
        *conflict_lines(seen.state, row.id),
        fact(_("Delegation"), delegation.name, delegation),
        *(fact(label, text, row) for label, text in facts if text),
        *note_lines(row.note),
        *agenda_lines(seen.state, seen.programme.agenda_of_delegate(row.id)),
    ]


def host_lines(seen: Seen[Host]) -> list[Line]:
    """Contact persons, wishes, conflicts, and what the host takes part in."""
    row, programme = seen.row, seen.programme
    facts = (
        (_("Place"), programme.site_name(row.site_id)),
        (_("E-mail"), row.email),
        (_("Phone"), row.phone),
        (_("Speaks"), ", ".join(row.languages)),
        (_("Fields"), fields_text(seen.state, row.fields)),
    )
    return [
        Line(literal(row.name).stylize("bold"), row),
        *conflict_lines(seen.state, row.id),
        plain(_(HOST_KIND_NAMES[row.kind]), row, "$foreground-muted"),
        *(fact(label, text, row) for label, text in facts if text),
        *note_lines(row.note),
        BLANK,
        heading(_("Contact persons")),
        *(_contact_line(c) for c in programme.contacts_of.get(row.id, ())),
        offer(_("add a contact person"), "c", "screen.add_contact"),
        *_wish_lines(seen.state, host_id=row.id),
        *agenda_lines(seen.state, programme.own_entries(row.id)),
    ]


def _contact_line(row: Contact) -> Line:
    tail = "".join(f" · {x}" for x in (row.role, row.email, row.phone) if x)
    return Line(
        Content.assemble("• ", visible(row.name), (visible(tail), "$foreground-muted")), row
    )


def organiser_lines(seen: Seen[Organiser]) -> list[Line]:
    """How to reach a colleague."""
    row = seen.row
    facts = ((_("Function"), row.role), (_("E-mail"), row.email), (_("Phone"), row.phone))
    return [
        Line(literal(row.name).stylize("bold"), row),
        *(fact(label, text, row) for label, text in facts if text),
    ]


def wish_lines(seen: Seen[Wish]) -> list[Line]:
    """A wish, who has it, and the activity that grants it."""
    row, programme = seen.row, seen.programme
    who = programme.delegations.get(row.delegation_id or "") or programme.hosts.get(
        row.host_id or ""
    )
    activity = granted_by(programme, row)
    return [
        Line(literal(wanted_name(programme, row)).stylize("bold"), row),
        fact(_("Who"), wisher(seen.state, row), who),
        fact(_("Priority"), str(row.priority), row),
        fact(_("In the plan"), granted_text(seen.state, row), activity or row),
        *note_lines(row.note),
    ]
