"""A store in which people have left traces everywhere, for the tests of their removal."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import insert

from models.backup import back_up, backup_folder
from models.tables import IMPORTED, PRESENCE, READING
from models.words import HostKind, Way
from planner.edits import activities as edits
from planner.edits.conflicts import accept
from planner.edits.core import add, change
from planner.edits.remove import remove
from planner.entities import Release
from planner.programme import Programme
from planner.publish.recipients import recipients
from planner.publish.releases import issue_all
from planner.workspace import Workspace
from tests import stores

#: Who works here, and what they wrote.
AUTHOR = "Annabelle Schreiber"
SECRETS = (
    "Zwölfenbach", "zwoelfenbach@karlsruhe.example", "needs his insulin at noon", AUTHOR,
    "/home/annabelle/delegates-list.xlsx", "she is afraid of heights",
)  # fmt: skip
#: The fields that say something about a person.
FIELDS = ("name", "latin_name", "email", "phone", "driver", "driver_phone", "guest", "access_needs")
NOTES = ("description", "meeting_point", "note")


@dataclass(frozen=True)
class Scene:
    """``words``: every text about people that the store has held."""

    store: Path
    edition_id: str
    words: frozenset[str]


def release(workspace: Workspace, name: str = "") -> Release:
    """Release the plan as it is, for some of its recipients."""
    version, programme = workspace.releases.next(name), workspace.programme
    wanted = [recipient.key for recipient in recipients(programme)[:9]]
    issues = issue_all(programme, workspace.releases.ledger(), version, wanted)
    assert issues is not None
    return workspace.releases.make(version, workspace.programme, issues)


def personal_words(programme: Programme) -> Iterator[str]:
    """What a programme says of people, longer than four letters."""
    people = [
        *programme.organisers.values(), *programme.delegates.values(),
        *programme.contacts.values(), *programme.vehicles.values(), *programme.boardings.values(),
        *(h for h in programme.hosts.values() if h.kind is not HostKind.INSTITUTION),
    ]  # fmt: skip
    names = {v.name for v in programme.vehicles.values()}
    texts = [getattr(row, name, None) for row in people for name in FIELDS]
    plan = (*programme.activities.values(), *programme.hosts.values(), *programme.wishes.values())
    texts += [getattr(row, name, None) for row in plan for name in NOTES]
    texts += [host.email for host in programme.hosts.values()]
    kept = " ".join(a.title for a in programme.activities.values())
    yield from (t for t in texts if t and len(t) > 4 and t not in names and t not in kept)


def make(template: Path, folder: Path) -> Scene:
    """The demo with a person who is gone, two releases, handouts, imports, and three backups."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("planner.safeguard.Safeguard.is_daily_due", False)
        return _made(stores.copied(template, folder))


def _made(store: Path) -> Scene:
    workspace = Workspace.open(store, author=AUTHOR)
    programme = workspace.enter(workspace.editions()[0].id)
    words = {*personal_words(programme), *SECRETS}
    _gone(workspace)
    release(workspace, f"For {next(iter(programme.delegates.values())).name}")
    outgoing = workspace.releases.outgoing(1)
    workspace.releases.hand_out(outgoing, list(outgoing.ledger.rows)[:9], Way.MAIL)
    back_up(store)
    _remembered(workspace)
    workspace.do(accept(workspace.programme, workspace.conflicts[0], SECRETS[5], AUTHOR))
    release(workspace)
    workspace.close()
    back_up(store)
    damaged = backup_folder(store) / "plan-2024-01-01T00-00-00-before-restore.db"
    damaged.write_bytes(store.read_bytes()[:200_000])
    damaged.with_name(damaged.name + "-wal").write_bytes(SECRETS[0].encode())
    part = backup_folder(store) / ".plan-2023-01-01T00-00-00-by-hand.db.part"
    part.write_bytes(SECRETS[0].encode())  # left by a backup that was ended by force
    return Scene(store, programme.edition.id, frozenset(words))


def _gone(workspace: Workspace) -> None:
    """Somebody comes, is written about, and is removed again: the journal knows them still."""
    person = next(iter(workspace.programme.delegates.values()))
    row = replace(
        person, id=str(uuid4()), name=f"Ulf {SECRETS[0]}", email=SECRETS[1], note=SECRETS[2]
    )
    workspace.do(add(workspace.programme, row))
    meeting = next(a for a in workspace.programme.activities.values() if a.kind == "meeting")
    titled = replace(meeting, title=f"1:1 Caen – ZWÖLFENBACH, Ulf ({SECRETS[1]})")
    workspace.do(change(workspace.programme, titled))
    workspace.do(remove(workspace.programme, row))
    workspace.do(edits.shift(workspace.programme, meeting.id, 5))
    workspace.undo()


def _remembered(workspace: Workspace) -> None:
    """What a file said, how it was read, and who is here."""
    edition_id = workspace.programme.edition.id
    base = {"id": "1", "edition_id": edition_id}
    said = {"key": SECRETS[0], "row_table": "delegate", "row_id": "x", "said": SECRETS[2]}
    with workspace.writing() as connection:
        connection.execute(insert(IMPORTED), base | {"source": SECRETS[4]} | said)
        connection.execute(insert(READING), base | {"source": SECRETS[4], "manner": "{}"})
        connection.execute(insert(PRESENCE), base | {"author": AUTHOR, "beat": 1})


def files_of(store: Path) -> Iterable[Path]:
    """Every file in the folder of a store, and in those below."""
    return (path for path in store.parent.rglob("*") if path.is_file())


def found_in(paths: Iterable[Path], words: Iterable[str]) -> dict[str, list[str]]:
    """By file, which of the words are in its bytes."""
    looked = {path.name: path.read_bytes() for path in paths}
    by_file = {
        name: [word for word in words if word.encode() in content]
        for name, content in looked.items()
    }
    return {name: words for name, words in by_file.items() if words}
