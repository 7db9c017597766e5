"""What the app writes is for its owner alone, even where the system would let everybody."""

import sys
from pathlib import Path

import pytest

from tests.commands.test_owner_only import _open_to_all as _open_to_all
from tests.commands.test_owner_only import open_to_others
from tests.screens.drive import opened
from tests.screens.releases import mark_caen, staged
from tests.screens.test_publish import run, set_up
from tests.screens.test_sending_room import ask, write

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes"),
    pytest.mark.usefixtures("_open_to_all"),
]


@pytest.mark.slow
async def test_export_mails_and_what_is_remembered(demo_store: Path, tmp_path: Path) -> None:
    async with opened(staged(demo_store, "First"), "publish") as (app, pilot):
        await mark_caen(app, pilot)
        await run(pilot, await set_up(app, pilot, tmp_path / "out", "ics"))
        await ask(app, pilot, tmp_path / "post")
        await write(app, pilot)
    assert (tmp_path / "out" / "delegations" / "delegation-caen.ics").is_file()
    assert list((tmp_path / "post").rglob("*.eml"))
    assert (tmp_path / "settings.json").is_file()
    assert open_to_others(tmp_path) == {}
