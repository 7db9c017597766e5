"""Who shall take part in an activity, while it is being decided.  Pure, no Textual."""

from collections.abc import Iterator
from dataclasses import replace

from models.words import HostKind, Kind, Role
from planner.edits.activities import set_people
from planner.edits.core import new_id
from planner.edits.everybody import free_then
from planner.edits.round_table import next_answer
from planner.entities import Activity, Change, Delegate, Participation
from planner.phrases import Phrase, plural
from planner.programme import Party, Programme

#: Roles in the order in which they follow one another.
ROLES = (Role.ATTENDS, Role.SPEAKS, Role.MODERATES, Role.INTERPRETS, Role.HOSTS)
_OF_HOST_KIND = {HostKind.MODERATOR: Role.MODERATES, HostKind.INTERPRETER: Role.INTERPRETS}


class Draft:
    """The participations of one activity, changed by what the organiser does.

    Each line of the dialog has a key: the id of a delegation, delegate or host, for a second
    role of the same person with a number behind it.  ``note`` says what the last step did
    beside what was asked, or why it could not be done.
    """

    def __init__(self, programme: Programme, activity: Activity) -> None:
        self.programme, self.activity = programme, activity
        self.note: Phrase | None = None
        self.rows: dict[str, Participation] = {}
        for row in programme.participations_of.get(activity.id, ()):
            self.rows[self._free_key(_person(row))] = row
        self._before = dict(self.rows)
        self.before = tuple(self.rows.values())
        self._inherited = self._who_inherits()

    def _free_key(self, person: str) -> str:
        key, number = person, 2
        while key in self.rows:
            key, number = f"{person}#{number}", number + 1
        return key

    def _who_inherits(self) -> tuple[Party, ...]:
        """Who attends when nobody is named: all on board, or the audience of the whole."""
        explicit = self.programme.participations_of.get(self.activity.id, ())
        gone = [Change(row, None) for row in explicit if row.role is Role.ATTENDS]
        bare = self.programme.apply(gone) if gone else self.programme
        named = [row.role for row in explicit if row.role is not Role.ATTENDS]
        parties = bare.parties(self.activity.id)
        return tuple(p for p in parties[len(named) :] if p.role is Role.ATTENDS)

    # -- what it is -----------------------------------------------------------------------

    @property
    def can_inherit(self) -> bool:
        """Whether somebody attends without being named."""
        return bool(self._inherited)

    @property
    def inherits(self) -> bool:
        """True while nobody is named as attending."""
        attending = (row for row in self.rows.values() if row.role is Role.ATTENDS)
        return self.can_inherit and next(attending, None) is None

    @property
    def is_changed(self) -> bool:
        return self.rows != self._before

    @property
    def result(self) -> list[Participation]:
        """The participations as they shall be."""
        return list(self.rows.values())

    def heads(self) -> tuple[int, bool]:
        """How many people take part now, and whether that is all."""
        edit = set_people(self.programme, self.activity.id, self.result)
        return self.programme.apply(edit.changes).head_count(self.activity.id)

    def stands_in(self, person: str) -> bool:
        """Whether a delegation or delegate takes part without a line of its own."""
        delegate = self.programme.delegates.get(person)
        if delegate is not None and delegate.delegation_id in self.rows:
            return True
        if not self.inherits:
            return False
        whole = {p.delegation_id for p in self._inherited if p.delegate_id is None}
        named = {p.delegate_id for p in self._inherited}
        return person in named or (delegate.delegation_id if delegate else person) in whole

    def default_role(self, person: str) -> Role:
        """What somebody most likely does here."""
        speaks = self.activity.kind in (Kind.INTERVENTION, Kind.PRESENTATION)
        if (host := self.programme.hosts.get(person)) is not None:
            usual = Role.SPEAKS if speaks and host.kind is HostKind.ACTOR else Role.HOSTS
            return _OF_HOST_KIND.get(host.kind, usual)
        return Role.SPEAKS if self.activity.kind is Kind.INTERVENTION else Role.ATTENDS

    # -- steps ----------------------------------------------------------------------------

    def toggle(self, key: str) -> None:
        """Let somebody take part, or no longer.

        Where people come to attend, one of a group that attends is taken out of it by naming
        the others; where they come to speak, a name takes the place of the whole delegation.
        """
        self.note = None
        role = self.default_role(key)
        delegate = self.programme.delegates.get(key)
        whole = self.rows.get(delegate.delegation_id) if delegate else None
        if key in self.rows:
            del self.rows[key]
        elif delegate is not None and whole is not None and whole.role is not Role.ATTENDS:
            del self.rows[delegate.delegation_id]
            self._add(key, whole.role)
        elif self.stands_in(key) and role is Role.ATTENDS:
            self._take_out(key, delegate)
        else:
            self._add(key, role)

    def toggle_everybody(self) -> None:
        """Every delegation that is free then takes part; when all do, none any more."""
        self.note = None
        free = [d.id for d in free_then(self.programme, self.activity)]
        joining = [i for i in free if i not in self.rows and not self.stands_in(i)]
        for delegation_id in joining:
            self._add(delegation_id, self.default_role(delegation_id))
        if not joining:
            own = {i: self.default_role(i) for i in free}
            self.rows = {k: r for k, r in self.rows.items() if own.get(k) is not r.role}
        left_out = len(self.programme.active_delegations) - len(free)
        if joining and left_out:
            self.note = plural(
                "{n} delegation is not here or not free then.",
                "{n} delegations are not here or not free then.",
                left_out,
            )

    def turn_role(self, key: str) -> None:
        """The next role; who takes no part, or only as one of many, gets the first other one."""
        self.note = None
        row = self.rows.get(key)
        if row is not None:
            following = ROLES[(ROLES.index(row.role) + 1) % len(ROLES)]
            self.rows[key] = replace(row, role=following)
        elif self.stands_in(key):
            self._add(key, Role.SPEAKS)
        else:
            self._add(key, self.default_role(key))

    def set_heads(self, key: str, heads: int) -> None:
        """So many of a delegation come; 0, or as many as there are: all of it."""
        self.note = None
        if key not in self.programme.delegations:
            self.note = Phrase("A number of heads is for a delegation.")
            return
        if key not in self.rows:
            self._add(key, self.default_role(key))
        total = self.programme.heads_of(key)
        known = heads if heads and (total is None or heads < total) else None
        self.rows[key] = replace(self.rows[key], heads=known)

    def turn_answer(self, key: str) -> None:
        """A host's answer: not asked, yes, no."""
        self.note = None
        row = self.rows.get(key)
        if row is None or row.host_id is None:
            self.note = Phrase("An answer is for a host who takes part.")
            return
        self.rows[key] = replace(row, confirmed=next_answer(row.confirmed))

    def inherit(self) -> None:
        """Everybody attends again who does when nobody is named."""
        self.note = None if self.can_inherit else Phrase("Nobody is on board of anything here.")
        if self.can_inherit:
            self.rows = {k: r for k, r in self.rows.items() if r.role is not Role.ATTENDS}

    # -- inside ---------------------------------------------------------------------------

    def _add(self, key: str, role: Role) -> None:
        if role is Role.ATTENDS and self.inherits:
            self._name_all()
        if key in self.programme.delegations and role is Role.ATTENDS:
            for delegate in self.programme.delegates_of.get(key, ()):
                row = self.rows.get(delegate.id)
                if row is not None and row.role is Role.ATTENDS:
                    del self.rows[delegate.id]
        before = self._before.get(key)
        same = before is not None and before.role is role
        self.rows[key] = before if before and same else self._row(key, role)

    def _row(self, person: str, role: Role) -> Participation:
        programme = self.programme
        return Participation(
            new_id(),
            self.activity.id,
            person if person in programme.delegations else None,
            person if person in programme.delegates else None,
            person if person in programme.hosts else None,
            role,
        )

    def _name_all(self) -> None:
        """Name everybody who attends unnamed so far; guests cannot be named."""
        for party in self._inherited:
            person = party.delegate_id or party.delegation_id
            if person is None:
                self.note = Phrase("Guests on board are no longer counted here.")
            elif person not in self.rows:
                row = self._row(person, Role.ATTENDS)
                whole = party.delegate_id is None
                heads = self.programme.heads_of(person) if whole else party.heads
                self.rows[person] = replace(
                    row, heads=party.heads if party.heads != heads else None
                )

    def _take_out(self, key: str, delegate: Delegate | None) -> None:
        before = dict(self.rows)
        if self.inherits:
            self._name_all()
        if key in self.rows:
            del self.rows[key]
        elif delegate is not None and not self._split(delegate):
            self.rows = before

    def _split(self, delegate: Delegate) -> bool:
        """All of a delegation but one, by name; False when some have no name."""
        delegation_id = delegate.delegation_id
        named = self.programme.delegates_of.get(delegation_id, ())
        whole = self.rows[delegation_id]
        if whole.heads is not None or (self.programme.heads_of(delegation_id) or 0) > len(named):
            self.note = Phrase("Some of them have no name: type how many come instead.")
            return False
        del self.rows[delegation_id]
        for other in named:
            if other.id != delegate.id and other.id not in self.rows:
                self.rows[other.id] = self._row(other.id, whole.role)
        return True


def _person(row: Participation) -> str:
    found = row.delegate_id or row.delegation_id or row.host_id
    assert found is not None
    return found


def keys_of(draft: Draft, person: str) -> Iterator[str]:
    """The keys of a person's lines: one at least."""
    yield person
    yield from (key for key in draft.rows if key.startswith(f"{person}#"))
