"""edition new, list, show, copy; demo."""

from pathlib import Path

import pytest

from tests.commands.conftest import Run

FESTIVAL = ("--festival", "2024-10-24", "2024-10-27")


def test_an_edition_is_made_listed_and_shown(run: Run, empty_plan: Path) -> None:
    made = run("edition", "new", "Namur 2024", *FESTIVAL, "--from", "21/10/2024", "--json").json
    assert made == {
        "id": made["id"],
        "name": "Namur 2024",
        "first_day": "2024-10-21",
        "last_day": "2024-10-27",
        "festival_start": "2024-10-24",
        "festival_end": "2024-10-27",
        "time_zone": "Europe/Brussels",
        "example": False,
        "keep_until": "2025-04-25",
    }
    assert run("edition", "list", "--json").json == {"editions": [made]}
    figures = run("edition", "show", "--json").json
    assert {name: figures[name] for name in made} == made
    assert figures["activities"] == figures["unplaced"] == 0
    assert figures["conflicts"] == {"blocking": 0, "warning": 0, "to-check": 0}


def test_plain_words_say_the_same(run: Run, empty_plan: Path) -> None:
    assert "no edition" in run("edition", "list").out
    assert (
        run("edition", "new", "Été [2024]", *FESTIVAL).out
        == "Edition “Été [2024]” has been made.\n"
    )
    assert run("edition", "list").out.startswith("Été [2024]  2024-10-24 – 2024-10-27  ")
    assert "  0 delegations\n" in run("edition", "show").out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("N", "--festival", "2024-10-27", "2024-10-24"), "ends before it begins"),
        (("N", "--festival", "2024-02-30", "2024-03-01"), "no such day"),
        (("N", "--festival", "tomorrow", "2024-03-01"), "“tomorrow”"),
        (("N", "--festival", "", "2024-03-01"), "2024-10-24"),
        (("N", "--festival", "0001-01-01", "0001-01-03"), "1970"),
        (("N", "--festival", "9999-12-30", "9999-12-31"), "2199"),
        (("N", "--festival", "2024-01-01", "2024-12-31"), "60 days"),
        (("N", *FESTIVAL, "--from", "2024-10-25"), "--from"),
        (("N", *FESTIVAL, "--from", "2020-10-25"), "60 days"),
        (("N", *FESTIVAL, "--zone", "Mars/Olympus"), "Mars/Olympus"),
        (("N", *FESTIVAL, "--zone", "../../etc/passwd"), "time zone"),
        (("", *FESTIVAL), "needs a name"),
        (("  ", *FESTIVAL), "needs a name"),
        (("Na\x1b[31mmur", *FESTIVAL), "U+001B"),
        (("Na\udcffmur", *FESTIVAL), "U+DCFF"),
        (("x" * 2001, *FESTIVAL), "2000 characters"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, tuple) else None,
)
def test_what_cannot_be_an_edition_is_refused_in_words(
    run: Run, empty_plan: Path, arguments: tuple[str, ...], words: str
) -> None:
    assert words in run("edition", "new", *arguments).complaint
    assert run("edition", "list", "--json").json == {"editions": []}


@pytest.mark.parametrize("name", ["Namur 2024", "namur 2024", " Namur 2024 "])
def test_no_two_editions_get_the_same_name(run: Run, demo_plan: Path, name: str) -> None:
    assert "already" in run("edition", "new", name, *FESTIVAL).complaint
    copy = ("edition", "copy", "Namur 2024", name, "--festival-start", "2025-10-23")
    assert "already" in run(*copy).complaint
    assert len(run("edition", "list", "--json").json["editions"]) == 1


def test_a_copy_has_other_dates_and_everything_else(run: Run, demo_plan: Path) -> None:
    copy = ("edition", "copy", "Namur 2024", "Namur 2025", "--festival-start", "2025-10-23")
    made = run(*copy, "--json").json
    assert (made["festival_start"], made["festival_end"]) == ("2025-10-23", "2025-10-26")
    old = run("edition", "show", "Namur 2024", "--json").json
    new = run("edition", "show", "Namur 2025", "--json").json
    for count in ("delegations", "delegates", "hosts", "tours", "activities"):
        assert new[count] == old[count] > 0


def test_a_copy_to_an_impossible_day_is_refused(run: Run, demo_plan: Path) -> None:
    copy = ("edition", "copy", "Namur 2024", "Never", "--festival-start")
    assert "no such day" in run(*copy, "2025-02-29").complaint
    assert "1970" in run(*copy, "9999-12-30").complaint
    assert "“Nowhere”" in run("edition", "copy", "Nowhere", *copy[3:], "2025-10-23").complaint


def test_with_several_editions_one_must_be_named(run: Run, demo_plan: Path) -> None:
    run("edition", "new", "Namur 2026", "--festival", "2026-10-22", "2026-10-25")
    said = run("check")
    assert "Namur 2024" in said.complaint
    assert "Namur 2026" in said.complaint
    assert "--edition" in said.complaint
    assert run("history", "--edition", "namur 2026").code == 0
    (new, old) = run("edition", "list", "--json").json["editions"]
    assert run("edition", "show", new["id"], "--json").json["name"] == "Namur 2026"
    assert run("edition", "show", "--edition", old["id"], "--json").json["name"] == "Namur 2024"
    assert "“Paris”" in run("check", "--edition", "Paris").complaint


def test_an_empty_store_says_how_to_begin(run: Run, empty_plan: Path) -> None:
    for words in (("check",), ("undo",), ("history",), ("export", "out"), ("edition", "show")):
        assert "edition new" in run(*words).complaint


def test_the_demo_is_made_once(run: Run, empty_plan: Path) -> None:
    first = run("demo", "--no-open", "--json").json
    assert first["created"] is True
    again = run("demo", "--json").json
    assert again == {**first, "created": False}
    assert "there already" in run("demo", "--no-open").out
    assert len(run("edition", "list", "--json").json["editions"]) == 1


@pytest.mark.parametrize("words", [(), ("demo",), ("--edition", "Namur 2024")])
def test_the_app_needs_a_terminal(run: Run, demo_plan: Path, words: tuple[str, ...]) -> None:
    assert "terminal" in run(*words).complaint
