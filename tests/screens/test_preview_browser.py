"""The pages of a document in a browser: there is no terminal to ask what it can show."""

from pathlib import Path

import pytest

from tests.browser import chromium, page
from tests.served import served


@pytest.mark.slow
@pytest.mark.skipif(chromium() is None, reason="NO BROWSER: chromium is not installed here")
async def test_pages_are_seen_and_turned_in_a_browser(demo_store: Path, tmp_path: Path) -> None:
    program = chromium()
    assert program is not None
    async with (
        served(demo_store, "--edition", "Namur 2024", "--lang", "en") as (url, _server),
        page(program, tmp_path / "profile") as browser,
    ):
        await browser.open(url)
        await browser.until("Namur 2024")
        await browser.click("8 Publish")
        await browser.until("Who gets it")
        await browser.press("y")
        await browser.until("page 1/")
        shown = await browser.until("Arts numériques")
        assert "▀▀▀" in shown
        await browser.press("n")
        await browser.until("page 2/")
        await browser.press("q")
        await browser.until("Who gets it")
