"""SegmentWriter: exactly the frames that were written, joinable, or nothing at all."""

import threading
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from miri.codec.fingerprint import expected_fingerprint, read_born
from miri.codec.measure import measure_video
from miri.codec.segment import FINAL, PREVIEW, SegmentProfile, SegmentWriter, timescale
from miri.errors import Broken, MiriError, Refused

WIDTH, HEIGHT = 160, 90
RATE = Fraction(24)
GREY = bytes([128]) * (WIDTH * HEIGHT * 3 // 2)


def write(path: Path, frames: int, rate: Fraction = RATE, profile: SegmentProfile = FINAL) -> Path:
    with SegmentWriter(path, WIDTH, HEIGHT, rate, profile) as writer:
        for _ in range(frames):
            writer.write(GREY)
    return path


def write_all(path: Path, *frames: bytes) -> None:
    with SegmentWriter(path, WIDTH, HEIGHT, RATE) as writer:
        for frame in frames:
            writer.write(frame)


@pytest.mark.parametrize("rate", [Fraction(24), Fraction(25), Fraction(30), Fraction(24000, 1001)])
@pytest.mark.parametrize("frames", [1, 2, 49, 97])
def test_a_segment_holds_exactly_its_frames_on_the_grid(
    tmp_path: Path, rate: Fraction, frames: int
):
    measure = measure_video(write(tmp_path / "a.mp4", frames, rate))
    assert list(measure.times) == [n / rate for n in range(frames)]
    assert measure.end == frames / rate
    assert measure.frames_at(rate) == frames


@pytest.mark.parametrize(
    ("rate", "ticks"),
    [
        (Fraction(24), 12288),
        (Fraction(25), 12800),
        (Fraction(24000, 1001), 24000),
        (Fraction(1), 16384),
    ],
)
def test_every_frame_is_a_whole_number_of_ticks(rate: Fraction, ticks: int):
    assert timescale(rate) == ticks
    assert (ticks / rate).denominator == 1


def test_a_segment_is_closed_untitled_silent_bt709_video(tmp_path: Path):
    with av.open(str(write(tmp_path / "a.mp4", 100))) as segment:
        (stream,) = segment.streams
        assert stream.type == "video"
        context = segment.streams.video[0].codec_context
        assert (context.colorspace, context.color_primaries, context.color_trc) == (1, 1, 1)
        assert (context.color_range, context.pix_fmt) == (1, "yuv420p")
        assert "title" not in segment.metadata
        assert "encoder" not in segment.metadata
        keys = [p.pts // 512 for p in segment.demux(video=0) if p.pts is not None and p.is_keyframe]
    assert keys == [0, 48, 96]


def test_what_is_written_is_what_is_seen(tmp_path: Path):
    ramp = np.linspace(40, 200, WIDTH).astype(np.uint8)[None, :].repeat(HEIGHT, 0)
    frame = np.concatenate([ramp.ravel(), np.full(WIDTH * HEIGHT // 2, 128, np.uint8)])
    with SegmentWriter(tmp_path / "a.mp4", WIDTH, HEIGHT, RATE) as writer:
        writer.write(frame.data)
    with av.open(str(tmp_path / "a.mp4")) as segment:
        (back,) = segment.decode(video=0)
        luma = back.to_ndarray()[:HEIGHT]
    assert np.abs(luma.astype(int) - ramp).mean() < 2


def test_segments_of_one_profile_share_a_fingerprint_and_of_two_do_not(tmp_path: Path):
    final, other = write(tmp_path / "a.mp4", 5), write(tmp_path / "b.mp4", 80)
    preview = write(tmp_path / "c.mp4", 5, profile=PREVIEW)
    prints = [read_born(path) for path in (final, other, preview)]
    assert all(prints)
    assert prints[0].fingerprint == prints[1].fingerprint  # pyright: ignore[reportOptionalMemberAccess]
    assert prints[0].fingerprint == expected_fingerprint(WIDTH, HEIGHT, RATE, FINAL)  # pyright: ignore[reportOptionalMemberAccess]
    assert prints[0].fingerprint != prints[2].fingerprint  # pyright: ignore[reportOptionalMemberAccess]


def test_a_frame_of_the_wrong_size_is_refused_and_leaves_nothing(tmp_path: Path):
    with pytest.raises(Refused, match="21599 bytes where 21600"):
        write_all(tmp_path / "a.mp4", GREY, GREY[:-1])
    assert list(tmp_path.iterdir()) == []


def test_a_segment_without_frames_is_refused(tmp_path: Path):
    with pytest.raises(Refused, match="at least one frame"):
        write(tmp_path / "a.mp4", 0)
    assert list(tmp_path.iterdir()) == []


def test_odd_sizes_are_refused():
    with pytest.raises(Refused, match="must be even"):
        SegmentWriter(Path("a.mp4"), 161, 90, RATE)


def test_whatever_breaks_the_block_leaves_the_old_file_as_it_was(tmp_path: Path):
    path = write(tmp_path / "a.mp4", 3)
    before = path.read_bytes()
    with suppress(KeyboardInterrupt), SegmentWriter(path, WIDTH, HEIGHT, RATE) as writer:
        writer.write(GREY)
        raise KeyboardInterrupt
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_an_encoder_that_refuses_says_so_at_the_write_or_the_end(tmp_path: Path):
    with pytest.raises(Broken) as caught:
        write(tmp_path / "a.mp4", 400, profile=SegmentProfile("no-such-preset", 20))
    assert "no-such-preset" in caught.value.details["ffmpeg"]
    assert list(tmp_path.iterdir()) == []


def test_writers_in_several_threads_do_not_disturb_each_other(tmp_path: Path):
    failures: list[MiriError] = []

    def work(number: int) -> None:
        try:
            write(tmp_path / f"{number}.mp4", 20 + number)
        except MiriError as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert [len(measure_video(tmp_path / f"{n}.mp4").times) for n in range(4)] == [20, 21, 22, 23]
