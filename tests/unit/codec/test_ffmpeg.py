"""ffmpeg is run caged, by lists, and speaks in our words."""

import asyncio
import os
import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from miri.codec.container import demuxer_of
from miri.codec.ffmpeg import (
    FfmpegProcess,
    Work,
    explain,
    ffmpeg_version,
    file_word,
    media_input,
    run_ffmpeg,
)
from miri.codec.part_file import part_file, sweep_parts
from miri.codec.sandbox import CLEAN_ENVIRONMENT, Limits, cage, sandbox_kind
from miri.errors import BadMedia, Broken, NotFound, Unavailable

PICTURES = ("-f", "lavfi", "-i", "testsrc=size=64x64:rate=24")


def test_the_version_is_a_word_for_cache_keys():
    assert ffmpeg_version()
    assert " " not in ffmpeg_version()


async def test_frames_are_counted_and_told_as_they_come(tmp_path: Path):
    told: list[int] = []
    work = Work((*PICTURES, "-frames:v", "50", "-f", "null", "-"))
    assert await run_ffmpeg(work, told.append) == 50
    assert told[-1] == 50
    assert FfmpegProcess(work).finish() == 50


@pytest.mark.parametrize(
    ("said", "kind", "sentence"),
    [
        ("[mov] moov atom not found", BadMedia, "never finished"),
        ("av_interleaved_write_frame(): No space left on device", Unavailable, "disk is full"),
        ("x: Invalid data found when processing input", BadMedia, "damaged"),
        ("Stream map '0:v:0' matches no streams.", BadMedia, "no picture or sound"),
        ("gibberish", Broken, "encoder failed"),
    ],
)
def test_complaints_become_sentences(said: str, kind: type[Exception], sentence: str):
    error = explain(Work(()), 1, said)
    assert type(error) is kind
    assert sentence in error.message
    assert error.details["ffmpeg"] == said


@pytest.mark.parametrize(
    ("code", "said", "kind"),
    [(-9, "", Unavailable), (137, "", Unavailable), (-24, "x", Unavailable), (152, "x", Broken)],
)
def test_a_process_that_was_stopped_is_told_from_one_that_failed(
    code: int, said: str, kind: type[Exception]
):
    assert type(explain(Work(()), code, said)) is kind


def test_folders_do_not_leak_into_details():
    work = Work((), reads=(Path("/secret/home/clip.mp4"),))
    said = explain(work, 1, "/secret/home/clip.mp4: odd").details["ffmpeg"]
    assert said == "clip.mp4: odd"


async def test_a_full_disk_is_told_as_such():
    work = Work((*PICTURES, "-frames:v", "500", "-f", "rawvideo", "file:/dev/full"))
    with pytest.raises(Unavailable, match="disk is full"):
        await run_ffmpeg(work)


async def test_a_result_that_outgrows_its_limit_is_stopped(tmp_path: Path):
    if sandbox_kind() == "none":
        pytest.skip("needs prlimit (util-linux)")
    out = tmp_path / "big.raw"
    work = Work(
        (*PICTURES, "-f", "rawvideo", file_word(out)),
        writes=(tmp_path,),
        limits=Limits(wall_s=20, file_bytes=100_000),
    )
    with pytest.raises(Unavailable):
        await run_ffmpeg(work)
    assert out.stat().st_size <= 100_000


async def test_an_encoder_that_takes_too_long_is_stopped():
    work = Work((*PICTURES, "-f", "null", "-"), limits=Limits(wall_s=1))
    with pytest.raises(Unavailable, match="longer than 1 s"):
        await run_ffmpeg(work)


async def test_no_file_makes_ffmpeg_open_a_network_address(tmp_path: Path):
    opened: list[int] = []
    server = await asyncio.start_server(lambda _r, w: (opened.append(1), w.close()), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    listing = tmp_path / "song.mp3"
    listing.write_text(f"#EXTM3U\n#EXTINF:10,\nhttp://127.0.0.1:{port}/a.ts\n#EXT-X-ENDLIST\n")
    for words in (
        ("-i", file_word(listing)),
        ("-f", "hls", "-i", file_word(listing)),
        ("-i", f"http://127.0.0.1:{port}/a.mp4"),
    ):
        with pytest.raises((BadMedia, Broken)):
            await run_ffmpeg(Work((*words, "-f", "null", "-"), reads=(listing,)))
    with pytest.raises(BadMedia):
        media_input(listing)
    server.close()
    assert opened == []


def test_a_process_sees_nothing_of_our_environment(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("FAL_KEY", "canary")
    process = FfmpegProcess(Work((*PICTURES, "-f", "null", "-")))
    seen = Path(f"/proc/{process._process.pid}/environ").read_bytes()  # pyright: ignore[reportPrivateUsage]
    process.kill()
    assert b"canary" not in seen
    assert set(CLEAN_ENVIRONMENT) == {"LC_ALL", "PATH"}


def test_the_cage_in_use_is_named_and_is_what_the_command_gets(tmp_path: Path):
    words = cage(["/bin/true"], (), (tmp_path,), Limits(wall_s=7, memory_bytes=1 << 30))
    programs = {Path(word).name for word in words}
    expected = {"bubblewrap": {"prlimit", "bwrap"}, "prlimit": {"prlimit"}, "none": set[str]()}
    assert expected[sandbox_kind()] <= programs
    assert words[-1] == "/bin/true"
    if shutil.which("prlimit"):
        assert "--as=1073741824" in words
        assert f"--cpu={7 * (os.cpu_count() or 1)}" in words


@pytest.mark.parametrize("name", ["-y.mp4", "http:evil.mp4", "a'b;c d.mp4", "שיר.mp4", "50%d.mp4"])
async def test_odd_file_names_are_only_names(tmp_path: Path, name: str):
    out = tmp_path / name
    words = (*PICTURES, "-frames:v", "3", "-c:v", "mpeg4", "-f", "mp4", file_word(out))
    assert await run_ffmpeg(Work(words, writes=(tmp_path,))) == 3
    back = Work((*media_input(out), "-f", "null", "-"), reads=(out,))
    assert await run_ffmpeg(back) == 3


@pytest.mark.parametrize(
    ("head", "demuxer"),
    [
        (b"\0\0\0\x20ftypisom", "mov"),
        (b"\x1aE\xdf\xa3....", "matroska"),
        (b"RIFF....WAVE", "wav"),
        (b"\xff\xfb\x90\0", "mp3"),
        (b"\xff\xf1\x50\0", "aac"),
        (b"\x89PNG\r\n\x1a\n", "png_pipe"),
        (b"G" + bytes(187) + b"G", "mpegts"),
    ],
)
def test_the_first_bytes_name_the_demuxer(tmp_path: Path, head: bytes, demuxer: str):
    path = tmp_path / "file"
    path.write_bytes(head + bytes(200) if demuxer != "mpegts" else head)
    assert demuxer_of(path) == demuxer


def test_what_is_no_media_is_refused(tmp_path: Path):
    for data in (b"", b"hello", b"#EXTM3U\nhttp://x", b"<svg/>", b"ffconcat version 1.0\n"):
        (tmp_path / "file").write_bytes(data)
        with pytest.raises(BadMedia):
            demuxer_of(tmp_path / "file")
    with pytest.raises(NotFound):
        demuxer_of(tmp_path / "gone")


def test_a_part_appears_whole_or_not_at_all(tmp_path: Path):
    final = tmp_path / "deep" / "film.mp4"
    with suppress(ValueError), part_file(final) as part:
        part.write_text("half")
        raise ValueError
    assert list(final.parent.iterdir()) == []
    with part_file(final) as part:
        part.write_text("whole")
        assert not final.exists()
    assert final.read_text() == "whole"
    assert list(final.parent.iterdir()) == [final]


def test_what_a_killed_process_left_is_swept_after_a_day(tmp_path: Path):
    old, new = tmp_path / ".a.mp4.1.part", tmp_path / ".b.mp4.2.part"
    old.touch()
    new.touch()
    os.utime(old, (0, 0))
    assert sweep_parts(tmp_path) == 1
    assert list(tmp_path.iterdir()) == [new]
