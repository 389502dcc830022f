"""How long a film takes: `python -m tests.bench.rendering [seconds] [clips]`.

Why here: figures side by side in one run: encoding the clips, joining them, joining them by a
bare stream copy, rendering again, rendering after one shot changed, and one re-encode of it all.
Next: docs/ carries the figures with machine and date.
"""

import asyncio
import resource
import statistics
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from miri.codec.ffmpeg import Work, ffmpeg_version, file_word, run_ffmpeg
from miri.codec.part_file import part_file
from miri.codec.sandbox import sandbox_kind
from miri.codec.segment import FINAL, SegmentWriter
from miri.domain.cut import Cut, TimelineClip
from miri.ports.film_renderer import RenderedFilm, RenderOrder, RenderProfile
from renderer.renderer import LocalFilmRenderer

WIDTH, HEIGHT, RATE = 1280, 720, Fraction(24)
REPEATS = 3


def pictures(clip: int, frames: int) -> Iterator[bytes]:
    """Soft shapes under a slow pan, as an animatic has them, with a little paper grain."""
    chance = np.random.default_rng(clip)
    coarse = chance.integers(40, 220, (12, 20))
    rows, columns = np.linspace(0, 11, HEIGHT + 200), np.linspace(0, 19, WIDTH + 200)
    broad = np.array([np.interp(columns, np.arange(20), row) for row in coarse])
    field = np.array([np.interp(rows, np.arange(12), column) for column in broad.T]).T
    paper = np.clip(field + chance.normal(0, 1.2, field.shape), 16, 235).astype(np.uint8)
    chroma = bytes([118]) * (WIDTH * HEIGHT // 4) + bytes([138]) * (WIDTH * HEIGHT // 4)
    for frame in range(frames):
        x, y = frame * 200 // frames, frame * 100 // frames
        yield paper[y : y + HEIGHT, x : x + WIDTH].tobytes() + chroma


def make_clip(path: Path, clip: int, frames: int, rate: Fraction = RATE) -> None:
    """One clip, born as a segment where the rate is the film's."""
    with SegmentWriter(path, WIDTH, HEIGHT, rate, FINAL) as writer:
        for picture in pictures(clip, frames):
            writer.write(picture)


async def make_song(path: Path, seconds: int) -> None:
    """A steady chord in a WAV."""
    chord = f"aevalsrc=0.2*sin(440*t*6.28)+0.2*sin(554*t*6.28):s=44100:d={seconds}"
    with part_file(path) as part:
        words = ("-f", "lavfi", "-i", chord, "-f", "wav", file_word(part))
        await run_ffmpeg(Work(words, writes=(part.parent,)))


def make_order(folder: Path, lengths: list[int]) -> RenderOrder:
    """Clips in a row, as long as their slots."""
    starts = [sum(lengths[:index]) for index in range(len(lengths) + 1)]
    clips = tuple(
        TimelineClip(
            shot_id=f"shot_{index}",
            number=index + 1,
            start_frame=starts[index],
            end_frame=starts[index + 1],
            media_id=f"clip_{index}",
        )
        for index in range(len(lengths))
    )
    cut = Cut(
        id="cut_1",
        number=1,
        frames=starts[-1],
        rate=RATE,
        width=WIDTH,
        height=HEIGHT,
        song_media_id="song",
        clips=clips,
    )
    media = {f"clip_{index}": folder / f"{index}.mp4" for index in range(len(lengths))}
    return RenderOrder(
        cut=cut, media=media, song=folder / "song.wav", out=folder / "film.mp4", title="Bench"
    )


async def stream_copy(order: RenderOrder, soundtrack: Path, folder: Path) -> None:
    """The floor: ffmpeg's concat demuxer over the same files, nothing else."""
    listing = folder / "list.txt"
    rows = [f"file '{path}'" for path in order.media.values()]
    listing.write_text("\n".join(rows))
    words = ("-f", "concat", "-safe", "0", "-i", file_word(listing), "-i", file_word(soundtrack))
    out = (*("-c", "copy", "-movflags", "+faststart", "-f", "mp4"), file_word(folder / "copy.mp4"))
    reads = (listing, soundtrack, *order.media.values())
    await run_ffmpeg(Work((*words, *out), reads=reads, writes=(folder,)))


async def re_encode(order: RenderOrder, folder: Path) -> None:
    """What peers do for every change: decode and encode the whole film."""
    inputs = [word for path in order.media.values() for word in ("-i", file_word(path))]
    graph = "".join(f"[{index}:v]" for index in range(len(order.media)))
    graph += f"concat=n={len(order.media)}:v=1:a=0"
    words = (*inputs, "-filter_complex", graph, "-c:v", "libx264", "-preset", FINAL.preset)
    out = ("-crf", str(FINAL.crf), "-f", "mp4", file_word(folder / "encoded.mp4"))
    await run_ffmpeg(Work((*words, *out), reads=tuple(order.media.values()), writes=(folder,)))


async def timed(work: Callable[[], Awaitable[object]], repeats: int = REPEATS) -> float:
    """Median wall seconds."""
    took: list[float] = []
    for _ in range(repeats):
        started = time.perf_counter()
        await work()
        took.append(time.perf_counter() - started)
    return statistics.median(took)


async def bench(folder: Path, seconds: int, clips: int) -> None:
    """Make the clips, then tell every figure."""
    total = int(seconds * RATE)
    lengths = [total * (n + 1) // clips - total * n // clips for n in range(clips)]
    started = time.perf_counter()
    for index, frames in enumerate(lengths):
        make_clip(folder / f"{index}.mp4", index, frames)
    say("drawing and encoding the clips (born segments)", time.perf_counter() - started)
    await make_song(folder / "song.wav", seconds)
    order = make_order(folder, lengths)
    renderer = LocalFilmRenderer(folder / "cache")

    async def render(wanted: RenderOrder = order) -> RenderedFilm:
        return await renderer.render(wanted, lambda _done, _total: None)

    say("first film of born clips (song encoded too)", await timed(render, 1))
    soundtrack = next((folder / "cache").rglob("*.m4a"))
    copy = await timed(lambda: stream_copy(order, soundtrack, folder))
    say("bare stream copy of the same bytes", copy)
    again = await timed(render)
    say("the same film again", again, f"{again / copy:.2f} x the copy")
    await changed(folder, order, lengths, render)
    preview = order.model_copy(update={"profile": RenderProfile.PREVIEW})
    say("first preview (half size, every clip encoded)", await timed(lambda: render(preview), 1))
    say_memory()
    full = await timed(lambda: re_encode(order, folder), 1)
    say("one re-encode of it all (concat filter)", full)
    strangers = await foreign(folder, order)
    first = await timed(lambda: render(strangers), 1)
    say("first film of foreign clips", first, f"{first / full:.2f} x the re-encode")


async def changed(
    folder: Path,
    order: RenderOrder,
    lengths: list[int],
    render: Callable[[RenderOrder], Awaitable[RenderedFilm]],
) -> None:
    """One shot gets a foreign clip (30 fps)."""
    make_clip(folder / "new.mp4", 999, lengths[1] * 30 // 24 + 1, Fraction(30))
    media = {**order.media, "new": folder / "new.mp4"}
    clips = list(order.cut.clips)
    clips[1] = clips[1].model_copy(update={"media_id": "new"})
    cut = order.cut.model_copy(update={"clips": tuple(clips)})
    wanted = order.model_copy(update={"cut": cut, "media": media})
    say("after one shot changed (foreign, encoded)", await timed(lambda: render(wanted), 1))


async def foreign(folder: Path, order: RenderOrder) -> RenderOrder:
    """The same clips in another container, which makes them strangers that must be encoded."""
    media: dict[str, Path] = {}
    for name, path in order.media.items():
        media[f"foreign_{name}"] = other = folder / f"{name}.mkv"
        words = ("-i", file_word(path), "-c", "copy", "-f", "matroska", file_word(other))
        await run_ffmpeg(Work(words, reads=(path,), writes=(folder,)))
    clips = tuple(
        clip.model_copy(update={"media_id": f"foreign_{clip.media_id}"}) for clip in order.cut.clips
    )
    cut = order.cut.model_copy(update={"clips": clips})
    return order.model_copy(update={"cut": cut, "media": media})


def say(what: str, seconds: float, more: str = "") -> None:
    """One row."""
    print(f"{what:<50}{seconds:8.2f} s  {more}", flush=True)


def say_memory() -> None:
    """The largest process of each kind."""
    ours = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    theirs = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"peak memory: Python {ours} MB, largest ffmpeg {theirs} MB")


def main() -> None:
    """Run with the sizes of the command line."""
    seconds, clips = (int(word) for word in (sys.argv[1:] + ["180", "40"][len(sys.argv) - 1 :]))
    print(f"{seconds} s, {clips} clips, {WIDTH}x{HEIGHT}, {RATE} fps,", end=" ")
    print(f"x264 {FINAL.preset} crf {FINAL.crf}, ffmpeg {ffmpeg_version()}, {sandbox_kind()}")
    with TemporaryDirectory(prefix="miri-bench-") as folder:
        asyncio.run(bench(Path(folder), seconds, clips))


if __name__ == "__main__":
    main()
