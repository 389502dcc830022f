"""Bad sources, kills and cancellation: a clear error that names the shot, and never half a film."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path

import av
import pytest
from PIL import Image

from miri.errors import BadMedia, NotFound, Unavailable
from miri.ports.film_renderer import RenderOrder
from renderer.renderer import LocalFilmRenderer
from tests.unit.renderer import counted
from tests.unit.renderer.conftest import MakeOrder, ignore

RATE = Fraction(24)
LONG = 40_000


def good(folder: Path) -> Path:
    """A clip with nothing wrong."""
    return counted.born(folder / "good.mp4", 1, 12, RATE)


def cut_off(folder: Path) -> Path:
    """A fast-start clip that lost its second half: its index promises more than is there."""
    whole = counted.foreign(folder / "whole.mp4", 2, 96, Fraction(30))
    moved = folder / "cut-off.mp4"
    _faststart(whole, moved)
    moved.write_bytes(moved.read_bytes()[: moved.stat().st_size // 2])
    return moved


def unfinished(folder: Path) -> Path:
    """A clip whose recorder died: no index at all."""
    whole = counted.foreign(folder / "whole.mp4", 2, 96, Fraction(30))
    path = folder / "unfinished.mp4"
    path.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    return path


def scrambled(folder: Path) -> Path:
    """A clip with noise in the middle of its pictures."""
    path = counted.foreign(folder / "scrambled.mp4", 2, 48, Fraction(30))
    data = bytearray(path.read_bytes())
    middle = len(data) // 3
    data[middle : middle + 4000] = os.urandom(4000)
    path.write_bytes(data)
    return path


def scratched(folder: Path) -> Path:
    """A clip with one frame's bytes gone wrong: a player would hide it behind grey blocks."""
    path = counted.foreign(folder / "scratched.mp4", 2, 48, Fraction(30))
    with av.open(str(path)) as clip:
        place, size = [(p.pos, p.size) for p in clip.demux(video=0) if p.size][8]
    assert place is not None
    data = bytearray(path.read_bytes())
    data[place + 8 : place + size] = b"\xff" * (size - 8)
    path.write_bytes(data)
    return path


def playlist(folder: Path) -> Path:
    """A playlist that calls itself a film and wants to read another file."""
    path = folder / "playlist.mp4"
    path.write_text("#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n")
    return path


def soundless_picture(folder: Path) -> Path:
    """A song where a clip should be."""
    return counted.song(folder / "only-sound.wav", 1)


def empty(folder: Path) -> Path:
    """Nothing."""
    path = folder / "empty.mp4"
    path.write_bytes(b"")
    return path


@pytest.mark.parametrize(
    "bad", [cut_off, unfinished, scrambled, scratched, playlist, soundless_picture, empty]
)
async def test_a_bad_source_is_refused_naming_its_shot_and_leaves_nothing(
    tmp_path: Path, renderer: LocalFilmRenderer, order: MakeOrder, bad
):
    wanted: RenderOrder = order([(12, good(tmp_path)), (20, bad(tmp_path))])
    with pytest.raises(BadMedia) as caught:
        await renderer.render(wanted, ignore)
    assert caught.value.message.startswith("Shot 2: ")
    assert caught.value.details["shot_id"] == "shot_2"
    assert_nothing_left(tmp_path)


async def test_a_clip_that_begins_after_its_sources_end_is_refused(
    tmp_path: Path, renderer: LocalFilmRenderer, order: MakeOrder
):
    wanted = order([(5, good(tmp_path))], entering={1: 12})
    with pytest.raises(BadMedia, match="Shot 1 begins at frame 12 of a clip that has 12"):
        await renderer.render(wanted, ignore)


async def test_a_file_that_is_gone_or_was_not_handed_over_is_named(
    tmp_path: Path, renderer: LocalFilmRenderer, order: MakeOrder
):
    wanted = order([(12, good(tmp_path))])
    (tmp_path / "good.mp4").unlink()
    with pytest.raises(NotFound, match="Shot 1: "):
        await renderer.render(wanted, ignore)
    with pytest.raises(NotFound, match="Shot 1: "):
        await renderer.render(wanted.model_copy(update={"media": {}}), ignore)


async def test_a_damaged_song_is_named_as_the_song(
    tmp_path: Path, renderer: LocalFilmRenderer, order: MakeOrder
):
    noise = tmp_path / "song.mp3"
    noise.write_bytes(b"no song at all" * 100)
    wanted = order([(12, good(tmp_path))], song=noise)
    with pytest.raises(BadMedia, match=r"^The song: "):
        await renderer.render(wanted, ignore)
    assert_nothing_left(tmp_path)


async def test_a_folder_that_can_not_be_made_is_told_in_words(
    tmp_path: Path, renderer: LocalFilmRenderer, order: MakeOrder
):
    clip = good(tmp_path)
    wanted = order([(12, clip)], out=clip / "film.mp4")
    with pytest.raises(Unavailable, match="a file of that name is in its way"):
        await renderer.render(wanted, ignore)


async def test_cancelling_stops_the_encoders_at_once_and_leaves_nothing(
    tmp_path: Path, renderer: LocalFilmRenderer, order: MakeOrder
):
    wanted = order([(LONG, still(tmp_path))])
    started = asyncio.Event()
    task = asyncio.create_task(
        renderer.render(wanted, lambda done, _: started.set() if done else None)
    )
    await asyncio.wait_for(started.wait(), 20)
    assert running_encoders(tmp_path)
    before = time.monotonic()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert time.monotonic() - before < 1
    assert_nothing_left(tmp_path)
    assert running_encoders(tmp_path) == []


def test_a_killed_process_leaves_no_film_and_no_encoder(tmp_path: Path, song: Path):
    program = KILLED.format(folder=tmp_path, song=song, still=still(tmp_path), long=LONG)
    repository = Path(__file__).parents[3]
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, cwd=repository
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        assert running_encoders(tmp_path)
        process.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 10
    while running_encoders(tmp_path) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert running_encoders(tmp_path) == []
    assert not (tmp_path / "out" / "film.mp4").exists()
    assert list((tmp_path / "cache").rglob("*.mp4")) == []


def assert_nothing_left(folder: Path) -> None:
    """No film, and nothing half-written anywhere."""
    assert not (folder / "out" / "film.mp4").exists()
    assert list(folder.rglob("*.part")) == []


def running_encoders(folder: Path) -> list[str]:
    """Command lines of processes that work on this folder's files (not of Python)."""
    found: list[str] = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = entry.read_bytes().decode(errors="replace").split("\0")
        except (FileNotFoundError, ProcessLookupError):
            continue
        if any("ffmpeg" in word for word in words) and any(str(folder) in word for word in words):
            found.append(" ".join(words))
    return found


def still(folder: Path) -> Path:
    """A still, to be held for a slot so long that its encoder is still busy when we come."""
    path = folder / "still"
    Image.fromarray(counted.luma(1, 1)).save(path, format="PNG")
    return path


def _faststart(source: Path, out: Path) -> None:
    with (
        av.open(str(source)) as old,
        av.open(str(out), "w", options={"movflags": "faststart"}) as new,
    ):
        stream = new.add_stream_from_template(old.streams.video[0])
        for packet in old.demux(video=0):
            if packet.dts is not None:
                packet.stream = stream
                new.mux(packet)


KILLED = """
import asyncio
from fractions import Fraction
from pathlib import Path
from miri.domain.cut import Cut, TimelineClip
from miri.ports.film_renderer import RenderOrder
from renderer.renderer import LocalFilmRenderer

folder = Path("{folder}")
clip = TimelineClip(shot_id="shot_1", number=1, start_frame=0, end_frame={long}, media_id="m")
cut = Cut(id="cut_1", number=1, frames={long}, rate=Fraction(24), width=160, height=90,
          song_media_id="s", clips=(clip,))
order = RenderOrder(cut=cut, media={{"m": Path("{still}")}}, song=Path("{song}"),
                    out=folder / "out" / "film.mp4")
asyncio.run(LocalFilmRenderer(folder / "cache").render(
    order, lambda done, _: print(done, flush=True) if done else None))
"""
