"""A file is known by its content: kind, length, sound, picture."""

from fractions import Fraction
from pathlib import Path

import pytest

from miri.codec.probe import count_frames, kind_from_head, probe
from miri.errors import BadMedia
from tests.unit.codec.sound_files import FORMATS, notes, write_sound, write_video


@pytest.mark.parametrize(
    ("kind", "codec"),
    [("mp3", "mp3float"), ("wav", "pcm_s16le"), ("flac", "flac"), ("m4a", "aac"), ("ogg", "opus")],
)
def test_sound_is_told_with_codec_rate_and_channels(tmp_path: Path, kind: str, codec: str):
    found = probe(write_sound(tmp_path / "file.bin", notes(2), kind, channels=2))
    assert found.sound is not None
    assert (found.sound.codec, found.sound.channels) == (codec, 2)
    assert found.sound.sample_rate == (48_000 if kind == "ogg" else 44_100)
    assert abs(found.duration_micros - 2_000_000) < 60_000
    assert found.picture is None


def test_a_clip_is_told_with_size_rate_and_frames(tmp_path: Path):
    path = write_video(tmp_path / "clip.mp3", frames=13)
    found = probe(path)
    assert found.picture is not None
    assert (found.picture.width, found.picture.height) == (64, 48)
    assert (found.picture.rate, found.picture.frames) == (Fraction(24), 13)
    assert found.sound is None
    assert count_frames(path) == 13


def test_sound_has_no_frames_to_count(tmp_path: Path):
    with pytest.raises(BadMedia, match="no moving picture"):
        count_frames(write_sound(tmp_path / "song.flac", notes(1), "flac"))


@pytest.mark.parametrize("kind", FORMATS)
def test_the_first_bytes_tell_the_kind(tmp_path: Path, kind: str):
    head = write_sound(tmp_path / "file", notes(1), kind).read_bytes()[:64]
    assert kind_from_head(head) == kind.upper()


def test_words_have_no_kind():
    assert kind_from_head(b"once upon a time") == ""
