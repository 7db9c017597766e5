"""Serbian documents in Cyrillic script: paper, page and calendar."""

from dataclasses import replace
from functools import cache
from io import BytesIO

from pypdf import PdfReader

from planner.demo import demo_programme
from planner.programme import Programme
from planner.publish.frame import frame_of
from tests.build import Build, tue, wed
from tests.planner.publish.calendars import events_in, file_of
from tests.planner.publish.schedules import copy_of, in_order, pages_of, printed, recipient_named


@cache
def demo() -> Programme:
    """The demo edition; Novi Sad reads Cyrillic."""
    programme = demo_programme()
    delegations = {
        key: replace(row, document_language="sr-Cyrl") if row.name == "Novi Sad" else row
        for key, row in programme.delegations.items()
    }
    return replace(programme, delegations=delegations)


def test_a_booklet_has_its_fixed_words_and_dates_in_cyrillic() -> None:
    result = printed(demo(), recipient_named(demo(), "Novi Sad"))
    text = "".join(pages_of(result.content))
    assert result.warnings == ()
    assert in_order(["Чланови делегације", "уторак, 22. октобар", "Вођени обилазак"], text)
    assert in_order(["Србија", "Место окупљања"], text)
    assert "Članovi" not in text


def test_names_and_titles_stay_as_they_were_entered() -> None:
    text = "".join(pages_of(printed(demo(), recipient_named(demo(), "Novi Sad")).content))
    assert in_order(["Novi Sad", "Keynote: Slow light"], text)


def test_the_tags_tell_language_and_script() -> None:
    recipient = recipient_named(demo(), "Novi Sad")
    frame = frame_of(copy_of(demo(), recipient), recipient.name)
    assert (frame.language, frame.locale) == ("sr", "sr-Cyrl")
    root = PdfReader(BytesIO(printed(demo(), recipient).content)).root_object
    assert str(root["/Lang"]).startswith("sr")


def test_the_calendar_is_in_cyrillic_too() -> None:
    plan = Build()
    novi_sad = plan.delegation("Novi Sad", document_language="sr-Cyrl", arrival=tue("18:00"))
    plan.visit("Visite", wed("10:00"), 30, None, novi_sad, meeting_point="Porch")
    events = events_in(file_of(plan, novi_sad))
    assert set(events) == {"Долазак", "Visite"}
    assert "Место окупљања: Porch" in events["Visite"]["DESCRIPTION"]
    assert events["Visite"]["CATEGORIES"].cats == ["Вођени обилазак"]
