"""A browser for a test: the system's Chromium, with a page that tells what goes wrong in it.

Why here: pytest finds fixtures by this name.
Next: visitor.py, who sits in front of it.
"""

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright

from server.http.page import STUDIO
from tests.browser.visitor import Visitor
from tests.live_server import LiveServer
from tests.machine import chromium
from tests.studio_fixtures import write_song

SIZE = {"width": 1280, "height": 800}
Visit = Callable[..., Awaitable[Visitor]]


@pytest.fixture(scope="session")
def song(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seven seconds: a few shots, a film in no time."""
    return write_song(tmp_path_factory.mktemp("song") / "night drive.wav", seconds=7)


@pytest.fixture
async def visit(tmp_path: Path) -> AsyncIterator[Visit]:
    """`await visit(server, language)`: a person with an empty browser. At the end nothing may have
    broken on any page."""
    program = chromium()
    if not (STUDIO / "index.html").is_file():
        pytest.skip("needs the built page: make studio")
    visitors: list[Visitor] = []
    async with AsyncExitStack() as stack:
        playwright = await stack.enter_async_context(async_playwright())
        # a sandbox of its own is no use to root in a container, and does not start there
        caged = [] if os.geteuid() else ["--no-sandbox"]
        browser = await playwright.chromium.launch(executable_path=program, args=caged)
        stack.push_async_callback(browser.close)

        async def opened(server: LiveServer, language: str = "en-US") -> Visitor:
            visitors.append(await _visitor(browser, server, language))
            return visitors[-1]

        yield opened
        for n, visitor in enumerate(visitors):
            await visitor.page.screenshot(path=tmp_path / f"page{n}.png")
    assert [p for v in visitors for p in v.problems] == []


async def _visitor(browser: Browser, server: LiveServer, language: str) -> Visitor:
    context = await browser.new_context(viewport=SIZE, locale=language, reduced_motion="reduce")
    page = await context.new_page()
    page.set_default_timeout(30_000)
    visitor = Visitor(page, server, [])
    page.on("pageerror", lambda error: visitor.problems.append(str(error)))
    page.on("console", lambda m: _noted(visitor, m.type, m.text))
    return visitor


def _noted(visitor: Visitor, kind: str, text: str) -> None:
    """What the browser warns of is ours to mend; that a request was refused, a test may want."""
    if kind == "error" and "Failed to load resource" not in text:
        visitor.problems.append(text)
