"""What a finished film says of itself and how its sound lies under its pictures."""

from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import av
import numpy as np
import pytest

from miri.domain.time import micros_from_frames
from miri.ports.film_renderer import Chapter
from renderer.film import concat_script
from renderer.renderer import LocalFilmRenderer
from renderer.segments import MadeSegment, Origin
from tests.unit.renderer import counted
from tests.unit.renderer.conftest import MakeOrder, ignore

RATE = Fraction(24)
PACKET_MICROS = 21_334
SOURCE_TYPE = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}DigitalSourceType"
TERMS = "http://cv.iptc.org/newscodes/digitalsourcetype/"


def xmp_of(film: Path) -> ElementTree.Element:
    """The XMP document inside a film."""
    data = film.read_bytes()
    start, end = data.index(b"<x:xmpmeta"), data.index(b"</x:xmpmeta>") + len(b"</x:xmpmeta>")
    return ElementTree.fromstring(data[start:end].decode())


async def test_a_hebrew_title_chapters_and_the_making_are_kept(
    tmp_path: Path, renderer: LocalFilmRenderer, order: MakeOrder
):
    title = "שיר; של=לילה #1 \\ סוף"
    chapters = (
        Chapter(title="בית", start_frame=0, end_frame=20),
        Chapter(title="Chorus", start_frame=20, end_frame=48),
    )
    wanted = order([(48, None)], title=title, chapters=chapters)
    made = wanted.cut.model_copy(update={"created_micros": 1_790_000_000_000_000, "seq": 31})
    film = await renderer.render(wanted.model_copy(update={"cut": made}), ignore)
    with av.open(str(film.path)) as opened:
        assert opened.metadata["title"] == title
        assert "cut 1, revision 31" in opened.metadata["comment"]
        assert opened.metadata["creation_time"] == "2026-09-21T14:13:20.000000Z"
        spans = [
            (c["metadata"]["title"], c["start"] * c["time_base"], c["end"] * c["time_base"])
            for c in opened.chapters()
        ]
    assert [name for name, _, _ in spans] == ["בית", "Chorus"]
    for (_, start, end), chapter in zip(spans, chapters, strict=True):
        assert abs(start - chapter.start_frame / RATE) < Fraction(1, 1000)
        assert abs(end - chapter.end_frame / RATE) < Fraction(1, 1000)
    assert title in "".join(xmp_of(film.path).itertext())


@pytest.mark.parametrize(
    ("models", "term", "sentence"),
    [
        ((), "compositeSynthetic", "no generative model made them"),
        (("fal-ai/kling",), "compositeWithTrainedAlgorithmicMedia", "AI models: fal-ai/kling"),
    ],
)
async def test_where_the_pictures_come_from_is_said_honestly(
    renderer: LocalFilmRenderer,
    order: MakeOrder,
    models: tuple[str, ...],
    term: str,
    sentence: str,
):
    film = await renderer.render(order([(12, None)], trained_models=models), ignore)
    found = xmp_of(film.path).find(f".//{SOURCE_TYPE}")
    assert found is not None
    assert found.text == TERMS + term
    with av.open(str(film.path)) as opened:
        assert sentence in opened.metadata["comment"]
        assert TERMS + term in opened.metadata["comment"]


@pytest.mark.parametrize("frames", [1, 97, 240, 500])
async def test_sound_is_as_long_as_the_picture_whatever_the_song(
    renderer: LocalFilmRenderer, order: MakeOrder, frames: int
):
    film = await renderer.render(order([(frames, None)]), ignore)
    assert film.frames == frames
    assert film.duration_micros == micros_from_frames(frames, RATE)
    assert abs(film.audio_micros - film.duration_micros) <= PACKET_MICROS
    with av.open(str(film.path)) as opened:
        video, audio = opened.streams.video[0], opened.streams.audio[0]
        assert video.frames == frames
        assert abs((video.start_time or 0) * video.time_base) < Fraction(1, 1000)
        assert abs((audio.start_time or 0) * audio.time_base) < Fraction(1, 1000)
        assert [stream.type for stream in opened.streams][:2] == ["video", "audio"]


async def test_clicks_of_the_song_stay_where_they_were(
    renderer: LocalFilmRenderer, order: MakeOrder
):
    film = await renderer.render(order([(100, None), (92, None)]), ignore)
    heard: list[np.ndarray] = []
    with av.open(str(film.path)) as opened:
        for frame in opened.decode(audio=0):
            assert frame.sample_rate == 48_000
            heard.append(frame.to_ndarray()[0])
    loud = np.abs(np.concatenate(heard)) > 0.08
    for second in range(8):
        onset = second * 48_000 + int(np.argmax(loud[second * 48_000 - 2_400 * (second > 0) :]))
        onset -= 2_400 * (second > 0)
        assert abs(onset - second * 48_000) < 48, f"click {second} lies {onset} samples in"


def test_lengths_in_the_joining_list_never_add_up_to_a_rounding_error(tmp_path: Path):
    rate = Fraction(24000, 1001)
    parts = [MadeSegment(tmp_path / f"it's {n}.mp4", 1 + n % 7, Origin.CACHED) for n in range(500)]
    script = concat_script(parts, rate)
    micros = [int(row.split()[1].removesuffix("us")) for row in script.split("\n") if "dur" in row]
    assert sum(micros) == micros_from_frames(sum(part.frames for part in parts), rate)
    assert f"file 'file:{tmp_path}/it'\\''s 3.mp4'" in script


async def test_the_index_comes_first_so_that_players_start_at_once(
    renderer: LocalFilmRenderer, order: MakeOrder
):
    film = await renderer.render(order([(12, None)]), ignore)
    data = film.path.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


async def test_time_stamps_lie_on_the_grid_and_decode_in_order(
    tmp_path: Path, renderer: LocalFilmRenderer, order: MakeOrder
):
    clip = counted.foreign(tmp_path / "clip.mp4", 1, 30, Fraction(25))
    rate = Fraction(24000, 1001)
    film = await renderer.render(order([(7, clip), *[(13, None)] * 9], rate=rate), ignore)
    with av.open(str(film.path)) as opened:
        packets = [p for p in opened.demux(video=0) if p.pts is not None]
    ticks = [p.dts for p in packets]
    assert all(before < after for before, after in pairwise(ticks))
    times = sorted(p.pts * p.time_base for p in packets)
    assert times == [n / rate for n in range(film.frames)]


async def test_progress_never_falls_and_is_full_only_at_the_end(
    tmp_path: Path, renderer: LocalFilmRenderer, order: MakeOrder
):
    told: list[tuple[int, int]] = []
    out = tmp_path / "out" / "film.mp4"

    def progress(done: int, total: int) -> None:
        told.append((done, total))
        assert out.exists() == (done == total)

    await renderer.render(order([(30, None), (20, None), (15, None)]), progress)
    assert [total for _, total in told] == [65] * len(told)
    done = [frames for frames, _ in told]
    assert done == sorted(set(done))
    assert done[0] == 0
    assert done[-1] == 65
