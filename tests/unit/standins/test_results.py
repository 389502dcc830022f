"""What comes out: real files of the size, length and rate that were asked for, and their price."""

import io
from fractions import Fraction
from typing import Any

import av
import httpx
import numpy as np
import pytest
from PIL import Image

from tests.standins.fal.bills import clip_price, image_price
from tests.standins.fal.clips import clip
from tests.standins.fal.standin import FalStandIn
from tests.standins.fal.table import endpoints
from tests.unit.standins.orders import (
    DEV,
    EDIT,
    KLING,
    STILL,
    by_kind,
    ended,
    picture,
    smallest,
    still_order,
    submit,
    tone,
    upload,
)


@pytest.fixture
def urls(fal: FalStandIn) -> dict[str, str]:
    film = clip(picture(), None, (160, 120), 36, 24, b"")
    return {
        "image": upload(fal.files, "a.png", picture(), fal.url),
        "end": upload(fal.files, "b.png", picture(colour="#C08040"), fal.url),
        "audio": upload(fal.files, "a.wav", tone(1.0), fal.url),
        "video": upload(fal.files, "a.mp4", film, fal.url),
    }


async def fetched(web: httpx.AsyncClient, endpoint: str, body: Any) -> tuple[Any, list[bytes]]:
    """The output document and the files it names, downloaded without a key."""
    answer = await ended(web, await submit(web, endpoint, body))
    assert answer.status_code == 200, answer.text
    output = answer.json()
    files = output.get("images") or [output["video"]]
    async with httpx.AsyncClient(trust_env=False, verify=False) as stranger:
        return output, [(await stranger.get(file["url"])).content for file in files]


class Film:
    """What a player would see: every frame counted by decoding it, two of them kept."""

    def __init__(self, data: bytes) -> None:
        with av.open(io.BytesIO(data)) as opened:
            stream = opened.streams.video[0]
            self.codec = stream.codec_context.name
            self.rate = stream.average_rate
            self.size = (stream.width, stream.height)
            self.has_sound = bool(opened.streams.audio)
            pictures = list(opened.decode(video=0))
        self.frames = len(pictures)
        self.ends = [pictures[n].to_ndarray(format="rgb24").mean((0, 1)) for n in (0, -1)]


@pytest.mark.parametrize("endpoint", by_kind("images"))
async def test_every_image_endpoint_gives_a_picture_of_the_asked_size(
    web: httpx.AsyncClient, urls: dict[str, str], endpoint: str
):
    output, (data,) = await fetched(web, endpoint, smallest(endpoints()[endpoint], urls))
    with Image.open(io.BytesIO(data)) as opened:
        assert opened.size == (512, 512)
        assert opened.get_format_mimetype() == output["images"][0]["content_type"]
    assert output["images"][0]["file_size"] == len(data)


@pytest.mark.parametrize("endpoint", by_kind("video"))
async def test_every_clip_endpoint_gives_a_film_of_the_asked_length(
    web: httpx.AsyncClient, urls: dict[str, str], endpoint: str
):
    asked = smallest(endpoints()[endpoint], urls)
    if "resolution" in endpoints()[endpoint].fields:
        asked["resolution"] = endpoints()[endpoint].fields["resolution"].options[0]
    _, (data,) = await fetched(web, endpoint, asked)
    film = Film(data)
    wanted = int(str(asked.get("duration", "1")).rstrip("s"))
    assert film.codec == "h264" and film.rate == 24 and film.frames == wanted * 24
    short = {"480p": 480, "720p": 720}.get(asked.get("resolution", ""), 120)
    assert min(film.size) == short


async def test_a_clip_begins_on_its_start_picture_and_ends_on_its_end_picture(
    web: httpx.AsyncClient, urls: dict[str, str]
):
    body = {
        "prompt": "x",
        "start_image_url": urls["image"],
        "end_image_url": urls["end"],
        "duration": "3",
    }
    _, (data,) = await fetched(web, KLING, body)
    start, end = Film(data).ends
    assert np.abs(start - (0x20, 0x40, 0x60)).max() < 4
    assert np.abs(end - (0xC0, 0x80, 0x40)).max() < 4


async def test_sound_is_on_and_paid_for_unless_it_is_switched_off(
    web: httpx.AsyncClient, fal: FalStandIn, urls: dict[str, str]
):
    body = {"prompt": "x", "start_image_url": urls["image"], "duration": "3"}
    _, (loud,) = await fetched(web, KLING, body)
    _, (silent,) = await fetched(web, KLING, {**body, "generate_audio": False})
    assert [Film(data).has_sound for data in (loud, silent)] == [True, False]
    assert [row.price_micros for row in fal.bills.rows] == [504_000, 336_000]
    assert fal.bills.total_micros == 840_000


async def test_lips_follow_the_sound_and_carry_it(web: httpx.AsyncClient, urls: dict[str, str]):
    order = {"video_url": urls["video"], "audio_url": urls["audio"]}
    lengths = {}
    for mode in ("cut_off", "silence", "loop"):
        body = {**order, "sync_mode": mode}
        _, (data,) = await fetched(web, "fal-ai/sync-lipsync/v2", body)
        film = Film(data)
        assert film.has_sound, "the singer has lost the voice"
        lengths[mode] = film.frames
    assert lengths == {"cut_off": 24, "silence": 36, "loop": 24}


async def test_a_still_shows_the_colours_its_prompt_names(web: httpx.AsyncClient):
    body = still_order(prompt="coat hex #FF0000, wall hex #00FF00", output_format="png")
    _, (data,) = await fetched(web, STILL, body)
    with Image.open(io.BytesIO(data)) as opened:
        counted = sorted(opened.getcolors(1 << 20), reverse=True)
    assert {colour for _, colour in counted[:2]} == {(255, 0, 0), (0, 255, 0)}


async def test_the_same_order_gives_the_same_picture_and_another_seed_another(
    web: httpx.AsyncClient,
):
    pictures = [(await fetched(web, STILL, still_order(seed=s)))[1][0] for s in (1, 1, 2)]
    assert pictures[0] == pictures[1] != pictures[2]


async def test_several_pictures_are_as_many_files(web: httpx.AsyncClient, fal: FalStandIn):
    output, files = await fetched(web, DEV, {"prompt": "a door", "num_images": 3})
    assert len(set(files)) == 3 and output["has_nsfw_concepts"] == [False] * 3
    assert fal.bills.total_micros == 3 * 12_000


async def test_an_edit_follows_the_size_of_its_first_reference(
    web: httpx.AsyncClient, fal: FalStandIn
):
    wide = upload(fal.files, "w.png", picture(640, 320), fal.url)
    output, _ = await fetched(web, EDIT, {"prompt": "make the coat red", "image_urls": [wide]})
    assert (output["images"][0]["width"], output["images"][0]["height"]) == (640, 320)
    (sent,) = next(iter(fal.queue.submissions.values())).references
    assert sent["field"] == "image_urls" and sent["width"] == 640


BAD_FILES = {
    "that is not there": ("", "file_download_error"),
    "that is on another machine": ("http://203.0.113.9/a.png", "file_download_error"),
    "that is no picture": (b"hello", "image_load_error"),
    "that is too small": (picture(200, 400), "image_too_small"),
    "that is too wide": (picture(1000, 320), "image_aspect_ratio"),
    "that is cut off": (picture()[:60], "image_load_error"),
}


@pytest.mark.parametrize(("file", "kind"), BAD_FILES.values(), ids=BAD_FILES.keys())
async def test_a_picture_that_can_not_be_used_fails_the_request(
    web: httpx.AsyncClient, fal: FalStandIn, file: str | bytes, kind: str
):
    if isinstance(file, bytes):
        file = upload(fal.files, "x.png", file, fal.url)
    body = {"prompt": "x", "start_image_url": file or f"{fal.url}/files/gone.png"}
    answer = await ended(web, await submit(web, KLING, body))
    assert answer.status_code == 422 and answer.json()["detail"][0]["type"] == kind
    assert fal.bills.total_micros == 0


def test_prices_follow_the_documented_rules():
    mp, wide = (1024, 1024), (1920, 1080)
    price = {name: endpoint.price for name, endpoint in endpoints().items()}
    assert image_price(price[STILL], [mp], []) == 30_000
    assert image_price(price[STILL], [wide], []) == 45_000
    assert image_price(price[EDIT], [mp], [mp]) == 45_000
    assert image_price(price[EDIT], [mp], [wide, (10, 10)]) == 75_000
    assert image_price(price["fal-ai/flux-2-max/edit"], [mp], [mp]) == 100_000
    assert image_price(price["fal-ai/flux-2-flex"], [wide], []) == 100_000
    assert image_price(price["fal-ai/flux-2/flash"], [(1024, 576)], []) == 5_000
    assert clip_price(price[KLING], Fraction(5), sound=False) == 560_000
    turbo = price["fal-ai/kling-video/v2.5-turbo/pro/image-to-video"]
    assert clip_price(turbo, Fraction(5), sound=True) == 350_000


async def test_a_price_can_be_set_for_one_stand_in(web: httpx.AsyncClient, fal: FalStandIn):
    asked = await web.post("/_control/prices", json={STILL: {"first_mp": 1, "more_mp": 1}})
    assert asked.status_code == 200
    await ended(web, await submit(web, STILL, still_order()))
    assert fal.bills.total_micros == 1
