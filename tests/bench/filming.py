"""`make film` on a three-minute made song, offline, 1280x720: the whole job against the song's length.

Why here: the main job's own figure.
Next: server/commands/film.py.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import av
import numpy as np

from miri.codec.song_encoding import encode_song
from tests.bench.songs import make_song

SECONDS = 180
SEED = 7


def three_minutes(path: Path) -> None:
    """A made song, repeated up to three minutes, as MP3."""
    song = make_song(SEED)
    audio = np.tile(song.audio, 1 + SECONDS * song.rate // len(song.audio))[: SECONDS * song.rate]
    encode_song(np.stack([audio, audio]).astype(np.float32), song.rate, path, 160_000, {})


def lengths(path: Path) -> tuple[int, float, float]:
    """Frames decoded; seconds of picture and of sound."""
    with av.open(str(path)) as film:
        frames = sum(1 for _ in film.decode(video=0))
        picture, sound = film.streams.video[0], film.streams.audio[0]
        return (
            frames,
            float(picture.duration * picture.time_base),
            float(sound.duration * sound.time_base),
        )


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        song, out = Path(folder) / "song.mp3", Path(folder) / "film.mp4"
        three_minutes(song)
        environment = {**os.environ, "MIRI_HOME": str(Path(folder) / "home")}
        begun = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "server", "film", "--song", str(song), "--out", str(out)],
            env=environment,
            check=True,
        )
        took = time.perf_counter() - begun
        frames, picture, sound = lengths(out)
        with av.open(str(song)) as source:
            heard = float(source.duration or 0) / 1e6
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"whole job, with the start of the process: {took:.1f} s for {heard:.1f} s of song: "
        f"{took / heard:.2f} x (wanted: at most 0.8)"
    )
    print(
        f"frames {frames}, wanted {round(heard * 24)}; picture {picture:.3f} s, sound {sound:.3f} s"
    )
    print(f"largest single process: {peak:.0f} MB (wanted: at most 1024)")


if __name__ == "__main__":
    main()
