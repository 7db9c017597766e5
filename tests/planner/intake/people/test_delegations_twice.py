"""A list that is imported again changes nothing; a list of ours comes back as it was."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.demo import demo_programme
from planner.entities import Change
from planner.intake.review import Choices, Outcome, Review
from planner.programme import Programme
from tests.build import Build, sun, wed
from tests.planner.intake.people import delegate_lists
from tests.planner.intake.people.delegate_lists import DELEGATIONS
from tests.planner.intake.ring import Ring, outcomes
from tests.planner.publish.workbooks import rows_of, sheet_names, workbook_of

CELLS: dict[str, tuple[str, ...]] = {
    "Ville": ("Caen", "caen", "Modène", "Hamar (Norway)", "Enghien", "Granada", "Xqzzvkw"),
    "Nom": (
        "", "Ada Example", "EXAMPLE Ada", "Ada Exemple", "A. Example", "Zoé Muster",
        "Zoe Muster", "Новак Пример", "Novak Primer", "TBC",
    ),
    "Courriel": ("", "ada@example.org", "ADA@example.org", "a@example.org; b@example.org", "?"),
    "Fonction": ("", "Mayor", "Mme"),
    "Langues": ("", "fr, en", "klingonais"),
    "Accès": ("", "PMR", "aucun"),
    "Arrivée": ("", "22/10/2024 18:30", "22 octobre", "27/10/2024 2:30~", "?"),
    "Vol": ("", "XX 1", "XX 2"),
    "Hôtel": ("", "Auberge Imaginaire", "TRAKK"),
    "Intérêts": ("", "film", "musique, robots"),
    "Statut": ("", "oui", "en attente", "annulé"),
    "Personnes": ("", "1", "4"),
    "Remarque": ("", "VIP", "arrival: late"),
}  # fmt: skip


@cache
def blank() -> Programme:
    return delegate_lists.blank()


def csv(rows: Iterable[Iterable[str]]) -> bytes:
    lines = (";".join(f'"{cell}"' for cell in row) for row in (CELLS, *rows))
    return "\n".join(lines).encode()


def answered(lists: Ring, content: bytes) -> Review:
    """The review with every question answered with its first candidate."""
    answers: dict[str, str] = {}
    found = lists.review(content, Choices(), DELEGATIONS)
    while found.questions:
        answers |= {q.key: q.candidates[0].id for q in found.questions}
        found = lists.review(content, Choices(dict(answers)), DELEGATIONS)
    return found


@settings(max_examples=40)
@given(st.lists(st.tuples(*map(st.sampled_from, CELLS.values())), min_size=1, max_size=7))
def test_the_same_list_twice_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]
) -> None:
    lists = Ring(blank(), tmp_path_factory.mktemp("twice"), name="list.csv")
    first = answered(lists, csv(rows))
    lists.do(first.edit)
    again = answered(lists, csv(rows))
    assert not again.edit.changes
    refused = [o for o in outcomes(first) if o in (Outcome.REFUSED, Outcome.LEFT_OUT)]
    assert [o for o in outcomes(again) if o is not Outcome.UNCHANGED] == refused


def without_people(programme: Programme) -> Programme:
    alone = replace(programme, activities={}, participations={}, boardings={}, wishes={})
    people = [Change(delegate, None) for delegate in programme.delegates.values()]
    return alone.apply(people + [Change(d, None) for d in programme.delegations.values()])


def hard_plan() -> Programme:
    """What a list of people can say that is easily lost on the way."""
    plan = Build()
    caen = plan.delegation("Caen", heads=5, arrival=wed("08:05"), languages=("fr", "sr-cyrl"))
    plan.delegate(
        caen,
        "ჯაბა მაგალითი",
        latin_name="Jaba Magaliti",
        diet="aucun",
        access_needs="wheelchair, hearing loop",
        step_free=True,
        phone="+995 000 / +995 001",
        departure=sun("23:55"),
    )
    plan.delegate(caen, "=cmd|' /C calc'!A0", role="Mr & Mrs", languages=("nb", "ka"))
    plan.delegation("Hamar")
    plan.delegation("Modena", heads=2)
    return plan.programme()


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("plan", [demo_programme, hard_plan])
def test_our_list_of_people_comes_back_as_it_was(
    tmp_path: Path, plan: Callable[[], Programme], language: str
) -> None:
    programme = plan()
    programme = replace(programme, edition=replace(programme.edition, language=language))
    cities = blank().cities
    book = workbook_of(programme)
    sheet = sheet_names(book)[2]
    lists = Ring(replace(without_people(programme), cities=cities), tmp_path, name="plan.xlsx")
    found = lists.take(book, manner=DELEGATIONS)
    assert set(outcomes(found)) <= {Outcome.ADDED, Outcome.CHANGED}
    assert not found.ignored_columns
    assert rows_of(workbook_of(lists.programme), sheet) == rows_of(book, sheet)
    assert not lists.review(book).edit.changes
