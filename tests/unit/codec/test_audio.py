"""Every kind of song file is decoded, and every kind of bad one is refused in words."""

from pathlib import Path

import numpy as np
import pytest

from miri.codec.audio import decode_song
from miri.errors import BadMedia, NotFound, TooLarge
from tests.unit.codec.sound_files import FORMATS, RATE, notes, write_sound

SECOND = 1_000_000


@pytest.mark.parametrize("kind", FORMATS)
def test_a_song_of_any_kind_becomes_mono_of_its_own_length(tmp_path: Path, kind: str):
    path = write_sound(tmp_path / f"song.{kind}", notes(6), kind, channels=2)
    sound = decode_song(path, 22_050)
    assert sound.rate == 22_050
    assert sound.samples.dtype == np.float32
    assert sound.samples.ndim == 1
    # AAC pads its last packet; nothing else may differ.
    assert abs(sound.duration_micros - 6 * SECOND) < 50_000
    assert abs(len(sound.samples) / 22_050 - sound.duration_micros / SECOND) < 0.01
    assert 0.3 < float(np.abs(sound.samples).max()) < 1.0


@pytest.mark.parametrize("kind", FORMATS)
def test_the_content_decides_not_the_name(tmp_path: Path, kind: str):
    other = "mp3" if kind != "mp3" else "wav"
    path = write_sound(tmp_path / f"song.{other}", notes(6), kind)
    assert abs(decode_song(path).duration_micros - 6 * SECOND) < 50_000


def test_a_tone_keeps_its_pitch(tmp_path: Path):
    times = np.arange(6 * RATE) / RATE
    path = write_sound(
        tmp_path / "a.flac", np.sin(2 * np.pi * 440 * times).astype(np.float32), "flac"
    )
    samples = decode_song(path, 8_000).samples
    assert np.abs(np.fft.rfft(samples[:8_000])).argmax() == 440


@pytest.mark.parametrize("kind", FORMATS)
def test_half_a_file_is_called_cut_off(tmp_path: Path, kind: str):
    whole = write_sound(tmp_path / f"song.{kind}", notes(14), kind).read_bytes()
    path = tmp_path / "half"
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BadMedia, match="cut off"):
        decode_song(path)


@pytest.mark.parametrize("kind", ["wav", "flac", "m4a", "ogg"])
def test_a_spoilt_header_is_called_damaged(tmp_path: Path, kind: str):
    whole = bytearray(write_sound(tmp_path / f"song.{kind}", notes(6), kind).read_bytes())
    whole[8:72] = np.random.default_rng(1).integers(0, 256, 64, dtype=np.uint8).tobytes()
    path = tmp_path / "spoilt"
    path.write_bytes(whole)
    with pytest.raises(BadMedia, match=r"damaged|samples a second|channels"):
        decode_song(path)


def test_an_m4a_with_a_spoilt_middle_is_called_damaged(tmp_path: Path):
    whole = bytearray(write_sound(tmp_path / "song.m4a", notes(10), "m4a").read_bytes())
    start, size = len(whole) // 3, len(whole) // 4
    whole[start : start + size] = np.random.default_rng(1).integers(0, 256, size, "u1").tobytes()
    path = tmp_path / "spoilt.m4a"
    path.write_bytes(whole)
    with pytest.raises(BadMedia, match="damaged"):
        decode_song(path)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("empty.mp3", b"", "empty"),
        ("words.mp3", b"these are only words\n" * 400, "not an audio file"),
        ("zeros.mp3", bytes(50_000), "not an audio file"),
        ("picture.wav", b"\x89PNG\r\n\x1a\n" + bytes(3000), "not an audio file"),
        ("list.mp3", b"#EXTM3U\n#EXTINF:9,\nhttp://127.0.0.1:9/a.mp3\n", "not an audio file"),
        ("list.wav", b"ffconcat version 1.0\nfile '/etc/hostname'\n", "not an audio file"),
        ("tag.mp3", b"ID3\x03\0\0\0\0\0\x10" + bytes(16), "damaged"),
    ],
)
def test_what_is_no_song_is_refused_in_words(
    tmp_path: Path, name: str, content: bytes, sentence: str
):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(BadMedia, match=sentence):
        decode_song(path)


def test_a_silent_file_is_refused_in_words(tmp_path: Path):
    path = write_sound(tmp_path / "quiet.flac", np.zeros(6 * RATE, dtype=np.float32), "flac")
    with pytest.raises(BadMedia, match="silent"):
        decode_song(path)


def test_a_song_below_five_seconds_is_too_short(tmp_path: Path):
    with pytest.raises(BadMedia, match=r"4\.0 seconds long"):
        decode_song(write_sound(tmp_path / "short.wav", notes(4)))


def test_three_hours_are_refused_before_they_are_decoded(tmp_path: Path):
    quiet = np.zeros(3 * 3600 * 2_000, dtype=np.float32)
    path = write_sound(tmp_path / "long.wav", quiet, "wav", rate=2_000)
    with pytest.raises(TooLarge, match=r"longer than 15 minutes \(3:00:00"):
        decode_song(path)


def test_a_header_that_lies_about_the_length_does_not_open_the_gate(tmp_path: Path):
    path = write_sound(tmp_path / "long.wav", np.zeros(910 * 2_000, dtype=np.float32), rate=2_000)
    streamed = bytearray(path.read_bytes())
    data = streamed.index(b"data") + 4
    streamed[4:8] = streamed[data : data + 4] = b"\xff\xff\xff\xff"
    path.write_bytes(streamed)
    with pytest.raises(TooLarge, match="15 minutes"):
        decode_song(path)


def test_a_file_that_is_gone_is_not_found(tmp_path: Path):
    with pytest.raises(NotFound):
        decode_song(tmp_path / "nothing.mp3")
