"""From a valid request to what fal would answer: an output document and the files behind it.

Why here: the size, format, length and sound a client asked for are decided in one place.
Next: queue.py runs it; files.py serves what it made; bills.py charges what it measured.
"""

import hashlib
import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import av
from PIL import Image

from tests.standins.fal.checks import result_complaints
from tests.standins.fal.clips import clip
from tests.standins.fal.fields import PRESETS
from tests.standins.fal.pictures import still, written
from tests.standins.fal.references import Reference
from tests.standins.fal.table import Endpoint

MOST_PIXELS = 4 << 20
SHORT_SIDES = {"480p": 480, "720p": 720, "1080p": 1080, "4k": 2160}
BLANK = written(Image.new("RGB", (640, 360), "#303030"), "jpeg")


@dataclass(frozen=True)
class Made:
    """An output document, its files by name with their type, and what is charged for."""

    output: dict[str, Any]
    files: dict[str, tuple[str, bytes]]
    sizes: list[tuple[int, int]] = field(default_factory=list)
    seconds: Fraction = Fraction(0)


@dataclass(frozen=True)
class Order:
    """A request ready to be made. `wrong`: size, duration or fps, to be made other than asked."""

    endpoint: Endpoint
    body: dict[str, Any]
    references: list[Reference]
    address: Callable[[str], str]
    clip_height: int
    wrong: str = ""

    def option(self, name: str) -> Any:
        """What the caller asked for, or the endpoint's default."""
        return self.endpoint.option(self.body, name)

    @property
    def seed(self) -> int:
        """The seed asked for, or one that follows from the request."""
        asked = self.body.get("seed")
        drawn = int(hashlib.sha256(repr(sorted(self.body.items())).encode()).hexdigest()[:8], 16)
        return drawn if asked in (None, -1) else asked


def make(order: Order) -> Made:
    """The result of an order; fails loudly if it is not one that fal would give."""
    made = (_images if order.endpoint.makes.startswith("images") else _video)(order)
    if complaints := result_complaints(order.endpoint, made.output):
        raise AssertionError(f"the stand-in made an invalid result: {complaints}")
    return made


def image_size(order: Order) -> tuple[int, int]:
    """Width and height a still is asked to have."""
    asked = order.option("image_size")
    if isinstance(asked, dict):
        return asked["width"], asked["height"]
    return PRESETS[asked] if asked in PRESETS else _automatic(order.references)


def _automatic(references: list[Reference]) -> tuple[int, int]:
    """The first reference's size: at most 4 MP, sides in steps of 16."""
    width, height = references[0].width, references[0].height
    scale = min(1.0, (MOST_PIXELS / (width * height)) ** 0.5)
    return max(64, int(width * scale) // 16 * 16), max(64, int(height * scale) // 16 * 16)


def _images(order: Order) -> Made:
    width, height = asked = image_size(order)
    if order.wrong == "size":
        width, height = max(64, width // 2), max(64, height // 2)
    file_format = order.option("output_format")
    count = order.body.get("num_images", 1)
    files: dict[str, tuple[str, bytes]] = {}
    for n in range(count):
        data = still(width, height, file_format, order.body["prompt"], order.seed + n)
        files[f"image-{n}.{file_format}"] = (f"image/{file_format}", data)
    images = [
        _described(order, name, *typed) | {"width": width, "height": height}
        for name, typed in files.items()
    ]
    output: dict[str, Any] = {"images": images, "seed": order.seed}
    if order.endpoint.makes == "images_dev":
        output |= {"prompt": order.body["prompt"], "timings": {"inference": 1.5}}
        output["has_nsfw_concepts"] = [False] * count
    return Made(output, files, [asked] * count)


def _described(order: Order, name: str, kind: str, data: bytes) -> dict[str, Any]:
    where = {"url": order.address(name), "content_type": kind}
    return {**where, "file_name": name, "file_size": len(data)}


def asked_seconds(order: Order) -> Fraction:
    """How long the clip is asked to be, and so how long is charged for."""
    if recorded := _recorded_seconds(order):
        return recorded
    if shots := order.body.get("multi_prompt"):
        return Fraction(sum(int(shot.get("duration", "5")) for shot in shots))
    if frames := order.body.get("num_frames"):
        return Fraction(frames, order.endpoint.fps)
    return Fraction(int(re.sub(r"\D", "", order.option("duration"))))


def _recorded_seconds(order: Order) -> Fraction:
    """Lipsync lasts as the recordings say: the shorter, unless `sync_mode` stretches the picture."""
    lengths = {r.kind: r.seconds for r in order.references if r.kind != "image"}
    if not lengths:
        return Fraction(0)
    mode = order.option("sync_mode")
    if mode in ("loop", "bounce", "remap"):
        return lengths["audio"]
    return max(lengths.values()) if mode == "silence" else min(lengths.values())


def _video(order: Order) -> Made:
    filmed = next((r for r in order.references if r.kind == "video"), None)
    fps = filmed.fps if filmed else order.endpoint.fps
    asked = asked_seconds(order)
    seconds = max(asked - 2, Fraction(1)) if order.wrong == "duration" else asked
    rate = fps + 6 if order.wrong == "fps" else fps
    start, end = _ends(filmed.data) if filmed else _anchors(order)
    size = (filmed.width, filmed.height) if filmed else _clip_size(order, start)
    if order.wrong == "size":
        size = (size[0] // 4 * 2, size[1] // 4 * 2)
    data = clip(start, end, size, max(1, round(seconds * rate)), rate, _sound(order))
    output: dict[str, Any] = {"video": _described(order, "clip.mp4", "video/mp4", data)}
    if order.endpoint.makes == "video_seed":
        output["seed"] = order.seed
    if order.endpoint.makes == "video_duration":
        output["duration"] = float(seconds)
    return Made(output, {"clip.mp4": ("video/mp4", data)}, seconds=asked)


def _anchors(order: Order) -> tuple[bytes, bytes | None]:
    """The first and the last picture: by the endpoint's own names for them."""
    by_field = {r.field: r.data for r in order.references}
    start, end = (*(by_field.get(name) for name in order.endpoint.frames), None)[:2]
    return start or by_field.get("image_urls") or BLANK, end


def _clip_size(order: Order, start: bytes) -> tuple[int, int]:
    """Even sides: the asked short side, the asked shape or else the start picture's."""
    short = SHORT_SIDES.get(order.option("resolution"), order.clip_height)
    with Image.open(io.BytesIO(start)) as opened:
        width, height = opened.size
    if (shape := order.option("aspect_ratio")) not in (None, "auto"):
        width, height = (int(side) for side in shape.split(":"))
    scale = short / min(width, height)
    return round(width * scale / 2) * 2, round(height * scale / 2) * 2


def _ends(film: bytes) -> tuple[bytes, bytes]:
    with av.open(io.BytesIO(film)) as opened:
        pictures = list(opened.decode(video=0))
    ends = (pictures[0].to_image(), pictures[-1].to_image())
    first, last = (written(picture, "png") for picture in ends)
    return first, last


def _sound(order: Order) -> bytes:
    heard = next((r.data for r in order.references if r.kind == "audio"), b"")
    return heard or (b"hum" if order.option("generate_audio") else b"")
