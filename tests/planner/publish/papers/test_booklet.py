"""A delegation's booklet: read back from the file itself."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.build import Build, fri, sun, thu, wed
from tests.planner.publish.papers.booklets import (
    alts,
    delegations,
    demo,
    of,
    printed,
    text_of,
    words,
)
from tests.planner.publish.schedules import (
    HOSTILE,
    copy_of,
    hostile_plan,
    in_order,
    pages_of,
    recipient_named,
    small_plan,
    squeezed,
)


@pytest.mark.parametrize("document", ["booklet", "booklet-a5"])
@pytest.mark.parametrize("name", delegations())
def test_the_booklets_of_the_demo_are_whole_and_accessible(name: str, document: str) -> None:
    copy = copy_of(demo(), recipient_named(demo(), name))
    result = printed(copy, document)
    text = "".join(pages_of(result.content))
    assert result.warnings == ()
    assert in_order([item.title for item in copy.items], text)
    town = words(copy).town
    assert town is not None
    assert in_order([entry.name for entry in town.legend], text)


@pytest.mark.parametrize("document", ["booklet", "booklet-a5"])
def test_every_page_of_a_booklet_has_the_size_it_is_made_for(document: str) -> None:
    reader = PdfReader(BytesIO(printed(of(small_plan(), "Tbilisi"), document).content))
    sizes = {(round(p.mediabox.width), round(p.mediabox.height)) for p in reader.pages}
    assert sizes == {{"booklet": (595, 842), "booklet-a5": (420, 595)}[document]}


def test_nobody_of_others_and_no_phone_of_anybody_but_the_organisers_is_in_it() -> None:
    text = text_of(copy_of(demo(), recipient_named(demo(), "Tbilisi")))
    mine = recipient_named(demo(), "Tbilisi").id
    for delegate in demo().delegates.values():
        if delegate.delegation_id != mine:
            assert squeezed(delegate.name) not in text
        private = (delegate.phone, delegate.email, delegate.diet, delegate.access_needs)
        assert [word for word in private if word and squeezed(word) in text] == []
    phones = [o.phone for o in demo().organisers.values() if o.phone]
    assert phones
    assert all(squeezed(phone) in text for phone in phones)


def test_the_cover_has_members_in_their_script_and_in_latin_letters() -> None:
    cover = pages_of(printed(of(small_plan(), "Tbilisi")).content)[0]
    expected = ["2024", "Tbilisi", "Festival: 24–27 Oct 2024", "Members", "ნინო მაგალითაძე"]
    assert in_order([*expected, "Nino Magalitadze", "Curator"], cover)


def test_what_has_changed_since_their_release_is_told_and_marked() -> None:
    plan = small_plan()
    before = plan.programme()
    plan.rows["visit-fab-lab"] = replace(before.activities["visit-fab-lab"], start=wed("11:30"))
    programme = plan.programme()
    version = copy_of(programme, recipient_named(programme, "Tbilisi"), 3)
    copy = replace(version, base=2, before=before, changed=frozenset({"visit-fab-lab"}))
    text = text_of(copy)
    heading = "Programme of 2024: what has changed from version 2 to version 3"
    told = [heading, "Wednesday 23 October", "Moved", "Fab Lab", "10:00–11:00 → 11:30–12:30"]
    assert in_order([*told, "Wednesday 23 October", "Fab Lab", "Changed"], text)
    assert "Charleroihub" not in text[text.index(squeezed(heading)) : text.index("→11:30")]


def test_who_holds_the_same_programme_reads_that_nothing_has_changed() -> None:
    copy = of(small_plan(), "Tbilisi")
    held = replace(copy, base=1, before=copy.programme)
    assert "Nothinghaschanged." in text_of(held)
    assert words(copy).changes is None


def test_maps_are_read_aloud() -> None:
    copy = copy_of(demo(), recipient_named(demo(), "Karlsruhe"))
    found = words(copy)
    assert found.town is not None
    root = PdfReader(BytesIO(printed(copy).content)).root_object["/StructTreeRoot"]
    read = [squeezed(text) for text in alts(root)]
    assert {squeezed(m.alt) for m in (*found.routes, found.town)} <= set(read)


def test_hostile_texts_with_maps_are_printed_as_they_are_typed() -> None:
    plan = hostile_plan()
    (city,) = plan.programme().delegations.values()
    day = plan.tour_day(plan.tour(HOSTILE[1], None, city), 25)
    for n, text in enumerate(HOSTILE):
        site = plan.site(text, at=(50.46 + 0.01 * n, 4.8 + 0.01 * n), address=text)
        plan.stop(text, fri("06:00") + timedelta(hours=n), 60, site, tour_day_id=day)
    copy = replace(of(plan, HOSTILE[4]), feed="https://organisers.example/" + "feed" * 40)
    for document in ("booklet", "booklet-a5"):
        result = printed(copy, document)
        text = "".join(pages_of(result.content))
        assert not [w for w in result.warnings if "screen readers" in w.text()]
        assert [t for t in HOSTILE if t.isascii() and squeezed(t) not in text] == []


@pytest.mark.parametrize("document", ["booklet", "booklet-a5"])
def test_forty_activities_a_day_are_all_there(document: str) -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    for n in range(40):
        at = (50.462 + 0.0004 * (n % 8), 4.864 + 0.0007 * (n // 8))
        site = plan.site(f"Place number {n:02}", at=at)
        plan.session(
            f"Talk number {n:02}", thu("08:00") + timedelta(minutes=20 * n), 20, site, caen
        )
    text = text_of(of(plan), document)
    assert in_order([f"Talk number {n:02}" for n in range(40)], text)
    assert in_order(
        [f"Place number {n:02}" for n in range(40)], text[text.index("YourplacesinNamur") :]
    )


def test_a_delegation_without_names_hotel_or_tour_has_a_booklet() -> None:
    plan = Build()
    plan.visit("Night walk", sun("02:30", fold=1), 60, None, plan.delegation("Caen", heads=None))
    text = text_of(of(plan))
    assert in_order(["Caen", "02:30 CET", "clocks went back", "Night walk", "UTC+1"], text)
    assert "Members" not in text


def test_the_booklet_speaks_the_language_of_its_delegation() -> None:
    plan = small_plan()
    plan.rows["delegation-viborg"] = replace(
        plan.programme().delegations["delegation-viborg"], document_language="fr"
    )
    text = text_of(of(plan, "Viborg"))
    assert in_order(["Membres de la délégation", "mercredi 23 octobre", "Hôtel"], text)
