"""How fast the animatic artist is: `python -m tests.bench.artist [frames]`.

Why here: a whole film of stills and clips has to fit into a fraction of its song.
Next: docs/ carries the figures with machine and date.
"""

import asyncio
import os
import resource
import sys
import time
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

from miri.domain.prompt import Camera, CameraMove, ClipPrompt, Framing, ImagePrompt, Subject
from miri.ports.image_model import Slate, StillOrder
from miri.ports.video_model import ClipOrder
from miri.providers.offline.artist.artist import AnimaticArtist

WIDTH, HEIGHT, RATE = 1280, 720, Fraction(24)
SINGER = "a woman with long black hair in a red dress hex #B3322B"
WALKER = "a man in a long grey coat hex #6B7078 and a hat"
SHOTS = (
    ("a rainy city street at night, neon", WALKER, "walking", Framing.FULL, CameraMove.PUSH),
    ("mountains at sunset", WALKER, "back turned", Framing.WIDE, CameraMove.PAN_RIGHT),
    ("a concert stage", SINGER, "singing at the microphone", Framing.MEDIUM, CameraMove.HANDHELD),
    ("a bar in the evening", SINGER, "eyes closed", Framing.CLOSE_UP, CameraMove.HOLD),
    ("the sea at dawn", SINGER, "dancing", Framing.WIDE, CameraMove.PULL),
    ("a forest, god rays, dawn", WALKER, "running", Framing.FULL, CameraMove.TILT_UP),
    ("the city skyline at night", "", "", Framing.EXTREME_WIDE, CameraMove.TILT_DOWN),
    ("a bedroom, morning light", SINGER, "sitting", Framing.MEDIUM, CameraMove.PAN_LEFT),
)


@dataclass
class Figures:
    """One shot's times."""

    scene: str
    still_ms: float
    clip_s: float
    frames: int


def orders(i: int, frames: int) -> tuple[StillOrder, ImagePrompt, CameraMove]:
    scene, who, pose, framing, move = SHOTS[i]
    subjects = (Subject(description=who, pose=pose),) if who else ()
    prompt = ImagePrompt(scene=scene, subjects=subjects, camera=Camera(framing=framing, move=move))
    slate = Slate(number=str(i + 1), time="0:12", title="שיר")
    return (
        StillOrder(prefix="bench", prompt=prompt, seed=i, width=WIDTH, height=HEIGHT, slate=slate),
        prompt,
        move,
    )


async def one(artist: AnimaticArtist, i: int, frames: int, out: Path) -> Figures:
    still, prompt, move = orders(i, frames)
    start = time.perf_counter()
    drawn = await artist.draw(still)
    middle = time.perf_counter()
    clip = ClipOrder(
        prefix="bench", prompt=ClipPrompt(rest="", motion="", camera=Camera(move=move)),
        still_prompt=prompt, still=drawn.data, seed=i, width=WIDTH, height=HEIGHT, frames=frames,
        rate=RATE, slate=still.slate,
    )  # fmt: skip
    made = await artist.animate(clip, out / f"{i}.mp4")
    end = time.perf_counter()
    return Figures(prompt.scene, (middle - start) * 1000, end - middle, made)


def cpu_seconds() -> float:
    """Spent by this process; the caged encoder's share can't be seen from here."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    return own.ru_utime + own.ru_stime


async def main(frames: int) -> None:
    artist = AnimaticArtist()
    with TemporaryDirectory() as folder:
        out = Path(folder)
        await one(artist, 0, 2, out)
        found = [await one(artist, i, frames, out) for i in range(len(SHOTS))]
        for each in found:
            print(
                f"{each.scene[:36]:38}{each.still_ms:7.0f} ms/still{each.frames / each.clip_s:8.1f} frames/s"
            )
        start, before = time.perf_counter(), cpu_seconds()
        for i in range(0, len(SHOTS), 2):
            await asyncio.gather(one(artist, i, frames, out), one(artist, i + 1, frames, out))
        wall, cpu = time.perf_counter() - start, cpu_seconds() - before
    total = sum(each.frames for each in found)
    alone = sum(each.clip_s for each in found)
    print(
        f"one at a time: {total / alone:.1f} frames/s, stills {sum(e.still_ms for e in found) / len(found):.0f} ms"
    )
    print(
        f"two at a time, stills and clips: {total / wall:.1f} frames/s; a film of 4320 frames: {4320 * wall / total:.0f} s"
    )
    print(f"cpu without the encoder: {1000 * cpu / total:.1f} ms/frame, stills included")
    print(
        f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 96))
