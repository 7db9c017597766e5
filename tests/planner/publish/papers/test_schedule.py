"""The schedule that folds to pocket size, read back from its PDF."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache, partial
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from planner.demo import demo_programme
from planner.entities import Delegation, Organiser
from planner.programme import Programme
from planner.publish.agenda import items_for
from planner.publish.documents import BY_NAME
from planner.publish.paper import Typesetter
from planner.publish.recipients import Recipient, RecipientKind, recipients
from tests.build import Build, fri, sat, sun, thu, tue, wed
from tests.planner.publish.schedules import (
    HOSTILE,
    copy_of,
    hostile_plan,
    in_order,
    pages_of,
    recipient_named,
    squeezed,
)

#: A third of the long side of A4, in points.
PANEL = 99 / 25.4 * 72
FEED = "https://wake.example/feed/secret/ana.ics"


@cache
def demo() -> Programme:
    return demo_programme()


@cache
def typesetter() -> Typesetter:
    return Typesetter()


def delegates() -> list[Recipient]:
    return [r for r in recipients(demo()) if r.kind is RecipientKind.DELEGATE]


def schedule(programme: Programme, recipient: Recipient, **changes: Any) -> bytes:
    copy = replace(copy_of(programme, recipient), **changes)
    manuscript = BY_NAME["schedule"].manuscript(copy)
    assert manuscript is not None
    printed = typesetter().pdf(manuscript)
    assert not [w for w in printed.warnings if "screen readers" in w.text()]
    return printed.content


def plan_of_talks(*days: tuple[datetime, int], minutes: int = 30) -> Build:
    """A delegate with so many talks on each day, numbered through."""
    plan = Build()
    city = plan.delegation("Caen")
    plan.delegate(city, "Ana")
    number = 0
    for start, count in days:
        for n in range(count):
            begin = start + timedelta(minutes=minutes * n)
            plan.session(f"Talk number {number:03}", begin, minutes, None, city)
            number += 1
    return plan


def schedule_of(plan: Build, name: str = "Ana", **changes: Any) -> bytes:
    programme = plan.programme()
    return schedule(programme, recipient_named(programme, name), **changes)


def panels_of(content: bytes) -> list[str]:
    """The text of every panel of every page, without white space."""
    panels: list[str] = []
    for page in PdfReader(BytesIO(content)).pages:
        found = ["", "", ""]

        page.extract_text(visitor_text=partial(put_in_panel, found))
        panels += map(squeezed, found)
    return panels


def put_in_panel(
    panels: list[str], text: str, cm: list[float], tm: list[float], _font: Any, _size: Any
) -> None:
    """Adds a text to the panel in which it begins (ISO 32000, 9.4.4: two matrices tell where)."""
    if text.strip():
        x = cm[0] * tm[4] + cm[2] * tm[5] + cm[4]
        panels[min(int(x / PANEL), len(panels) - 1)] += text


def test_it_is_one_sheet_in_three_panels_of_a_jacket_pocket() -> None:
    (page,) = PdfReader(BytesIO(schedule(demo(), delegates()[0]))).pages
    assert round(float(page.mediabox.width) / PANEL, 2) == 3
    assert round(float(page.mediabox.height) / 72 * 25.4) == 210


@pytest.mark.parametrize("recipient", delegates()[::5], ids=lambda r: r.slug)
def test_a_usual_week_fits_one_side(recipient: Recipient) -> None:
    (page,) = pages_of(schedule(demo(), recipient))
    assert in_order([item.title for item in items_for(demo(), recipient)], page)


@pytest.mark.slow
@pytest.mark.parametrize("recipient", delegates(), ids=lambda r: r.slug)
def test_the_week_of_everybody_fits_one_side(recipient: Recipient) -> None:
    (page,) = pages_of(schedule(demo(), recipient))
    assert in_order([item.title for item in items_for(demo(), recipient)], page)


@pytest.mark.parametrize("name", ["Le Pavillon", "Nadia Conductrice-Exemple"])
def test_a_host_or_driver_may_have_one_too(name: str) -> None:
    recipient = recipient_named(demo(), name)
    (page,) = pages_of(schedule(demo(), recipient))
    assert in_order([item.title for item in items_for(demo(), recipient)], page)


def test_who_it_is_stands_on_the_first_panel_and_whom_to_call_at_the_end() -> None:
    plan = plan_of_talks((wed("09:00"), 3))
    plan.add(Organiser("organiser-1", plan.edition.id, "Odile", "Programme", "o@x", "+32 1"))
    first, second, third = panels_of(schedule_of(plan))
    assert in_order(
        ["2024", "DRAFT", "Ana", "Caen", "Wednesday", "Organisers", "Odile", "+32 1"], first
    )
    assert "Odile" not in second + third


def test_a_day_that_would_be_cut_begins_on_a_new_panel_where_there_is_room() -> None:
    panels = panels_of(schedule_of(plan_of_talks((wed("08:00"), 10), (thu("08:00"), 10))))
    first = next(n for n, panel in enumerate(panels) if "Talknumber010" in panel)
    assert "Thursday24October" in panels[first]
    assert "Talknumber019" in panels[first]
    assert sum(panel.count("Thursday24October") for panel in panels) == 1


def test_a_long_day_goes_on_in_the_next_panel_under_its_heading() -> None:
    panels = panels_of(schedule_of(plan_of_talks((wed("08:00"), 40), minutes=20)))
    with_talks = [panel for panel in panels if "Talknumber" in panel]
    assert len(with_talks) > 1
    assert all("Wednesday23October" in panel for panel in with_talks)
    assert in_order([f"Talk number {n:03}" for n in range(40)], "".join(panels))


@pytest.mark.parametrize(("talks", "pages"), [(12, 1), (24, 2)])
def test_more_goes_on_the_other_side_of_the_sheet(talks: int, pages: int) -> None:
    days = [(day("06:00"), talks) for day in (tue, wed, thu, fri, sat)]
    content = schedule_of(plan_of_talks(*days, minutes=20))
    assert len(pages_of(content)) == pages
    assert in_order([f"Talk number {n:03}" for n in range(5 * talks)], "".join(pages_of(content)))


def test_what_no_sheet_can_hold_takes_another_one() -> None:
    days = [(day("00:00"), 100) for day in (tue, wed, thu, fri)]
    content = schedule_of(plan_of_talks(*days, minutes=14))
    assert len(pages_of(content)) > 2
    assert in_order([f"Talk number {n:03}" for n in range(400)], "".join(pages_of(content)))


def test_an_item_taller_than_a_panel_runs_on() -> None:
    plan = Build()
    city = plan.delegation("Caen")
    plan.delegate(city, "Ana")
    plan.visit("Before", wed("09:00"), 60, None, city)
    endless = " ".join(f"word{n:04}" for n in range(1500))
    plan.visit("Endless", wed("10:00"), 60, None, city, meeting_point=endless)
    plan.visit("After", wed("12:00"), 60, None, city)
    text = "".join(pages_of(schedule_of(plan)))
    assert in_order(["Before", *endless.split(), "After"], text)


def test_the_code_of_the_calendar_stands_where_there_is_an_address() -> None:
    plan = plan_of_talks((wed("09:00"), 1))
    content = schedule_of(plan, feed=FEED)
    assert "Scanthiscode" in "".join(pages_of(content))
    told = [str(o["/Alt"]) for o in objects_of(content) if isinstance(o, dict) and "/Alt" in o]
    assert any(FEED in alt for alt in told)
    assert "Scanthiscode" not in "".join(pages_of(schedule_of(plan)))


def objects_of(content: bytes) -> list[Any]:
    reader = PdfReader(BytesIO(content))
    return [reader.get_object(n) for n in range(1, int(str(reader.trailer["/Size"])))]


def test_what_has_changed_is_marked() -> None:
    plan = plan_of_talks((wed("09:00"), 2))
    programme = plan.programme()
    first, second = items_for(programme, recipient_named(programme, "Ana"))
    text = "".join(pages_of(schedule_of(plan, changed=frozenset({second.key}))))
    assert in_order([first.title, second.title, "Changed"], text)
    assert text.count("Changed") == 1


def test_the_hour_that_happens_twice_is_told_apart() -> None:
    plan = Build()
    city: Delegation = plan.delegation("Caen")
    plan.delegate(city, "Ana")
    plan.visit("First", sun("02:30"), 30, None, city)
    plan.visit("Second", sun("02:30", fold=1), 90, None, city)
    text = "".join(pages_of(schedule_of(plan)))
    assert in_order(["clocks went back", "02:30 CEST", "First", "02:30 CET–04:00", "Second"], text)


def test_texts_of_any_kind_and_length_are_printed_as_they_are_typed() -> None:
    programme = hostile_plan().programme()
    for recipient in recipients(programme)[1:4]:
        text = "".join(pages_of(schedule(programme, recipient)))
        assert [t for t in HOSTILE if t.isascii() and squeezed(t) not in text] == []
