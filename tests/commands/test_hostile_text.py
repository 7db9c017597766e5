"""Whatever people type comes out of JSON as they typed it, and commands no terminal."""

from dataclasses import replace
from pathlib import Path

import pytest

from planner.edits.core import Edit
from planner.entities import Change, Delegate, Delegation, Edition, Host
from planner.phrases import Phrase
from planner.visible import visible
from planner.workspace import Workspace
from tests.commands.conftest import Run

REPLACED = "\N{REPLACEMENT CHARACTER}"
HOSTILE = [
    "[b]Dr [Lee][/b] [/]",
    "[@click=app.quit]x[/]",
    "{name} {0} {} %s %(n)s {",
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "line\nfeed\r\tand tab",
    "\x9b31m",
    "right\N{RIGHT-TO-LEFT OVERRIDE}left",
    "NUL\0NUL",
    "ნანა ბერიძე · Ђорђе · 李小龙 · नमस्ते · 👩\N{ZERO WIDTH JOINER}🎨",
    "l'été\N{NO-BREAK SPACE}: «\N{NARROW NO-BREAK SPACE}oui\N{NARROW NO-BREAK SPACE}»",
    "'; DROP TABLE activity; --",
    "=cmd|' /C calc'!A0",
    'back\\slash "quote" </script>',
]


#: A server refuses what holds a NUL.
TYPED = [pytest.param(text, marks=[pytest.mark.sqlite_only] * ("\0" in text)) for text in HOSTILE]


@pytest.fixture(params=TYPED, ids=range(len(HOSTILE)))
def typed(request: pytest.FixtureRequest, demo_plan: Path) -> str:
    """A text that stands in the names of everything that commands print."""
    text: str = request.param
    workspace = Workspace.open(demo_plan, author=text)
    p = workspace.enter(workspace.editions()[0].id)
    named: tuple[Edition | Delegation | Delegate | Host, ...]
    named = (p.edition, *p.delegations.values(), *p.delegates.values(), *p.hosts.values())
    changes = [Change(row, replace(row, name=text)) for row in named]
    changes += [Change(a, replace(a, title=text)) for a in p.activities.values()]
    workspace.do(Edit(Phrase("Call everything “{name}”", name=text), tuple(changes)))
    workspace.close()
    return text


COMMANDS = (
    ("edition", "list"),
    ("edition", "show"),
    ("history",),
    ("check",),
    ("undo",),
    ("redo",),
)


def test_plain_output_shows_it_and_obeys_nothing(run: Run, typed: str) -> None:
    for words in COMMANDS:
        said = run(*words)
        assert said.err == ""
        assert not {c for c in said.out if c != "\n" and visible(c) == REPLACED} - {REPLACED}
    assert visible(typed) in run("edition", "list").out
    assert visible(typed) in run("history").out


def test_json_holds_it_as_it_was_typed(run: Run, typed: str) -> None:
    assert run("edition", "list", "--json").json["editions"][0]["name"] == typed
    assert run("edition", "show", "--json").json["name"] == typed
    assert run("history", "--json").json["steps"][0]["author"] == typed
    assert typed in run("history", "--json").json["steps"][0]["label"]
    people = [p["name"] for c in run("check", "--json").json["conflicts"] for p in c["people"]]
    assert people
    assert set(people) == {typed}


def test_an_edition_is_found_by_its_name(run: Run, typed: str) -> None:
    assert run("edition", "show", typed).code == 0
    assert run("history", "--edition", typed).code == 0
    assert visible(f"“{typed}x”") in run("history", "--edition", f"{typed}x").complaint


def test_a_clean_text_is_left_as_it_is() -> None:
    for text in (HOSTILE[0], HOSTILE[2], HOSTILE[9], HOSTILE[10]):
        assert isinstance(text, str)
        assert visible(text) == text
    assert visible("a\x1bb\u2028c\udcffd\n") == f"a{REPLACED}b{REPLACED}c{REPLACED}d "
