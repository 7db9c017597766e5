"""Importing a list of wishes and of requests for meetings."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.words import HostKind
from planner.edits.core import change
from planner.edits.remove import remove
from planner.entities import Wish
from planner.intake.review import Outcome
from planner.programme import MAPPING_OF, Programme
from tests.build import Build, sun, thu
from tests.planner.intake.lists import list_ring, site, take
from tests.planner.intake.people.delegate_lists import blank
from tests.planner.intake.ring import Ring, outcomes, said

HEADER = "Ville;Souhait;Priorité\n"


@pytest.fixture(scope="module")
def plan() -> Programme:
    """Two delegations, two hosts and three sessions, beside the catalogue."""
    catalogue = blank()
    by_name = {city.name: city for city in catalogue.cities.values()}
    build = Build()
    for name in ("Tbilisi", "Caen"):
        made = build.delegation(name)
        build.change(made, city_id=by_name[name].id)
    build.host("Studio Example", HostKind.ACTOR)
    build.host("Example Lab", HostKind.INSTITUTION)
    build.session("Light and Sound", thu("10:00"))
    build.session("Robots at Work", thu("14:00"))
    build.session("Robots at Work", sun("02:30", fold=1))
    mine = build.programme()
    tables = {
        name: {**getattr(catalogue, name), **getattr(mine, name)}
        for name in MAPPING_OF.values()
        if name != "cities"
    }
    return replace(catalogue, **tables)  # type: ignore[arg-type]


@pytest.fixture
def ring(plan: Programme, tmp_path: Path) -> Ring:
    return list_ring(tmp_path, plan)


def told(ring: Ring) -> list[tuple[str, str, int]]:
    """Who wishes what, and how much, by names."""
    p = ring.programme
    names = {i: r.name for m in (p.delegations, p.hosts, p.sites) for i, r in m.items()}
    names |= {i: a.title for i, a in p.activities.items()}

    def wanted(wish: Wish) -> str:
        row_id = (
            wish.activity_id or wish.site_id or wish.wanted_host_id or wish.wanted_delegation_id
        )
        return names[row_id] if row_id else wish.field_id or wish.theme or ""

    return [
        (names[w.delegation_id or w.host_id or ""], wanted(w), w.priority)
        for w in p.wishes.values()
    ]


def only(ring: Ring) -> Wish:
    (found,) = ring.programme.wishes.values()
    return found


def test_a_french_list_is_read_with_every_column(ring: Ring) -> None:
    take(
        ring,
        "Ville;Activité;Lieu;Souhaite rencontrer;Domaine créatif;Thème;Priorité;Remarque\n"
        "Tbilissi;light and sound;Le Delta;Studio Example;Arts numériques;robots;1;abc\n",
    )
    assert told(ring) == [
        ("Tbilisi", "Light and Sound", 1),
        ("Tbilisi", "Le Delta", 1),
        ("Tbilisi", "Studio Example", 1),
        ("Tbilisi", "media-arts", 1),
        ("Tbilisi", "robots", 1),
    ]
    assert {w.note for w in ring.programme.wishes.values()} == {"abc"}


def test_an_english_list_of_requests_for_meetings_is_read(ring: Ring) -> None:
    take(
        ring,
        "Delegation,Meeting with,Priority\nCaen,Example Lab,high\nStudio Example,Tbilisi,low\n",
    )
    assert told(ring) == [("Caen", "Example Lab", 1), ("Studio Example", "Tbilisi", 3)]


@pytest.mark.parametrize(
    ("word", "priority"),
    [
        ("1", 1), ("must", 1), ("indispensable", 1), ("haute", 1), ("1 – must", 1),
        ("2", 2), ("souhaité", 2), ("medium", 2), ("", 2), ("?", 2),
        ("3.0", 3), ("nice to have", 3), ("si possible", 3), ("Facultatif", 3),
    ],
)  # fmt: skip
def test_priorities_are_known_by_numbers_and_words(ring: Ring, word: str, priority: int) -> None:
    take(ring, f"Ville;Thème;Priorité\nCaen;robots;{word.removesuffix('.0')}\n")
    assert only(ring).priority == priority


def test_another_priority_is_refused(ring: Ring) -> None:
    found = take(ring, "Ville;Thème;Priorité\nCaen;robots;7\n")
    assert said(found) == ["priority: A priority is 1 (must), 2 (would like) or 3 (nice to have)."]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Light & Sound", "Light and Sound"),
        ("TRAKK", "TRAKK"),
        ("studio example", "Studio Example"),
        ("Artisanat et arts populaires", "crafts-and-folk-art"),
        ("Tbilisi", "Tbilisi"),
        ("the future of paper", "the future of paper"),
    ],
)
def test_a_wish_is_whatever_is_called_so(ring: Ring, text: str, found: str) -> None:
    take(ring, HEADER + f"Caen;{text};2\n")
    assert told(ring) == [("Caen", found, 2)]


def test_a_wish_that_resembles_something_is_asked_about(ring: Ring) -> None:
    text = HEADER + "Caen;Musée Rops;2\n"
    (question,) = take(ring, text).questions
    texts = [c.text for c in question.candidates]
    assert texts == ["Musée Félicien Rops (Namur)", "a theme, in these words"]
    take(ring, text, {question.key: question.candidates[0].id})
    assert only(ring).site_id == site(ring, "Musée Félicien Rops").id


def test_a_wish_that_resembles_something_may_be_a_theme(ring: Ring) -> None:
    text = HEADER + "Caen;Musée Rops;2\n"
    take(ring, text, {"wish:museerops": "theme"})
    assert only(ring).theme == "Musée Rops"


def test_of_sessions_that_are_called_alike_the_time_tells_which(ring: Ring) -> None:
    text = "Ville;Session\nCaen;Robots at Work\n"
    (question,) = take(ring, text).questions
    assert [c.text for c in question.candidates] == [
        "Thu 24 Oct 14:00  Robots at Work",
        "Sun 27 Oct 02:30  Robots at Work",
    ]
    take(ring, text, {question.key: question.candidates[1].id})
    assert only(ring).activity_id == question.candidates[1].id


def test_a_cell_may_hold_several_wishes(ring: Ring) -> None:
    take(
        ring,
        'Ville,Lieu,Domaine\nCaen,"TRAKK; Le Delta","design, film et origami"\n',
        kind="wishes",
    )
    assert [what for _who, what, _n in told(ring)] == [
        "TRAKK", "Le Delta", "design", "film", "origami",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Viborg (Denmark);robots;2", "Viborg has no delegation in this edition"),
        ("Nobody at all;robots;2", "“Nobody at all” is neither a delegation nor a host"),
        (";robots;2", "It is missing who wishes this"),
        ("Caen;;2", "There is no wish in this row"),
        ("Caen;Caen;2", "Nobody wishes to meet themselves"),
    ],
)
def test_a_wish_that_cannot_be_is_refused(ring: Ring, row: str, reason: str) -> None:
    found = take(ring, HEADER + row + "\n")
    assert outcomes(found) == [Outcome.REFUSED]
    assert reason in said(found)[0]


def test_an_activity_that_nobody_knows_is_refused(ring: Ring) -> None:
    found = take(ring, "Ville;Activité\nCaen;Paper Planes\n")
    assert "No activity is called “Paper Planes”" in said(found)[0]


def test_a_wish_that_is_there_is_changed_and_not_doubled(ring: Ring) -> None:
    take(ring, HEADER + "Caen;TRAKK;2\n")
    ring.name = "other.csv"
    found = take(ring, HEADER + "CAEN;Trakk;1\n")
    assert said(found) == ["priority: 2 → 1"]
    assert told(ring) == [("Caen", "TRAKK", 1)]


def test_what_was_changed_by_hand_stays(ring: Ring) -> None:
    text = HEADER + "Caen;TRAKK;2\n"
    take(ring, text)
    ring.do(change(ring.programme, replace(only(ring), priority=3)))
    assert said(take(ring, text)) == ["priority: yours, 3, stays; the file says 2"]


def test_a_wish_that_was_taken_back_by_hand_stays_so(ring: Ring) -> None:
    text = HEADER + "Caen;TRAKK;2\n"
    take(ring, text)
    ring.do(remove(ring.programme, only(ring)))
    assert outcomes(take(ring, text)) == [Outcome.KEPT]
    assert not ring.programme.wishes


def test_a_delegation_that_is_invited_since_may_wish(ring: Ring) -> None:
    text = HEADER + "Modène;TRAKK;2\n"
    assert outcomes(take(ring, text)) == [Outcome.REFUSED]
    ring.name = "delegations.csv"
    take(ring, "City;Head count\nModena;4\n")
    ring.name = "list.csv"
    assert outcomes(take(ring, text)) == [Outcome.ADDED]


WHO = st.sampled_from(["Caen", "Tbilissi", "Example Lab", "Mons", ""])
WHAT = st.sampled_from(["TRAKK", "robots", "Robots", "design", "Caen", "Studio Example", "", "a;b"])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(WHO, WHAT, WHAT, st.sampled_from("123?x")), min_size=1, max_size=5))
def test_the_same_list_twice_changes_nothing(
    plan: Programme,
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, str, str, str]],
) -> None:
    ring = list_ring(tmp_path_factory.mktemp("wishes"), plan)
    text = "Ville\tSouhait\tThème\tPriorité\n" + "".join("\t".join(row) + "\n" for row in rows)
    take(ring, text, kind="wishes")
    again = take(ring, text, kind="wishes")
    assert not again.edit
    assert not {Outcome.ADDED, Outcome.CHANGED} & set(outcomes(again))


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "[b]Dr[/b] {x}", "<script>"])
def test_hostile_text_is_text(ring: Ring, text: str) -> None:
    take(ring, f'Ville\tThème\tNote\nCaen\t"{text}"\t"{text}"\n', kind="wishes")
    assert (only(ring).theme, only(ring).note) == (text, text)
