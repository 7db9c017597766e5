"""The app in a browser: served to this machine alone, in a real page, ended without orphans."""

import asyncio
import os
import shlex
import signal
import socket
from pathlib import Path

import aiohttp
import pytest

from planner.commands.app import in_browser
from planner.commands.serve import quoted
from planner.workspace import Workspace
from tests.browser import PATIENCE_SECONDS, chromium, page
from tests.commands.conftest import Run
from tests.served import children, served


def test_arguments_reach_the_app_as_they_are() -> None:
    hostile = ["a b", "$(touch x)", "'; rm -rf /", "[/]", '"', "é\n"]
    assert shlex.split(quoted(hostile)) == ["exec", *hostile]


def test_an_app_in_a_page_needs_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not in_browser()
    monkeypatch.setenv("TEXTUAL_DRIVER", "textual.drivers.web_driver:WebDriver")
    assert in_browser()


def test_a_port_in_use_is_told_in_a_sentence(run: Run, demo_store: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        said = run("serve", "--port", str(port), "--store", str(demo_store))
    assert said.code == 1
    assert f"Port {port} is in use" in said.err
    assert not said.out


async def test_pages_of_other_sites_are_refused(demo_store: Path) -> None:
    strange = {"Origin": "http://evil.example"}
    async with served(demo_store) as (url, _server), aiohttp.ClientSession() as session:

        async def status(path: str, headers: dict[str, str]) -> int:
            async with session.get(url + path, headers=headers) as answer:
                return answer.status

        assert await status("/", {}) == 200
        assert await status("/", {"Host": "evil.example"}) == 403
        assert await status("/", strange) == 403
        for headers in ({}, strange):
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                await session.ws_connect(f"{url}/ws", headers=headers)
            assert refused.value.status == 403


async def test_the_page_asks_nobody_else_for_anything(demo_store: Path) -> None:
    async with served(demo_store) as (url, _server), aiohttp.ClientSession() as session:
        async with session.get(url) as answer:
            text = await answer.text()
            assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        assert text.count("http") == text.count(url)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at /proc")
async def test_ctrl_c_ends_everything_although_a_page_is_open(demo_store: Path) -> None:
    async with served(demo_store) as (url, server), aiohttp.ClientSession() as session:
        async with session.ws_connect(f"{url}/ws", headers={"Origin": url}) as channel:
            await channel.receive(PATIENCE_SECONDS)  # the app paints
            assert len(children(server.pid)) == 2
            os.killpg(server.pid, signal.SIGINT)
            async for _message in channel:
                pass  # as a browser does: it answers that it closes
            await asyncio.wait_for(server.wait(), PATIENCE_SECONDS)
        give_up = asyncio.get_running_loop().time() + PATIENCE_SECONDS
        while left := children(server.pid):  # it has said goodbye, and is about to end
            assert asyncio.get_running_loop().time() < give_up, left
            await asyncio.sleep(0.02)


@pytest.mark.slow
@pytest.mark.skipif(chromium() is None, reason="NO BROWSER: chromium is not installed here")
async def test_in_a_real_browser_keys_and_clicks_change_the_plan(
    demo_store: Path, tmp_path: Path
) -> None:
    program = chromium()
    assert program is not None
    async with (
        served(demo_store, "--edition", "Namur 2024", "--lang", "en") as (url, _server),
        page(program, tmp_path / "profile") as browser,
    ):
        await browser.open(url)
        await browser.until("Namur 2024")
        await browser.click("5 People")
        await browser.until("Organisers")
        await browser.press("7")
        await browser.until("Blocking (")
        await browser.press("y")
        await browser.until("Why is this acceptable?")
        await browser.press(*"agreed", "Enter")
        await browser.until("Accepted (1)")
        assert all(asked.startswith((url, "data:")) for asked in browser.requests)
    workspace = Workspace.open(demo_store)
    programme = workspace.enter(workspace.editions()[0].id)
    assert [row.note for row in programme.acceptances.values()] == ["agreed"]
    workspace.close()
