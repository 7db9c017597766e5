"""Languages and interpreters."""

import pytest

from models.words import HostKind, Kind, Role
from planner.conflicts import Severity
from tests.build import Build, wed
from tests.planner.checks.found import found, only, text


@pytest.mark.parametrize(
    ("language", "spoken", "lost"),
    [
        pytest.param("fr", ("ka", "en"), True, id="not-shared"),
        pytest.param("fr", ("en", "fr"), False, id="shared"),
        pytest.param("fr-BE", ("FR",), False, id="a-variety"),
        pytest.param("en/fr", ("en",), False, id="one-of-two"),
        pytest.param("fr", (), False, id="unknown"),
        pytest.param(None, ("ka",), False, id="not-set"),
    ],
)
def test_a_delegation_understands_the_language(
    language: str | None, spoken: tuple[str, ...], lost: bool
) -> None:
    plan = Build()
    tbilisi = plan.delegation(languages=spoken)
    plan.visit("Visit", wed("10:00"), 60, None, tbilisi, language=language)
    assert bool(found(plan, "language-not-shared")) is lost


def test_up_to_three_are_named_without_counting() -> None:
    plan = Build()
    lost = [plan.delegation(name, languages=("en",)) for name in ("A", "B", "C")]
    plan.session("Discours", wed("10:00"), 60, None, *lost, language="fr")
    assert "which A, B, C do not speak" in text(only(plan, "language-not-shared"))


def test_one_conflict_names_all_who_do_not_understand() -> None:
    plan = Build()
    names = ("Tbilisi", "Hamar", "Viborg", "Modena", "Karlsruhe")
    lost = [plan.delegation(name, languages=("en",)) for name in names]
    plan.session("Discours", wed("10:00"), 60, None, *lost, language="fr")
    conflict = only(plan, "language-not-shared")
    assert conflict.severity is Severity.WARNING
    assert conflict.people == tuple(d.id for d in lost)
    assert text(conflict) == (
        "Discours (10:00–11:00) on Wed 23 Oct is in “fr”, which Tbilisi, Hamar, Viborg and 2 more"
        " do not speak, and nobody interprets for them"
    )


@pytest.mark.parametrize(
    ("languages", "lost"),
    [
        pytest.param(("fr", "en"), False, id="into-their-language"),
        pytest.param((), False, id="languages-unknown"),
        pytest.param(("fr", "nl"), True, id="into-another"),
    ],
)
def test_an_interpreter_helps(languages: tuple[str, ...], lost: bool) -> None:
    plan = Build()
    tbilisi = plan.delegation(languages=("en",))
    lea = plan.host("Lea", HostKind.INTERPRETER, languages=languages)
    visit = plan.visit("Visit", wed("10:00"), 60, None, tbilisi, language="fr")
    plan.joins(visit, lea, Role.INTERPRETS)
    assert bool(found(plan, "language-not-shared")) is lost


def test_the_interpreter_of_a_stop_interprets_its_presentations() -> None:
    plan = Build()
    tbilisi = plan.delegation(languages=("en",))
    stop = plan.stop("TRAKK", wed("10:00"), 60, None, tbilisi)
    plan.part(stop, 30, language="fr")
    assert len(found(plan, "language-not-shared")) == 1
    plan.joins(stop, plan.host(languages=("fr", "en")), Role.INTERPRETS)
    assert found(plan, "language-not-shared") == []


def test_a_delegate_speaks_for_themselves() -> None:
    plan = Build()
    tbilisi = plan.delegation(languages=("ka",))
    ana = plan.delegate(tbilisi, languages=("fr",))
    plan.meeting("1:1", wed("10:00"), 30, None, ana, language="fr")
    assert found(plan, "language-not-shared") == []


def test_a_meal_needs_no_language() -> None:
    plan = Build()
    tbilisi = plan.delegation(languages=("ka",))
    plan.activity(Kind.MEAL, "Lunch", wed("12:00"), 60, None, tbilisi, language="fr")
    assert found(plan, "language-not-shared") == []
