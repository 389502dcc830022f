"""A Miri that asks for a token: shown once, kept by the browser, and gone when one leaves."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor
from tests.guest import Guest
from tests.live_server import LiveServer, live_server

pytestmark = pytest.mark.browser
DANA = "dana-has-a-long-token"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    with live_server(tmp_path_factory.mktemp("home"), MIRI_API_TOKENS=f"dana={DANA}") as started:
        yield started
        assert DANA not in "".join(started.said)


async def test_a_token_is_shown_once_in_either_language_and_opens_words_pictures_and_socket(
    server: LiveServer, visit: Visit, song: Path
) -> None:
    async with server.client(DANA) as http:
        guest = await (await Guest(http).begin()).with_shots(song)
        await guest.did("generate_stills", shots=[1])
        await guest.settled()
        person = await visit(server)
        person.token, page = DANA, person.page
        await page.goto(f"{server.url}/#/p/{guest.project_id}/t/{guest.thread_id}")
        token, enter = page.get_by_label("Token"), page.get_by_role("button", name="Come in")
        await token.fill("not the token")
        await enter.click()
        await expect(page.get_by_role("alert")).to_contain_text("not known here")
        await token.fill(DANA)
        await enter.click()
        await person.is_open()

        assert await person.seen(person.pictures.first) == [1280, 720]
        await guest.did("rename_project", name="Behind the door")
        await expect(page).to_have_title("Behind the door · Miri")
        await person.say("what can you do?")
        kept = await page.evaluate("document.cookie + JSON.stringify({...localStorage})")
        assert DANA not in kept and "miri_session" not in kept
        await page.reload()
        await person.is_open()

        picture = await person.pictures.first.get_attribute("src")
        await page.get_by_role("button", name="Sign out (dana)").click()
        await expect(token).to_be_visible()
        assert (await page.request.get(server.url + picture)).status == 404
    await the_door_in_hebrew(await visit(server, "he-IL"))


async def the_door_in_hebrew(person: Visitor) -> None:
    page = person.page
    await page.goto(person.server.url)
    await page.get_by_label("אסימון").fill("x")
    await page.get_by_role("button", name="כניסה").click()
    await expect(page.get_by_role("alert")).to_contain_text("לא מוכר כאן")
    form, room = [await page.locator(s).bounding_box() for s in (".signin-form", ".signin-room")]
    assert form["x"] < room["x"]
