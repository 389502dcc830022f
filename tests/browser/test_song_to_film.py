"""From a song to a film at the page itself, in both languages, and what a reload keeps."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Visit
from tests.live_server import LiveServer, live_server, until

pytestmark = pytest.mark.browser
WHOLE = "getComputedStyle(document.documentElement).direction"
HEBREW = "זה שיר על אישה שנוסעת בלילה אל הים"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    with live_server(tmp_path_factory.mktemp("home")) as started:
        yield started
        assert not [line for line in started.said if "broken" in line or "Traceback" in line]


async def test_a_person_drops_a_song_talks_approves_and_watches_the_film(
    server: LiveServer, visit: Visit, song: Path
) -> None:
    person = await visit(server)
    page = (await person.enter()).page
    await person.another_film()
    await expect(page.get_by_role("button", name="Choose a song").first).to_be_visible()
    await person.drop(song)
    await person.say("It's about a woman driving to the sea at night")
    await person.say("you decide")
    for _ in range(4):
        await person.say("yes")
        if await person.pictures.count():
            break
    document = await person.settled()
    await expect(person.pictures).to_have_count(len(document["shots"]))
    for n in range(len(document["shots"])):
        assert await person.seen(person.pictures.nth(n)) == [1280, 720]

    await page.get_by_role("button", name="Approve all").click()
    await expect(page.get_by_role("button", name="Approve all")).to_have_count(0)
    for _ in range(4):
        await person.say("yes")
        if await page.get_by_role("link", name="Download the film").count():
            break
    film = page.locator(".screen video")
    await expect(film).to_have_js_property("videoWidth", 1280)
    await page.locator(".controls .play").click()

    async def has_played() -> bool:
        return await film.evaluate("video => video.currentTime") > 0.3

    await until(has_played)
    seconds = await film.evaluate("video => video.duration")
    assert abs(seconds - 7) < 0.1


async def test_the_first_steps_in_hebrew_run_from_right_to_left(
    server: LiveServer, visit: Visit, song: Path
) -> None:
    person = await visit(server, "he-IL")
    page = person.page
    await (await person.enter()).another_film()
    assert await page.evaluate(WHOLE) == "rtl"
    await person.drop(song)
    await person.say(HEBREW)
    assert (await person.settled())["language"] == "he"

    await person.composer.fill("שוט שלוש")
    assert await person.composer.evaluate("box => getComputedStyle(box).direction") == "rtl"
    begins, ends = await person.ink(person.composer)
    assert begins > 0.5 and ends > 0.9, "what is typed starts at the right"
    send = await page.get_by_role("button", name="שליחה").bounding_box()
    typed = await person.composer.bounding_box()
    attach = await page.get_by_role("button", name="צירוף קובץ").bounding_box()
    assert send["x"] < typed["x"] < attach["x"]
    chat, stage = [await page.locator(s).bounding_box() for s in (".log", ".stage")]
    assert stage["x"] < chat["x"], "the chat stands at the right"
    said = person.miri.last.locator("p").first
    begins, ends = await person.ink(said)
    assert ends > 0.97, "Miri's lines start at the right"
    play, full = [
        await page.get_by_role("button", name=name).bounding_box() for name in ("ניגון", "מסך מלא")
    ]
    assert play["x"] < full["x"], "time runs left to right in every language"


async def test_a_reload_in_the_middle_loses_nothing(
    server: LiveServer, visit: Visit, song: Path
) -> None:
    person = await visit(server)
    page = (await person.enter()).page
    await person.another_film()
    await person.drop(song)
    await person.say("It's about a woman driving to the sea at night")
    where = page.url
    await person.post("you decide")
    await person.composer.fill("and then")
    await page.reload()
    await person.is_open()
    assert page.url == where
    await expect(person.composer).to_have_value("and then")
    await person.settled()
    said = await page.locator(".message-person").all_inner_texts()
    assert [text.strip().splitlines()[-1] for text in said] == [
        "Here is my song.",
        "It's about a woman driving to the sea at night",
        "you decide",
    ]
    before = await person.miri.all_inner_texts()
    await page.reload()
    await person.is_open()
    await expect(person.miri).to_have_count(len(before))
    assert await person.miri.all_inner_texts() == before
    await person.say("yes")
    await expect(person.composer).to_have_value("")
