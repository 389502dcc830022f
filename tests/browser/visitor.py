"""A person at the page: drops a file, speaks, waits until Miri is done, reads what stands there.

Why here: the tests tell stories; where things are on the page is known in one place.
Next: test_song_to_film.py. tests/guest.py is the same person without a browser.
"""

import base64
import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from playwright.async_api import Locator, Page, expect

from tests.guest import Guest
from tests.live_server import LiveServer

ADDRESS = re.compile(r"#/p/([^/]+)/t/([^/]+)")
DROP = """([data, name]) => {
  const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], name, { type: "audio/wav" }));
  const drop = (type) => document.body.dispatchEvent(
    new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
  drop("dragover");
  drop("drop");
}"""


@dataclass
class Visitor:
    """One page of one browser. `problems` is what the browser complained of."""

    page: Page
    server: LiveServer
    problems: list[str]
    token: str = ""

    async def enter(self, path: str = "/") -> "Visitor":
        """The page, open in a project."""
        await self.page.goto(self.server.url + path)
        await self.is_open()
        return self

    async def is_open(self) -> None:
        """The composer is there, in a project with a conversation."""
        await expect(self.composer).to_be_visible()
        await self.page.wait_for_url(ADDRESS)

    async def another_film(self) -> None:
        """A fresh film beside those there are."""
        before = self.page.url
        await self.page.locator(".topbar .menu-button").click()
        await self.page.locator(".menu-new").click()
        await self.page.wait_for_url(lambda url: url != before and bool(ADDRESS.search(url)))
        await expect(self.page.locator(".message-person")).to_have_count(0)

    @property
    def composer(self) -> Locator:
        return self.page.locator("#composer")

    @property
    def miri(self) -> Locator:
        """All that Miri said, one block per message."""
        return self.page.locator(".message-miri .words")

    @property
    def pictures(self) -> Locator:
        return self.page.locator(".card-face img")

    async def drop(self, song: Path) -> None:
        """A file dragged from outside onto the page; then Miri has heard it."""
        data = base64.b64encode(song.read_bytes()).decode()
        await self.page.evaluate(DROP, [data, song.name])
        await expect(self.page.locator(".message-person")).to_have_count(1)
        await self.settled()

    async def say(self, text: str) -> None:
        """A message, and all that follows from it."""
        await self.post(text)
        await self.settled()

    async def post(self, text: str) -> None:
        """A message that reached the server; Miri has hardly begun."""
        await self.composer.fill(text)
        async with self.page.expect_response(lambda r: r.url.endswith("/messages")) as posted:
            await self.composer.press("Enter")
        assert (await posted.value).status == 202

    async def guest(self, http: Any) -> Guest:
        """The same person, in the same conversation, without the browser."""
        project, thread = ADDRESS.search(self.page.url).groups()
        return Guest(http, project, thread)

    async def settled(self) -> dict[str, Any]:
        """The server is done, and the page shows Miri's last words; the project's document."""
        async with self.server.client(self.token) as http:
            guest = await self.guest(http)
            document = await guest.settled()
            words = await guest.words()
        await expect(self.page.locator(".running, .thinking")).to_have_count(0)
        if words:
            last = re.escape(words[-1].split("\n")[-1].lstrip("-* ").strip())
            await expect(self.miri.last).to_contain_text(re.compile(last))
        return document

    async def seen(self, picture: Locator) -> list[int]:
        """A picture that was really loaded: its width and height."""
        await picture.scroll_into_view_if_needed()
        await expect(picture).to_have_js_property("complete", value=True)
        return await picture.evaluate("image => [image.naturalWidth, image.naturalHeight]")

    async def ink(self, place: Locator) -> tuple[float, float]:
        """Where writing begins and ends in an element, as shares of its width from the left."""
        pixels = np.asarray(Image.open(BytesIO(await place.screenshot())).convert("L"), np.int16)
        columns = np.flatnonzero((np.abs(pixels - np.median(pixels)) > 60).any(axis=0))
        return columns[0] / pixels.shape[1], columns[-1] / pixels.shape[1]
