"""What has changed between releases, and who holds which: the other two views of Publish."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from planner.edits.activities import shift
from planner.edits.core import Edit, change
from planner.edits.remove import remove
from planner.entities import Host
from planner.programme import Programme
from planner.workspace import Workspace
from screens.app import PlannerApp
from screens.dialogs import Pick
from screens.widgets.chips import Chips
from screens.widgets.line_list import LineList
from screens.widgets.table_list import TableList
from tests.screens.drive import messages, opened, screen_text, text_of, until
from tests.screens.releases import (
    HOSTILE,
    KEYNOTE,
    choose,
    edited,
    handed,
    keynote,
    make,
    move_keynote,
    shown,
    staged,
)


def changes_in(app: PlannerApp) -> str:
    return " ".join(text_of(app.screen.query_one("#changes")).split())


def names_in(app: PlannerApp) -> Sequence[str]:
    return app.screen.query_one("#holders", TableList).keys


# -- what has changed ---------------------------------------------------------------------


@pytest.mark.slow
async def test_a_move_is_one_change_old_and_new_in_one_line(demo_store: Path) -> None:
    async with opened(staged(demo_store, "First"), "publish") as (app, pilot):
        move_keynote(app, 15)
        await pilot.press("d")
        await until(pilot, lambda: KEYNOTE in changes_in(app))
        assert f"11:00–11:45 {KEYNOTE} · Moved When: 10:45–11:30 → 11:00–11:45" in changes_in(app)
        assert "→ 1 moved · ~ 0 changed" in text_of(app.screen.query_one("#diff-sum"))
        await pilot.press("u")
        await until(pilot, lambda: "Nothing has changed." in changes_in(app))


@pytest.mark.slow
async def test_any_two_releases_are_compared_and_exchanged(demo_store: Path) -> None:
    async with opened(staged(demo_store, "One", "Two", "Three"), "publish") as (app, pilot):
        await pilot.press("d")
        await until(pilot, lambda: "Nothing has changed." in changes_in(app))
        await choose(app, pilot, "o", "One")
        await choose(app, pilot, "t", "Two")
        assert "10:45–11:30 → 10:50–11:35" in changes_in(app)
        await pilot.press("x")
        await until(pilot, lambda: "10:50–11:35 → 10:45–11:30" in changes_in(app))
        assert "from v2 (o)" in shown(app)
        assert "to v1 (t)" in shown(app)


@pytest.mark.slow
async def test_the_changes_of_one_recipient_are_those_of_his_programme(demo_store: Path) -> None:
    async with opened(staged(demo_store, "First"), "publish") as (app, pilot):
        assert app.state is not None
        meeting = next(
            a for a in app.state.programme.activities.values() if a.title.startswith("1:1 Gwenaël")
        )
        app.perform(lambda p: remove(p, meeting))
        await pilot.press("d")
        await until(pilot, lambda: f"{meeting.title} · Cancelled" in changes_in(app))
        await choose(app, pilot, "w", "Tbilisi")
        assert "Nothing has changed for Tbilisi." in changes_in(app)
        await choose(app, pilot, "w", "Gwena")
        assert "Cancelled" in changes_in(app)


async def test_c_shows_what_has_changed_for_the_recipient_under_the_cursor(
    demo_store: Path,
) -> None:
    staged(demo_store, "First")
    async with opened(demo_store, "publish") as (app, pilot):
        move_keynote(app, 15)
        table = app.screen.query_one("#recipients", TableList)
        table.select(next(key for key in table.keys if key.startswith("host:")))
        await pilot.press("c")
        await until(pilot, lambda: "from v1 (o)" in shown(app))
        assert "A6K (w)" in shown(app)
        assert "Nothing has changed for A6K." in changes_in(app)


@pytest.mark.slow
async def test_a_host_that_is_gone_is_still_compared(demo_store: Path) -> None:
    def without(programme: Programme) -> Edit:
        return remove(programme, next(h for h in programme.hosts.values() if h.name == "A6K"))

    staged(demo_store, "First")
    edited(demo_store, without)
    async with opened(demo_store, "publish") as (app, pilot):
        await pilot.press("d")
        await choose(app, pilot, "w", "A6K")
        assert "A6K (w)" in shown(app)
        assert "Cancelled" in changes_in(app)


@pytest.mark.slow
async def test_enter_on_a_change_goes_to_the_board(demo_store: Path) -> None:
    async with opened(staged(demo_store, "First"), "publish") as (app, pilot):
        move_keynote(app, 15)
        await pilot.press("d", "enter")
        await until(pilot, lambda: getattr(app.screen, "ROOM", "") == "board")
        assert app.state is not None
        assert app.selected == keynote(app.state.programme)


@pytest.mark.slow
async def test_enter_on_what_is_gone_says_so(demo_store: Path) -> None:
    async with opened(staged(demo_store, "First"), "publish") as (app, pilot):
        assert app.state is not None
        talk = app.state.programme.activities[keynote(app.state.programme)]
        app.perform(lambda p: remove(p, talk))
        await pilot.press("d", "enter")
        await until(pilot, lambda: "This is not in the plan now." in messages(app))


async def test_before_any_release_the_views_say_what_to_do(demo_store: Path) -> None:
    async with opened(demo_store, "publish") as (app, pilot):
        await pilot.press("d")
        await until(pilot, lambda: "Nothing has been released yet: n makes" in changes_in(app))
        for key in ("o", "t"):
            await pilot.press(key)
            await until(pilot, lambda: any("n makes a release" in m for m in messages(app)))
        await pilot.press("l")
        await until(pilot, lambda: "Nothing has been released yet: n makes" in screen_text(app))
        await pilot.press("w", "escape")
        await until(pilot, lambda: app.focused is app.screen.query_one("#recipients"))


@pytest.mark.slow
async def test_views_and_what_they_compare_are_chosen_by_clicks(demo_store: Path) -> None:
    async with opened(staged(demo_store, "First", "Second"), "publish") as (app, pilot):
        views = app.screen.query_one("#views", Chips)
        await pilot.click(views, offset=(15, 0))
        await until(pilot, lambda: app.focused is app.screen.query_one("#changes"))
        await pilot.click("#diff-sides", offset=(3, 0))
        await until(pilot, lambda: isinstance(app.screen, Pick))
        await pilot.press("escape")
        await pilot.click(views, offset=(3, 0))
        await until(pilot, lambda: app.focused is app.screen.query_one("#recipients"))


# -- who holds what -----------------------------------------------------------------------


@pytest.mark.slow
async def test_the_ledger_says_who_holds_what_since_when_and_how(demo_store: Path) -> None:
    staged(demo_store, "One", "Two")
    handed(demo_store, 1, "Caen")
    async with opened(demo_store, "publish") as (app, pilot):
        await pilot.press("l")
        await until(pilot, lambda: len(names_in(app)) == 64)
        (line,) = (x for x in screen_text(app).splitlines() if x.startswith("Caen "))
        assert line.split()[:4] == ["Caen", "v1", "!", "v2"]
        assert line.split()[-2:] == ["mail", "bea"]
        assert "1 has a programme · for 1 it has changed since" in text_of(
            app.screen.query_one("#ledger-sum")
        )


@pytest.mark.slow
async def test_who_still_holds_an_older_release_is_found(demo_store: Path) -> None:
    staged(demo_store, "One", "Two")
    caen, hamar = handed(demo_store, 1, "Caen", "Hamar")
    handed(demo_store, 2, "Hamar")
    async with opened(demo_store, "publish") as (app, pilot):
        await pilot.press("l")
        await choose(app, pilot, "w", "One")
        assert names_in(app) == (caen,)
        assert "who still holds v1" in shown(app)
        await choose(app, pilot, "w", "everybody")
        await pilot.press("f", *"hamar", "enter")
        await until(pilot, lambda: names_in(app) == (hamar,))
        await pilot.press("escape")
        await until(pilot, lambda: len(names_in(app)) == 64)
        await pilot.press("f", *"hamar", "enter")
        await until(pilot, lambda: names_in(app) == (hamar,))
        await pilot.press("o")
        await until(pilot, lambda: names_in(app) == ())
        assert "Nobody passes the filter" in screen_text(app)


@pytest.mark.slow
async def test_every_event_stands_with_its_number_and_release_and_whether_it_is_cancelled(
    demo_store: Path,
) -> None:
    def without(programme: Programme) -> Edit:
        talk = next(a for a in programme.activities.values() if a.title.startswith("Closing talk"))
        return remove(programme, talk)

    def moved(programme: Programme) -> Edit:
        return shift(programme, keynote(programme), 15)

    staged(demo_store, "One")
    edited(demo_store, without, moved)
    workspace = Workspace.open(demo_store)
    workspace.enter(workspace.editions()[0].id)
    make(workspace, "Two")
    workspace.close()
    async with opened(demo_store, "publish", (200, 60)) as (app, pilot):
        await pilot.press("l")
        events = app.screen.query_one("#events", TableList)
        await until(pilot, lambda: KEYNOTE in text_of(events))
        lines = text_of(events).splitlines()
        (talk,) = (x.split() for x in lines if KEYNOTE in x)
        assert talk[-2:] == ["1", "v2"]
        (gone,) = (x for x in lines if "Closing talk" in x)
        assert gone.split()[-3:] == ["1", "v2", "cancelled"]
        (dinner,) = (x.split() for x in lines if "Farewell dinner" in x)
        assert dinner[-2:] == ["0", "v1"]


@pytest.mark.slow
async def test_enter_shows_what_has_changed_for_them_since_what_they_hold(
    demo_store: Path,
) -> None:
    staged(demo_store, "One", "Two", "Three")
    (caen,) = handed(demo_store, 1, "Caen")
    async with opened(demo_store, "publish") as (app, pilot):
        await pilot.press("l")
        await until(pilot, lambda: caen in names_in(app))
        app.screen.query_one("#holders", TableList).select(caen)
        await pilot.press("enter")
        await until(pilot, lambda: "10:45–11:30 → 10:55–11:40" in changes_in(app))
        assert "from v1 (o)" in shown(app)
        assert "to v3 (t)" in shown(app)
        assert "Caen (w)" in shown(app)


async def test_the_line_about_stale_paper_leads_to_those_who_hold_it(demo_store: Path) -> None:
    staged(demo_store, "One", "Two")
    (caen,) = handed(demo_store, 1, "Caen")
    async with opened(demo_store, "publish") as (app, pilot):
        findings = app.screen.query_one("#findings", LineList)
        assert "1 holds a programme that has changed since: Caen" in text_of(findings)
        findings.focus()
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: names_in(app) == (caen,))


@pytest.mark.slow
async def test_hostile_names_stand_as_they_are(demo_store: Path) -> None:
    def renamed(programme: Programme) -> Edit:
        host = next(h for h in programme.hosts.values() if h.name == "A6K")
        return change(programme, Host(host.id, host.edition_id, HOSTILE, host.kind))

    staged(demo_store, HOSTILE)
    edited(demo_store, renamed)
    async with opened(demo_store, "publish", (200, 60)) as (app, pilot):
        await pilot.press("l", "f", *"quit", "enter")
        await until(pilot, lambda: len(names_in(app)) == 1)
        assert HOSTILE in screen_text(app)
        await pilot.press("enter")
        await until(pilot, lambda: f"{HOSTILE} (w)" in shown(app))
        await pilot.press("o")
        await until(pilot, lambda: isinstance(app.screen, Pick))
        assert f"v1 · {HOSTILE}" in screen_text(app)


@pytest.mark.slow
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_every_view_shows_its_list_in_every_size(
    demo_store: Path, size: tuple[int, int]
) -> None:
    async with opened(staged(demo_store, "First", "Second"), "publish", size) as (app, pilot):
        await pilot.press("l")
        await until(pilot, lambda: "Welcome evening" in screen_text(app))
        assert "Caen" in screen_text(app)
        assert "SEQUENCE" in screen_text(app)
        await pilot.press("d")
        await choose(app, pilot, "o", "First")
        assert KEYNOTE in screen_text(app)
