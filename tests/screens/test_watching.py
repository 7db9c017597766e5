"""A server that goes away and comes back: said once, without stopping the app."""

from typing import Any

import pytest

from planner.edits.activities import shift
from planner.entities import Activity
from planner.workspace import Workspace
from screens.app import PlannerApp
from tests import stores
from tests.models.relay import Relay
from tests.postgres import Server
from tests.screens.drive import messages, opened, until


@pytest.mark.slow
async def test_a_server_that_goes_and_comes_back_is_told_once(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screens.watching.LOOK_SECONDS", 0.02)
    looks: list[int] = []
    url = stores.copied(server.template("demo", stores.make_demo), server.folder)
    with Relay(server.folder) as relay:
        place = str(url).replace(str(server.folder), str(relay.folder))
        async with opened(place) as (app, pilot):
            relay.cut()
            await until(pilot, lambda: _said(app, "cannot be reached"), "it is missed")
            assert app.workspace is not None
            look = app.workspace.colleagues.look

            def counted(*asked: Any) -> Any:
                looks.append(1)
                return look(*asked)

            monkeypatch.setattr(app.workspace.colleagues, "look", counted)
            await until(pilot, lambda: len(looks) > 2, "it is looked for again")
            assert _said(app, "cannot be reached") == 1
            relay.mend()
            await until(pilot, lambda: _said(app, "answers again"), "it is back")
            moved = _moved_by_another(str(url))
            await until(pilot, lambda: _seen(app, moved), "what others did is seen")


def _said(app: PlannerApp, words: str) -> int:
    return sum(words in text for text in messages(app))


def _seen(app: PlannerApp, moved: Activity) -> bool:
    return app.state is not None and app.state.programme.activities[moved.id] == moved


def _moved_by_another(url: str) -> Activity:
    workspace = Workspace.open(url, author="bert")
    programme = workspace.enter(workspace.editions()[0].id)
    activity = next(a for a in programme.activities.values() if a.start and not a.parent_id)
    workspace.do(shift(programme, activity.id, 5))
    workspace.close()
    return workspace.programme.activities[activity.id]
