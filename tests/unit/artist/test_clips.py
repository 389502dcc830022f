"""Clips: exactly as long as ordered, moving the way the camera moves, smooth, arriving."""

import itertools
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from miri.domain.prompt import Camera, CameraMove, ClipPrompt, Framing, ImagePrompt, Subject
from miri.errors import BadMedia, Refused
from miri.ports.image_model import StillOrder
from miri.ports.video_model import ClipOrder
from miri.providers.offline.artist.artist import AnimaticArtist
from miri.providers.offline.artist.clip import Film
from miri.providers.offline.artist.overlay import covered_from, lay
from miri.providers.offline.artist.panes import Pane
from tests.unit.artist.pictures import RED_COAT, decoded, prompt

WIDTH, HEIGHT = 320, 180
VALLEY = prompt("mountains by day, clear air")
ARTIST = AnimaticArtist()


async def still_of(image: ImagePrompt, seed: int = 5) -> bytes:
    order = StillOrder(prefix="p", prompt=image, seed=seed, width=WIDTH, height=HEIGHT)
    return (await ARTIST.draw(order)).data


async def clip_order(
    move: CameraMove, frames: int = 36, image: ImagePrompt = VALLEY, **rest
) -> ClipOrder:
    values = {
        "prefix": "p",
        "prompt": ClipPrompt(rest="still", motion="air moves", camera=Camera(move=move)),
        "still_prompt": image,
        "still": rest.pop("still", None) or await still_of(image),
        "seed": 5,
        "width": WIDTH,
        "height": HEIGHT,
        "frames": frames,
        "rate": Fraction(24),
    }
    return ClipOrder(**(values | rest))


def frames_of(path: Path) -> list[np.ndarray]:
    with av.open(str(path)) as container:
        return [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]


async def shot(order: ClipOrder, path: Path) -> list[np.ndarray]:
    count = await ARTIST.animate(order, path)
    frames = frames_of(path)
    assert count == len(frames) == order.frames
    return frames


def grey(frame: np.ndarray) -> np.ndarray:
    return cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY).astype(np.float32)


def shift(before: np.ndarray, after: np.ndarray) -> tuple[float, float]:
    """How the content moved, in pixels to the right and down."""
    window = cv2.createHanningWindow((WIDTH, HEIGHT), cv2.CV_32F)
    (x, y), _ = cv2.phaseCorrelate(grey(before), grey(after), window)
    return x, y


def growth(before: np.ndarray, after: np.ndarray) -> float:
    """By what factor the content grew around the middle."""
    factors = np.arange(0.84, 1.2, 0.01)
    middle = (WIDTH / 2, HEIGHT / 2)
    inner = (slice(30, HEIGHT - 30), slice(50, WIDTH - 50))

    def gap(factor: float) -> float:
        matrix = cv2.getRotationMatrix2D(middle, 0, factor)
        grown = cv2.warpAffine(
            grey(before), matrix, (WIDTH, HEIGHT), borderMode=cv2.BORDER_REPLICATE
        )
        return float(np.abs(grown - grey(after))[inner].mean())

    return float(min(factors, key=gap))


def gap(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.abs(one.astype(int) - other).mean())


@pytest.mark.parametrize("frames", [1, 2, 25])
async def test_a_clip_has_exactly_the_frames_ordered(frames: int, tmp_path: Path):
    drawn = await shot(await clip_order(CameraMove.PUSH, frames), tmp_path / "clip.mp4")
    assert len(drawn) == frames


async def test_odd_rates_keep_their_time_base(tmp_path: Path):
    order = await clip_order(CameraMove.HOLD, 12, rate=Fraction(24000, 1001))
    await shot(order, tmp_path / "clip.mp4")
    with av.open(str(tmp_path / "clip.mp4")) as container:
        assert container.streams.video[0].average_rate == Fraction(24000, 1001)


async def test_the_same_order_makes_the_same_file(tmp_path: Path):
    image = prompt("a rainy street at night", Subject(description=RED_COAT, pose="walking"))
    order = await clip_order(CameraMove.HANDHELD, 12, image)
    await ARTIST.animate(order, tmp_path / "one.mp4")
    await ARTIST.animate(order, tmp_path / "two.mp4")
    assert (tmp_path / "one.mp4").read_bytes() == (tmp_path / "two.mp4").read_bytes()


async def test_a_clip_begins_on_its_still(tmp_path: Path):
    image = prompt("a beach at sunset", Subject(description=RED_COAT, pose="walking"))
    for move in CameraMove:
        order = await clip_order(move, 3, image)
        frames = await shot(order, tmp_path / f"{move}.mp4")
        assert gap(frames[0], decoded(order.still)) < 4, move


@pytest.mark.parametrize(
    ("move", "axis", "sign"),
    [
        (CameraMove.PAN_RIGHT, 0, -1),
        (CameraMove.PAN_LEFT, 0, 1),
        (CameraMove.TILT_UP, 1, 1),
        (CameraMove.TILT_DOWN, 1, -1),
    ],
)
async def test_pans_and_tilts_move_the_picture_against_the_camera(
    move, axis: int, sign: int, tmp_path: Path
):
    frames = await shot(await clip_order(move), tmp_path / "clip.mp4")
    moved = shift(frames[0], frames[-1])
    assert moved[axis] * sign > 2
    assert abs(moved[1 - axis]) < 1


async def test_a_push_makes_things_larger_and_a_pull_smaller(tmp_path: Path):
    pushed = await shot(await clip_order(CameraMove.PUSH, 72), tmp_path / "push.mp4")
    pulled = await shot(await clip_order(CameraMove.PULL, 72), tmp_path / "pull.mp4")
    assert growth(pushed[0], pushed[-1]) >= 1.02
    assert growth(pulled[0], pulled[-1]) <= 0.98


async def test_hold_and_handheld_stay_where_they_are_but_live(tmp_path: Path):
    for move in (CameraMove.HOLD, CameraMove.HANDHELD):
        frames = await shot(await clip_order(move), tmp_path / f"{move}.mp4")
        x, y = shift(frames[0], frames[-1])
        assert abs(x) < 3 and abs(y) < 3
        assert gap(frames[0], frames[-1]) > 0.3


async def test_a_pan_does_not_jitter(tmp_path: Path):
    still = prompt("mountains by day, clear air", Subject(description=RED_COAT, pose="sitting"))
    frames = await shot(await clip_order(CameraMove.PAN_RIGHT, 48, still), tmp_path / "clip.mp4")
    steps = [shift(a, b)[0] for a, b in itertools.pairwise(frames[4:])]
    assert max(steps) < 0.02
    assert np.abs(np.diff(steps)).max() < 0.25


async def test_near_things_move_more_than_far_ones(tmp_path: Path):
    frames = await shot(await clip_order(CameraMove.PAN_RIGHT, 48), tmp_path / "clip.mp4")

    def band(top: int, bottom: int) -> float:
        first, last = (grey(frames[i])[top:bottom] for i in (0, -1))
        window = cv2.createHanningWindow((WIDTH, bottom - top), cv2.CV_32F)
        return cv2.phaseCorrelate(first, last, window)[0][0]

    assert band(120, 165) < band(60, 105) < 0


async def test_a_walker_walks(tmp_path: Path):
    image = prompt("a plain by day", Subject(description=RED_COAT, pose="walking to the right"))
    frames = await shot(await clip_order(CameraMove.HOLD, 36, image), tmp_path / "clip.mp4")

    def middle(frame: np.ndarray) -> float:
        red = (frame[:, :, 0].astype(int) - frame[:, :, 1] > 70).nonzero()
        return float(red[1].mean())

    assert middle(frames[-1]) - middle(frames[0]) > 12


async def test_a_clip_arrives_at_its_end_still(tmp_path: Path):
    end = await still_of(prompt("the sea at sunset"), seed=9)
    for move in (CameraMove.PUSH, CameraMove.PAN_LEFT):
        order = await clip_order(move, 30, end_still=end)
        frames = await shot(order, tmp_path / f"{move}.mp4")
        assert gap(frames[0], decoded(order.still)) < 4
        assert gap(frames[-1], decoded(end)) < 4


async def test_a_still_from_elsewhere_is_moved_as_it_is(tmp_path: Path):
    foreign = np.zeros((HEIGHT * 2, WIDTH * 2, 3), np.uint8)
    foreign[:, :, 2] = 200
    data = cv2.imencode(".png", foreign)[1].tobytes()
    frames = await shot(await clip_order(CameraMove.PULL, 10, still=data), tmp_path / "clip.mp4")
    assert all(gap(frame, np.array([200, 0, 0])) < 4 for frame in frames)


async def test_an_unreadable_still_is_refused_in_words(tmp_path: Path):
    order = await clip_order(CameraMove.PUSH, still=b"not a picture")
    with pytest.raises(BadMedia, match="not a picture"):
        await ARTIST.animate(order, tmp_path / "clip.mp4")
    assert not (tmp_path / "clip.mp4").exists()


async def test_odd_sizes_are_refused_and_leave_nothing(tmp_path: Path):
    image = prompt("a room")
    order = await clip_order(CameraMove.PUSH, image=image, width=321)
    with pytest.raises(Refused, match="even"):
        await ARTIST.animate(order, tmp_path / "clip.mp4")
    assert list(tmp_path.iterdir()) == []


async def test_very_large_clips_have_their_size(tmp_path: Path):
    order = await clip_order(CameraMove.PUSH, 2, width=2560, height=1440)
    frames = await shot(order, tmp_path / "clip.mp4")
    assert frames[0].shape == (1440, 2560, 3)


async def test_drawing_and_moving_cost_nothing():
    order = await clip_order(CameraMove.PUSH)
    assert ARTIST.price_micros(order) == 0
    assert (ARTIST.provider, ARTIST.endpoint) == ("offline", "animatic")


async def test_close_framings_move_too(tmp_path: Path):
    image = prompt("a bar at night", Subject(description=RED_COAT), framing=Framing.CLOSE_UP)
    frames = await shot(await clip_order(CameraMove.PUSH, 24, image), tmp_path / "clip.mp4")
    assert gap(frames[0], frames[-1]) > 1


async def test_whoever_stands_still_breathes_and_blinks():
    who = Subject(description=RED_COAT, pose="looking at us")
    image = prompt("a bar at night", who, framing=Framing.CLOSE_UP)
    order = await clip_order(CameraMove.HOLD, 78, image)
    lights = [frame[:, :, 0].astype(int) for frame in Film(order).frames()]
    steps = [int(np.abs(one - other).max()) for one, other in itertools.pairwise(lights)]
    assert sum(step > 50 for step in steps) == 2, "the lids fall once and rise once"
    assert sorted(steps)[len(steps) // 2] >= 2, "all the time something moves a little"


def test_a_solid_pane_is_laid_as_any_other_and_says_what_it_hides():
    pixels = np.full((60, 120, 4), 255, np.uint8)
    pixels[:, :, 0] = np.arange(120)
    pixels[:25] //= 2
    pane = Pane(pixels, -20, 20, 1, 1, 1, solid=25)
    move = np.array([[1.1, 0, -4.3], [0, 1.1, 0.6], [0, 0, 1.0]])
    one, other, spare = (np.full((72, 80, 4), 90, np.uint8) for _ in range(3))
    lay(one, pane, move, spare)
    lay(other, replace(pane, solid=None), move, spare)
    row = covered_from(pane, move, 80, 72)
    assert 45 < row < 60
    assert np.abs(one.astype(int) - other).max() <= 1
    aside = np.array([[1.1, 0, 60.0], [0, 1.1, 0.6], [0, 0, 1.0]])
    assert covered_from(pane, aside, 80, 72) == 72
