"""Who takes part, as the sheet “Programme” names them: one a line, ``Caen (speaker, 2)``."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple, TypeAlias

from models.words import HostKind, Role
from planner.edits.core import new_id
from planner.entities import TABLE_OF, Activity, Delegate, Delegation, Host, Participation
from planner.intake.cells import line_of
from planner.intake.listing import Cells
from planner.intake.merging import Difference, Intake, Taken
from planner.intake.own.plan_words import Words
from planner.intake.places.host_finder import HostFinder, host_key
from planner.intake.review import Choices
from planner.intake.values import pieces_of
from planner.names import fold
from planner.phrases import Phrase
from planner.publish.workbook_parties import named

#: What kind of host somebody is of whom only the role is known.
_KINDS = {Role.MODERATES: HostKind.MODERATOR, Role.INTERPRETS: HostKind.INTERPRETER}
_REMARKS = re.compile(r"(.*\S)\s*\(([^()]*)\)")
_HEADS = re.compile(r"[0-9]{1,6}")

_Guest: TypeAlias = Delegation | Delegate


class _Line(NamedTuple):
    """One line of a cell: ``heads`` None where all come, or it is one person."""

    name: str
    role: Role = Role.ATTENDS
    heads: int | None = None


class _Member(NamedTuple):
    """Somebody of the plan who takes part, as a line of ``column`` says."""

    column: str
    who: _Guest | Host
    line: _Line


class PartyTaker:
    """Takes in who takes part in activities."""

    def __init__(self, intake: Intake, choices: Choices, words: Words) -> None:
        self._intake = intake
        self._roles = words.roles
        self._hosts = HostFinder(intake, choices)
        self._guests: Mapping[str, Mapping[str, _Guest]] = {
            "delegations": {fold(d.name): d for d in intake.every(Delegation)},
            "delegates": _delegates(intake),
        }

    def take(self, key: str, activity: Taken, cells: Cells) -> Iterator[Taken]:
        """``key``: that of the activity in the file.  Raises Question for hosts."""
        if not isinstance(activity.row, Activity):
            return
        guests, remarks = self._read_guests(cells)
        members = self._not_inherited(activity.row, guests)
        for text in _lines("hosts", cells):
            line = self._line(text)
            host = self._take_host(line)
            yield host
            if isinstance(host.row, Host):
                members.append(_Member("hosts", host.row, line))
        times = Counter(member.who.id for member in members)
        for member in members:
            taken = self._take(key, activity.row, member, alone=times[member.who.id] == 1)
            if taken.added and not activity.added:
                joined = Difference(member.column, None, member.line.name)
                taken = replace(taken, added=False, changed=(joined,))
            yield taken
        yield Taken(activity.row, remarks=tuple(remarks))

    def _read_guests(self, cells: Cells) -> tuple[list[_Member], list[Phrase]]:
        """Those who are known, and what is to be said of the others."""
        members: list[_Member] = []
        remarks: list[Phrase] = []
        for column, known in self._guests.items():
            for text in _lines(column, cells):
                line = _Line(text) if fold(text) in known else self._line(text)
                if (who := known.get(fold(line.name))) is not None:
                    members.append(_Member(column, who, line))
                else:
                    remarks.append(
                        Phrase("“{text}” is not in this edition and is left out", text=text)
                    )
        return members, remarks

    def _line(self, text: str) -> _Line:
        """Brackets that hold anything but a role and a number belong to the name."""
        found = _REMARKS.fullmatch(text)
        if found is None:
            return _Line(text)
        line = _Line(found[1])
        for piece in map(str.strip, found[2].split(",")):
            if (role := self._roles.get(fold(piece))) is not None:
                line = line._replace(role=role)
            elif _HEADS.fullmatch(piece):
                line = line._replace(heads=int(piece))
            else:
                return _Line(text)
        return line

    def _not_inherited(self, activity: Activity, guests: list[_Member]) -> list[_Member]:
        """Those who are not merely there because they are on board of the tour.

        Somebody who is not on board takes the place of all who are: then all are named.
        """
        programme = self._intake.programme
        rows = programme.participations_of.get(activity.id, ())
        named_here = {row.delegate_id or row.delegation_id for row in rows}
        attending = {
            p.delegate_id or p.delegation_id
            for p in programme.parties(activity.id)
            if p.role is Role.ATTENDS and p.host_id is None
        }
        said = {member.who.id for member in guests if member.line.role is Role.ATTENDS}
        if said <= attending - named_here:
            return [member for member in guests if member.line.role is not Role.ATTENDS]
        return guests

    def _take_host(self, line: _Line) -> Taken:
        edition = self._intake.programme.edition
        kind = _KINDS.get(line.role, HostKind.INSTITUTION)
        fresh = Host(new_id(), edition.id, line.name, kind)
        return self._intake.take(host_key(line.name), self._hosts.find(line.name), fresh, {})

    def _take(self, key: str, activity: Activity, member: _Member, *, alone: bool) -> Taken:
        """``alone``: the cell names them once, so that another role is a change of role."""
        line, reference = member.line, f"{TABLE_OF[type(member.who)]}_id"
        rows = self._intake.programme.participations_of.get(activity.id, ())
        theirs = [row for row in rows if getattr(row, reference) == member.who.id]
        found = next((row for row in theirs if row.role is line.role), None)
        if found is None and alone and len(theirs) == 1:
            found = theirs[0]
        whose: dict[str, Any] = {reference: member.who.id}
        values: dict[str, Any] = {"role": line.role}
        if line.heads is not None:
            values["heads"] = line.heads
        own_key = f"{key} {member.column} {fold(line.name) or line.name} {line.role}"
        return self._intake.take(
            own_key, found, Participation(new_id(), activity.id, **whose), values
        )


def _delegates(intake: Intake) -> Mapping[str, Delegate]:
    """By name and delegation, and by name alone where nobody else has it."""
    delegations = {d.id: d for d in intake.every(Delegation)}
    found: dict[str, Delegate] = {}
    namesakes: dict[str, list[Delegate]] = defaultdict(list)
    for delegate in intake.every(Delegate):
        found[fold(named(delegate, delegations[delegate.delegation_id]))] = delegate
        namesakes[fold(delegate.name)].append(delegate)
    return {name: same[0] for name, same in namesakes.items() if len(same) == 1} | found


def _lines(column: str, cells: Cells) -> list[str]:
    lines = (line_of(column, piece) for piece in pieces_of(cells.get(column)))
    return [line for line in lines if line is not None]
