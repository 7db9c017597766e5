"""The lines of the people dialog: delegations with their delegates, then hosts by kind."""

from collections.abc import Iterator

from models.words import ABSENT, HostKind, Role
from planner.availability import Availability, Is, availability
from planner.edits.people import STATUS_NAMES
from planner.entities import Delegation, Host
from planner.names import fold
from planner.phrases import N_, _
from screens.forms.choices import ROLE_NAMES
from screens.people_draft import Draft, keys_of
from screens.widgets.list_rows import ColumnSpec, Heading, Layout, ListRow, Run, TableRow

ON, WITH_OTHERS, OFF = "●", "○", "·"
ANSWERS = {None: N_("not asked"), True: N_("yes"), False: N_("no")}
GROUPS = {
    HostKind.INSTITUTION: N_("Institutions"),
    HostKind.ACTOR: N_("Local actors"),
    HostKind.MODERATOR: N_("Moderators"),
    HostKind.INTERPRETER: N_("Interpreters"),
}
_STYLES = {
    Is.FREE: "success",
    Is.UNSURE: "warning",
    Is.BUSY: "warning",
    Is.NOT_YET: "error",
    Is.GONE: "error",
    Is.NO_TIME: "muted",
}


def layout() -> Layout:
    return Layout(
        (
            ColumnSpec("", 2, 2),
            ColumnSpec(_("Who"), 22, 40),
            ColumnSpec(_("Role"), 10, 10),
            ColumnSpec(_("Heads, answer"), 9, 13),
            ColumnSpec(_("Then"), 12, 60, rank=1),
        )
    )


class People:
    """Makes the lines of a draft; whether somebody is free is looked up once."""

    def __init__(self, draft: Draft, table: Layout) -> None:
        self.draft, self._table = draft, table
        self._free: dict[str, Availability] = {}

    def rows(self, wanted: str = "") -> list[ListRow]:
        """Lines with all of these words, headings of groups that have any."""
        words = [fold(word) for word in wanted.split()]
        found: list[ListRow] = []
        for heading, lines in self._groups(bool(words)):
            shown = [row for text, row in lines if all(w in fold(text) for w in words)]
            if shown:
                found += [Heading(heading, heading), *shown]
        return found

    def _groups(self, narrowed: bool) -> Iterator[tuple[str, list[tuple[str, ListRow]]]]:
        yield _("Delegations"), list(self._delegations(narrowed))
        for kind, name in GROUPS.items():
            hosts = self._hosts(kind)
            yield _(name), [line for host in hosts for line in self._lines(host.id, host.name)]

    def _delegations(self, narrowed: bool) -> Iterator[tuple[str, ListRow]]:
        """``narrowed``: delegates may stand alone, so that each names the delegation."""
        programme = self.draft.programme
        for delegation in sorted(programme.delegations.values(), key=lambda d: fold(d.name)):
            named = programme.delegates_of.get(delegation.id, ())
            takes_part = {delegation.id, *(d.id for d in named)} & set(self.draft.rows)
            if delegation.status in ABSENT and not takes_part:
                continue
            yield from self._lines(delegation.id, _delegation_name(delegation))
            for delegate in named:
                name = delegate.name
                if delegate.latin_name:
                    name += f" ({delegate.latin_name})"
                shown = f"{name} · {delegation.name}" if narrowed else name
                for _text, row in self._lines(delegate.id, f"└ {shown}"):
                    yield f"{delegation.name} {name}", row

    def _hosts(self, kind: HostKind) -> list[Host]:
        """Who takes part, then who is at home where it takes place, then by name."""
        here = self.draft.activity.site_id
        before = {row.host_id for row in self.draft.before}
        hosts = (h for h in self.draft.programme.hosts.values() if h.kind is kind)

        def order(host: Host) -> tuple[bool, bool, str, str]:
            away = here is None or host.site_id != here
            return (host.id not in before, away, fold(host.name), host.id)

        return sorted(hosts, key=order)

    def _lines(self, person: str, name: str) -> Iterator[tuple[str, ListRow]]:
        for key in keys_of(self.draft, person):
            yield name, self._line(key, person, name)

    def _line(self, key: str, person: str, name: str) -> ListRow:
        row = self.draft.rows.get(key)
        with_others = row is None and self.draft.stands_in(person)
        mark = ON if row else WITH_OTHERS if with_others else OFF
        style = "primary" if row else "muted" if mark == OFF else "text"
        role = row.role if row else self._role_with_others(person) if with_others else None
        free = self._availability(person)
        cells = (
            Run(f" {mark}", style),
            Run(name, "strong" if row else "text"),
            Run(_(ROLE_NAMES[role]) if role else "", "text" if row else "muted"),
            self._figure(key, person),
            Run(f"{free.sign} {free.words(self.draft.programme)}", _STYLES[free.state]),
        )
        return TableRow(key, self._table, cells)

    def _role_with_others(self, person: str) -> Role:
        """What a delegate does with the whole delegation."""
        delegate = self.draft.programme.delegates.get(person)
        whole = self.draft.rows.get(delegate.delegation_id) if delegate else None
        return whole.role if whole else Role.ATTENDS

    def _figure(self, key: str, person: str) -> Run:
        """Heads of a delegation, the answer of a host."""
        row = self.draft.rows.get(key)
        programme = self.draft.programme
        if person in programme.hosts:
            style = {None: "muted", True: "success", False: "error"}
            return Run(_(ANSWERS[row.confirmed]), style[row.confirmed]) if row else Run("")
        if person not in programme.delegations:
            return Run("")
        total = programme.heads_of(person)
        text = "?" if total is None else str(total)
        if row is not None and row.heads is not None:
            return Run(_("{n} of {all}").format(n=row.heads, all=text))
        return Run(text, "text" if row else "muted")

    def _availability(self, person: str) -> Availability:
        if person not in self._free:
            draft = self.draft
            self._free[person] = availability(draft.programme, person, draft.activity)
        return self._free[person]


def _delegation_name(delegation: Delegation) -> str:
    if delegation.status in ABSENT:
        return f"{delegation.name} ({_(STATUS_NAMES[delegation.status])})"
    return delegation.name


def load_text(draft: Draft) -> tuple[str, bool]:
    """How many people take part, of how many places, and whether they are too many."""
    programme, activity = draft.programme, draft.activity
    heads, complete = draft.heads()
    pieces = [_("{n} people").format(n=f"{heads}{'' if complete else '+?'}")]
    over = False
    site = programme.sites.get(activity.site_id or "")
    vehicle = programme.vehicles.get(programme.vehicle_of(activity) or "")
    limits = [(_("places"), activity.capacity)]
    if site is not None:
        limits.append((_("places in {site}").format(site=site.name), site.capacity))
    if vehicle is not None:
        limits.append((_("seats in {vehicle}").format(vehicle=vehicle.name), vehicle.seats))
    for name, limit in limits:
        if limit is not None:
            pieces.append(f"{limit} {name}")
            over = over or heads > limit
    return " · ".join(pieces), over
