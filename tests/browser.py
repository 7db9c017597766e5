"""A real browser for tests: headless Chromium, driven by the DevTools protocol."""

import asyncio
import json
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

#: Catches the page's terminal when it is made, so that its text can be read.
CATCH = """
Object.defineProperty(Object.prototype, "terminal", {
  configurable: true,
  set(value) {
    window.caught = value;
    Object.defineProperty(this, "terminal", {value, writable: true, configurable: true});
  },
});
"""
READ = """
(() => {
  if (!window.caught) return "";
  const buffer = window.caught.buffer.active, lines = [];
  for (let n = 0; n < window.caught.rows; n++)
    lines.push(buffer.getLine(n)?.translateToString(true) ?? "");
  return lines.join("\\n");
})()
"""
CELL = """
(() => {
  const box = document.querySelector(".xterm-screen").getBoundingClientRect();
  return [box.x, box.y, box.width / window.caught.cols, box.height / window.caught.rows];
})()
"""
PATIENCE_SECONDS = 40.0


def chromium() -> str | None:
    """The browser of this machine, where there is one."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


class Page:
    """One page of the browser."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._number = 0
        self.requests: list[str] = []

    async def call(self, method: str, **parameters: Any) -> Any:
        """Ask the browser for something; other messages on the way are noted."""
        self._number += 1
        await self._socket.send_json({"id": self._number, "method": method, "params": parameters})
        while True:
            message = json.loads((await self._socket.receive(PATIENCE_SECONDS)).data)
            if message.get("method") == "Network.requestWillBeSent":
                self.requests.append(message["params"]["request"]["url"])
            if message.get("id") == self._number:
                assert "error" not in message, message
                return message["result"]

    async def open(self, url: str) -> None:
        for domain in ("Page", "Network", "Runtime"):
            await self.call(f"{domain}.enable")
        await self.call("Page.addScriptToEvaluateOnNewDocument", source=CATCH)
        await self.call("Page.navigate", url=url)

    async def evaluate(self, expression: str) -> Any:
        found = await self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        return found["result"].get("value")

    async def text(self) -> str:
        """What the terminal in the page shows."""
        return str(await self.evaluate(READ))

    async def until(self, wanted: str) -> str:
        """Wait until the page shows a text; all of what it shows then."""
        loop = asyncio.get_running_loop()
        give_up = loop.time() + PATIENCE_SECONDS
        while wanted not in (shown := await self.text()):
            assert loop.time() < give_up, f"never shown: {wanted}\n{shown}"
            await asyncio.sleep(0.05)
        return shown

    async def until_true(self, expression: str) -> None:
        """Wait until something holds in the page."""
        loop = asyncio.get_running_loop()
        give_up = loop.time() + PATIENCE_SECONDS
        while await self.evaluate(expression) is not True:
            assert loop.time() < give_up, f"never true: {expression}"
            await asyncio.sleep(0.05)

    async def press(self, *keys: str) -> None:
        """Characters, or Enter."""
        for key in keys:
            text = "\r" if key == "Enter" else key
            code = 13 if key == "Enter" else ord(key.upper()[0])
            common = {"key": key, "windowsVirtualKeyCode": code}
            await self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **common)
            await self.call("Input.dispatchKeyEvent", type="keyUp", **common)

    async def click(self, text: str) -> None:
        """Click on the first place where the page shows a text."""
        lines = (await self.until(text)).splitlines()
        row = next(n for n, line in enumerate(lines) if text in line)
        x, y, width, height = await self.evaluate(CELL)
        point = {
            "x": x + (lines[row].index(text) + 1.5) * width,
            "y": y + (row + 0.5) * height,
            "button": "left",
            "clickCount": 1,
        }
        await self.call("Input.dispatchMouseEvent", type="mousePressed", **point)
        await self.call("Input.dispatchMouseEvent", type="mouseReleased", **point)


@asynccontextmanager
async def page(program: str, folder: Path) -> AsyncIterator[Page]:
    """An empty page of a browser with a profile of its own, which ends with the block."""
    options = ("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run")
    browser = await asyncio.create_subprocess_exec(
        program,
        *options,
        f"--user-data-dir={folder}",
        "--remote-debugging-port=0",
        "--window-size=1400,900",
        "about:blank",
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        port = await asyncio.wait_for(_port(browser), PATIENCE_SECONDS)
        async with aiohttp.ClientSession() as session:
            async with session.get(f"http://127.0.0.1:{port}/json") as answer:
                pages = [each for each in await answer.json() if each["type"] == "page"]
            address = pages[0]["webSocketDebuggerUrl"]
            async with session.ws_connect(address, max_msg_size=0) as socket:
                yield Page(socket)
    finally:
        browser.terminate()
        await browser.wait()


async def _port(browser: asyncio.subprocess.Process) -> int:
    """The port that the browser says it listens on."""
    assert browser.stderr is not None
    async for line in browser.stderr:
        if b"DevTools listening on ws://" in line:
            return int(line.split(b"/devtools")[0].rsplit(b":", 1)[1])
    raise AssertionError("the browser has ended")
