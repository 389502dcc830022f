"""Songs we write: any player reads them, and not a sample moves."""

from pathlib import Path

import numpy as np
import pytest

from miri.codec.audio import decode_song
from miri.codec.song_encoding import encode_song

RATE = 44_100


def clicks() -> np.ndarray:
    """Six seconds of near silence with a loud burst at every second."""
    sound = np.zeros((2, 6 * RATE), dtype=np.float32)
    rng = np.random.default_rng(4)
    for second in range(1, 6):
        sound[:, second * RATE : second * RATE + 400] = 0.5 * rng.standard_normal(400)
    return np.clip(sound, -0.9, 0.9)


@pytest.mark.parametrize("suffix", [".mp3", ".m4a"])
def test_what_is_encoded_comes_back_at_the_same_time(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"song{suffix}"
    encode_song(clicks(), RATE, path, 160_000, {"title": "Clicks"})
    heard = decode_song(path, RATE)
    assert abs(len(heard.samples) - 6 * RATE) <= 2048
    for second in range(1, 6):
        window = np.abs(heard.samples[second * RATE - 4000 : second * RATE + 4000])
        first = int(np.argmax(window > 0.25)) - 4000
        assert abs(first) < 0.004 * RATE


def test_equal_samples_make_equal_files(tmp_path: Path) -> None:
    for name in ("a.mp3", "b.mp3"):
        encode_song(clicks(), RATE, tmp_path / name, 128_000, {})
    assert (tmp_path / "a.mp3").read_bytes() == (tmp_path / "b.mp3").read_bytes()


def test_an_unknown_suffix_is_refused_and_nothing_is_left_behind(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"\.mp3 or \.m4a"):
        encode_song(clicks(), RATE, tmp_path / "song.ogg", 128_000, {})
    assert list(tmp_path.iterdir()) == []
