"""Badges, ten a page, for everybody or for one delegation.

They are read by strangers.  They hold a name, where somebody is from, what they do, and a code
with the same: no e-mail, no phone.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from models.words import HostKind
from planner.entities import Delegation
from planner.publish import labels as words
from planner.publish.copies import Copy
from planner.publish.frame import Frame, frame_of
from planner.publish.papers import table_words as table
from planner.publish.papers.named import Named, delegate_named, delegation_named, host_people
from planner.publish.papers.vcard import vcard
from planner.publish.qr import qr_svg
from planner.publish.recipients import RecipientKind
from planner.publish.shown import host_activities

#: A large edition has thousands of codes: see ``qr_svg``.
MASK = 0
#: What a host is called on a badge.
TASKS = {
    HostKind.INSTITUTION: words.HOST,
    HostKind.ACTOR: words.HOST,
    HostKind.MODERATOR: words.MODERATOR,
    HostKind.INTERPRETER: table.INTERPRETER,
}


@dataclass(frozen=True, slots=True)
class Badge:
    """``task`` is what somebody is here; ``name`` is empty where it is to be written in.

    ``code`` is an SVG file, ``opens`` says in words what it holds; both are empty without a name.
    """

    task: str
    name: str
    latin: str
    role: str
    of: str
    home: str
    code: str
    opens: str


@dataclass(frozen=True, slots=True)
class Badges:
    frame: Frame
    edition: str
    badges: tuple[Badge, ...]


def badges_words(copy: Copy) -> Badges | None:
    """Delegations in their order with all their people; on the edition's copy then the others."""
    programme, recipient, labels = copy.programme, copy.recipient, copy.labels
    heading = labels(table.BADGES)
    delegations = programme.active_delegations
    if recipient.kind is not RecipientKind.EDITION:
        heading = labels.headed(table.BADGES, recipient.name)
        delegations = tuple(d for d in delegations if d.id == recipient.id)
    found = [badge for d in delegations for badge in _of_delegation(copy, d)]
    if recipient.kind is RecipientKind.EDITION:
        found += [*_of_hosts(copy), *_of_organisers(copy)]
    if not found:
        return None
    return Badges(frame_of(copy, heading), programme.edition.name, tuple(found))


def _of_delegation(copy: Copy, delegation: Delegation) -> Iterator[Badge]:
    """The people by name, then blanks for the rest; one blank where the number is unknown."""
    programme, labels = copy.programme, copy.labels
    members = programme.delegates_of.get(delegation.id, ())
    task = labels(words.DELEGATION)
    for delegate in members:
        yield _badge(copy, task, delegate_named(programme, delegate, labels))
    heads = programme.heads_of(delegation.id)
    whole = delegation_named(programme, delegation, labels)
    for _ in range(1 if heads is None else heads - len(members)):
        yield _blank(task, whole)


def _of_hosts(copy: Copy) -> Iterator[Badge]:
    """The hosts who take part in something, by name, with their contact persons."""
    programme = copy.programme
    hosts = (h for h in programme.hosts.values() if host_activities(programme, h.id))
    for host in sorted(hosts, key=lambda h: (h.name.casefold(), h.id)):
        task = copy.labels(TASKS[host.kind])
        for person in host_people(programme, host):
            # Whoever comes of a house without a contact person writes their own name.
            is_house = host.kind is HostKind.INSTITUTION and not person.of
            yield _blank(task, person) if is_house else _badge(copy, task, person)


def _of_organisers(copy: Copy) -> Iterator[Badge]:
    rows = sorted(copy.programme.organisers.values(), key=lambda o: (o.name, o.id))
    for organiser in rows:
        yield _badge(
            copy, copy.labels(table.ORGANISER), Named(organiser.name, role=organiser.role or "")
        )


def _badge(copy: Copy, task: str, who: Named) -> Badge:
    code = vcard(who.name, who.latin, who.of, who.role)
    return Badge(
        task=task,
        name=who.name,
        latin=who.latin,
        role=who.role,
        of=who.of,
        home=_home(who),
        code=qr_svg(code, MASK).decode(),
        opens=copy.labels(table.CODE_OF, name=who.name),
    )


def _blank(task: str, whole: Named) -> Badge:
    """For somebody without a name of a delegation or an institution."""
    return Badge(task, "", "", "", whole.name, _home(whole), "", "")


def _home(who: Named) -> str:
    return " · ".join(filter(None, (who.city, who.country, who.field)))
