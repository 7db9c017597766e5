"""The master grid on paper."""

from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from planner.demo import demo_programme
from planner.programme import Programme
from planner.publish.documents import BY_NAME
from planner.publish.paper import Printed, Typesetter
from planner.publish.papers.master_grid import MasterGrid, master_grid_words
from planner.publish.recipients import recipients
from tests.bench.generate import large_programme
from tests.build import Build, fri, sun, thu, wed
from tests.planner.publish.schedules import (
    HOSTILE,
    LONG,
    copy_of,
    hostile_plan,
    in_order,
    pages_of,
    small_plan,
    squeezed,
)

A3_LANDSCAPE = (1191, 842)


def words_of(programme: Programme, changed: frozenset[str] = frozenset()) -> MasterGrid:
    words = master_grid_words(copy_of(programme, recipients(programme)[-1], changed=changed))
    assert words is not None
    return words


def printed(programme: Programme, changed: frozenset[str] = frozenset()) -> Printed:
    copy = copy_of(programme, recipients(programme)[-1], changed=changed)
    manuscript = BY_NAME["master-grid"].manuscript(copy)
    assert manuscript is not None
    return Typesetter().pdf(manuscript)


def pages(programme: Programme, changed: frozenset[str] = frozenset()) -> list[str]:
    return pages_of(printed(programme, changed).content)


def crowd(delegations: int, activities: int, title: str = "Talk") -> Build:
    """A Wednesday on which each delegation has so many things of its own to do."""
    plan = Build()
    for n in range(delegations):
        city = plan.delegation(f"City {n:02}", heads=3)
        for k in range(activities):
            start = wed("08:00") + timedelta(minutes=20 * k)
            plan.visit(f"{title} {n}-{k}", start, 20, None, city)
    return plan


def test_the_demo_fits_on_a_page_a_day_of_a3() -> None:
    reader = PdfReader(BytesIO(printed(demo_programme()).content))
    found = [squeezed(page.extract_text()) for page in reader.pages]
    days = [squeezed(page.heading) for page in words_of(demo_programme()).pages]
    assert len(found) == len(days) == 6
    assert [day in page for day, page in zip(days, found, strict=True)] == [True] * 6
    assert {(round(p.mediabox.width), round(p.mediabox.height)) for p in reader.pages} == {
        A3_LANDSCAPE
    }


def test_every_activity_of_the_demo_is_there() -> None:
    programme = demo_programme()
    copy = copy_of(programme, recipients(programme)[-1])
    text = "".join(pages(programme))
    assert [item.title for item in copy.items if squeezed(item.title) not in text] == []


def test_thirteen_delegations_stand_in_two_groups_on_pages_of_their_own() -> None:
    plan = crowd(13, 2)
    first, second = pages(plan.programme())
    assert in_order(["Wednesday 23 October", "City 00 – City 05 (1/2)", "City 05 (3)"], first)
    assert in_order(["Wednesday 23 October", "City 06 – City 12 (2/2)", "City 12 (3)"], second)
    assert "Talk6-0" not in first


def test_whose_group_has_nothing_to_do_is_named_below_the_others() -> None:
    plan = crowd(13, 0)
    city = next(iter(plan.programme().active_delegations))
    plan.visit("Alone", wed("10:00"), 60, None, city)
    (page,) = pages(plan.programme())
    assert in_order(["Alone", "Nothing on this day: City 06, City 07"], page)


def test_a_day_without_anything_says_so() -> None:
    plan = crowd(2, 1)
    plan.visit("Later", fri("10:00"), 60, None, plan.delegation("Caen"))
    first, second, third = pages(plan.programme())
    assert "Nothingplannedonthisday." in second
    assert "Nothingplanned" not in first + third


def test_what_nobody_attends_yet_stands_below() -> None:
    plan = crowd(1, 1)
    plan.session("Open talk", wed("10:00"), 45, plan.site("Theatre"))
    plan.session("Other talk", thu("10:00"), 45, None)
    first, second = pages(plan.programme())
    assert in_order(["Talk 0-0", "No delegation yet", "Open talk", "Theatre"], first)
    assert in_order(["Thursday 24 October", "No delegation yet", "Other talk"], second)
    assert "Nothing" not in second


def test_an_edition_without_delegations_has_what_nobody_attends() -> None:
    plan = Build()
    plan.session("Open talk", wed("10:00"), 45, None)
    (page,) = pages(plan.programme())
    assert in_order(["Wednesday 23 October", "No delegation yet", "Open talk"], page)


def test_nothing_planned_makes_no_document() -> None:
    plan = Build()
    plan.delegation("Caen")
    programme = plan.programme()
    assert master_grid_words(copy_of(programme, recipients(programme)[-1])) is None


def test_what_has_changed_is_marked() -> None:
    plan = small_plan()
    programme = plan.programme()
    visit = next(a for a in programme.activities.values() if a.title == "Fab Lab")
    first, *others = pages(programme, frozenset({visit.id}))
    assert in_order(["10:00–11:00", "Changed", "Fab Lab"], first)
    assert first.count("Changed") == 1
    assert not any("Changed" in page for page in others)


def test_a_title_too_long_for_its_cell_stands_below_in_full() -> None:
    plan = crowd(12, 3)
    city = plan.programme().active_delegations[3]
    plan.visit(LONG.strip(), wed("11:00"), 60, None, city)
    (page,) = words_of(plan.programme()).pages
    assert page.grid is not None
    shown = [e.title for cell in page.grid.cells for e in cell.entries if "→" in e.title]
    assert shown[0].endswith("… → 1")
    assert [(n.mark, n.title) for column in page.full.columns for n in column] == [
        ("1", LONG.strip())
    ]
    (text,) = pages(plan.programme())
    assert in_order(["Three hundred", "…→1", "Full texts", "1", LONG], text)


def test_the_key_tells_of_the_signs_that_are_used() -> None:
    plan = crowd(1, 1)
    (page,) = words_of(plan.programme()).pages
    assert page.key == ""
    plan.visit("Clash", wed("08:10"), 60, None, plan.programme().active_delegations[0])
    (page,) = words_of(plan.programme()).pages
    assert page.key == "Grey: several at the same time"


def test_a_delegation_with_an_endless_name_is_named_in_full_below() -> None:
    plan = crowd(11, 1)
    plan.visit("Hello", wed("09:00"), 30, None, plan.delegation(LONG.strip()))
    (text,) = pages(plan.programme())
    assert in_order(["…→1", "Full texts", LONG], text)


@pytest.mark.parametrize(("delegations", "activities"), [(7, 40), (12, 40), (1, 48)])
def test_a_crowded_day_fits_on_its_page_in_type_that_can_be_read(
    delegations: int, activities: int
) -> None:
    programme = crowd(delegations, activities).programme()
    (page,) = words_of(programme).pages
    assert page.grid is not None
    assert page.grid.size >= 6.5
    (text,) = pages(programme)
    assert all(f"Talk{n}-{activities - 1}" in text for n in range(delegations))


def test_a_day_that_no_page_holds_goes_on_with_its_headings_repeated() -> None:
    plan = crowd(1, 0)
    city = plan.programme().active_delegations[0]
    for k in range(140):
        plan.visit(f"Slot {k}", wed("00:00") + timedelta(minutes=10 * k), 10, None, city)
    found = pages(plan.programme())
    assert len(found) > 1
    assert all("City00(3)" in page for page in found)
    assert in_order([f"Slot {k}" for k in range(140)], "".join(found))


def test_hostile_texts_are_printed_as_they_are_typed() -> None:
    result = printed(hostile_plan().programme())
    text = "".join(pages_of(result.content))
    assert [w for w in HOSTILE if w.isascii() and squeezed(w) not in text] == []
    assert result.warnings == ()


def test_the_second_hour_of_the_clock_change_is_told_apart() -> None:
    plan = crowd(1, 0)
    plan.visit("Walk", sun("02:30", fold=1), 60, None, plan.programme().active_delegations[0])
    (page,) = pages(plan.programme())
    assert in_order(["Sunday 27 October", "clocks went back", "02:30 CET"], page)


def test_no_name_of_a_person_is_on_it() -> None:
    programme = small_plan().programme()
    text = "".join(pages(programme))
    assert [d.name for d in programme.delegates.values() if squeezed(d.name) in text] == []


@pytest.mark.slow
def test_three_hundred_and_fifty_delegations_have_a_page_a_day_and_group() -> None:
    programme = large_programme()
    words = words_of(programme)
    assert all(page.grid is None or page.grid.size >= 6.5 for page in words.pages)
    assert len(PdfReader(BytesIO(printed(programme).content)).pages) == len(words.pages)
