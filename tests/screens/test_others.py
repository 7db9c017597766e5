"""Two people at one plan: each sees what the other does, and is asked where both did the same."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Button

from planner.edits.core import change
from planner.entities import Site
from planner.workspace import Workspace
from screens.app import PlannerApp
from screens.dialogs import Confirm, Pick
from screens.widgets.room_bar import Title
from tests.screens.drive import fill, form, opened, screen_text, text_of, until
from tests.screens.test_people import delegation, go_to, save


@pytest.fixture
def bert(demo_store: Path) -> Iterator[Workspace]:
    """A second organiser, in another program."""
    workspace = Workspace.open(demo_store, author="Bert [b]")
    workspace.enter(workspace.editions()[0].id)
    yield workspace
    workspace.close()


def title(app: PlannerApp) -> str:
    return text_of(app.screen.query_one(Title))


async def test_what_another_does_is_shown_with_name_and_label(
    demo_store: Path, bert: Workspace
) -> None:
    async with opened(demo_store, "people") as (app, pilot):
        site = next(iter(bert.programme.sites.values()))
        bert.do(change(bert.programme, replace(site, name="Elsewhere")))
        await until(pilot, lambda: "Bert [b]: Change site" in title(app))
        assert app.state is not None
        assert app.state.programme.sites[site.id].name == "Elsewhere"


async def test_who_comes_second_sees_the_first_value_and_decides(
    demo_store: Path, bert: Workspace
) -> None:
    async with opened(demo_store, "people") as (app, pilot):
        assert app.state is not None
        site = next(iter(app.state.programme.sites.values()))
        mine = change(app.state.programme, replace(site, capacity=11))
        bert.do(change(bert.programme, replace(site, capacity=77)))
        assert not app.perform(lambda _programme: mine)
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        shown = screen_text(app)
        assert "Bert [b]" in shown
        assert "→ 77; yours: 11" in shown
        app.screen.query_one("#yes", Button).press()
        await until(pilot, lambda: not isinstance(app.screen, Confirm))
        assert _site(app, site).capacity == 11


@pytest.mark.slow
async def test_who_comes_second_can_leave_it(demo_store: Path, bert: Workspace) -> None:
    async with opened(demo_store, "people") as (app, pilot):
        assert app.state is not None
        site = next(iter(app.state.programme.sites.values()))
        mine = change(app.state.programme, replace(site, capacity=11))
        bert.do(change(bert.programme, replace(site, capacity=77)))
        app.perform(lambda _programme: mine)
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, Confirm))
        assert _site(app, site).capacity == 77


def _site(app: PlannerApp, site: Site) -> Site:
    assert app.state is not None
    return app.state.programme.sites[site.id]


async def test_a_form_shows_the_other_value_and_saves_on_the_second_word(
    demo_store: Path, bert: Workspace
) -> None:
    async with opened(demo_store, "people") as (app, pilot):
        caen = delegation(app, "Caen")
        await go_to(app, pilot, "delegations", caen.id)
        await pilot.press("enter")
        await fill(app, pilot, "head_count", "6")
        bert.do(change(bert.programme, replace(caen, note="Two vegans", head_count=5)))
        app.refresh_from_others()
        await pilot.press("ctrl+s")
        await form(app, pilot)
        await until(pilot, lambda: "→ 5; yours: 6" in screen_text(app))
        assert delegation(app, "Caen").head_count == 5
        await save(app, pilot)
        found = delegation(app, "Caen")
        assert (found.head_count, found.note) == (6, "Two vegans")


async def test_who_is_on_a_delegation_is_shown(demo_store: Path, bert: Workspace) -> None:
    caen = next(d for d in bert.programme.delegations.values() if d.name == "Caen")
    bert.colleagues.look(caen.edition_id, ("delegation", caen.id), 0)
    async with opened(demo_store, "people", size=(160, 40)) as (app, pilot):
        await until(pilot, lambda: "with Bert [b] (delegation “Caen”)" in title(app))
        await go_to(app, pilot, "delegations", caen.id)
        await until(pilot, lambda: "Bert [b] is here too" in screen_text(app))


@pytest.mark.slow
async def test_one_goes_to_where_a_colleague_is(demo_store: Path, bert: Workspace) -> None:
    host = next(iter(bert.programme.hosts.values()))
    bert.colleagues.look(host.edition_id, ("host", host.id), 0)
    async with opened(demo_store, "board") as (app, pilot):
        await until(pilot, lambda: "with Bert" in title(app))
        await app.run_action("colleagues")
        await until(pilot, lambda: isinstance(app.screen, Pick))
        await pilot.press("enter")
        await until(pilot, lambda: app.current_mode == "people")
        assert app.spot == ("host", host.id)


@pytest.mark.slow
async def test_an_app_that_ends_is_gone_for_others(demo_store: Path, bert: Workspace) -> None:
    edition_id = bert.programme.edition.id
    async with opened(demo_store, "board") as (_app, pilot):
        await until(pilot, lambda: bool(bert.colleagues.look(edition_id, None, 0)))
    assert bert.colleagues.look(edition_id, None, 0) == ()
