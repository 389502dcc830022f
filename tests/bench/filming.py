"""`make film` on a three-minute made song, offline, 1280x720: the whole job against the song's length.

Why here: the main job's own figure, with what each part of it took.
Next: server/commands/film.py; resident.py, who needed how much memory.
"""

import asyncio
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np

from miri.codec.song_encoding import encode_song
from miri.domain.job import JobState
from miri.domain.project import Project
from miri.events.version_events import JobMoved
from miri.log.archive import Archive
from miri.log.feed import Feed
from miri.stores.sqlite.sqlite_project_store import SqliteProjectStore
from tests.bench.resident import Watch
from tests.bench.songs import make_song
from tests.live_server import ROOT, clean_environment

SECONDS = 180
SEED = 7
AAC_PACKET = 1024 / 44_100


def three_minutes(path: Path) -> None:
    """A made song, repeated up to three minutes, as MP3."""
    song = make_song(SEED)
    audio = np.tile(song.audio, 1 + SECONDS * song.rate // len(song.audio))[: SECONDS * song.rate]
    encode_song(np.stack([audio, audio]).astype(np.float32), song.rate, path, 160_000, {})


@dataclass(frozen=True)
class Film:
    """What is in the file. `times` are the frames' times on the film's own clock."""

    frames: int
    astray: int
    picture: float
    sound: float

    @classmethod
    def of(cls, path: Path) -> "Film":
        with av.open(str(path)) as film:
            picture, sound = film.streams.video[0], film.streams.audio[0]
            rate = picture.average_rate
            lengths = (
                float(picture.duration * picture.time_base),
                float(sound.duration * sound.time_base),
            )
            frames = astray = 0
            for frame in film.decode(video=0):
                astray += frame.pts * frame.time_base * rate != frames
                frames += 1
        return cls(frames, astray, *lengths)


async def phases(home: Path) -> tuple[Project, dict[str, tuple[int, float]]]:
    """The project, and of each kind of job how many there were and how long from first to last."""
    store = SqliteProjectStore(home / "projects.db")
    (line,) = await store.projects()
    began: dict[str, list[int]] = defaultdict(list)
    ended: dict[str, list[int]] = defaultdict(list)
    for recorded in await store.events(line.id):
        event = recorded.event
        if isinstance(event, JobMoved) and event.state is JobState.RUNNING:
            began[event.kind.value].append(recorded.ts)
        elif isinstance(event, JobMoved) and event.state is JobState.READY:
            ended[event.kind.value].append(recorded.ts)
    project = await Archive(store, Feed(store)).open(line.id)
    await store.close()
    spans = {k: (len(ended[k]), (max(ended[k]) - min(began[k])) / 1e6) for k in began}
    return project, spans


def make(folder: Path) -> tuple[float, Watch]:
    """Run the command; wall seconds, and who needed how much memory."""
    song, out = folder / "song.mp3", folder / "film.mp4"
    three_minutes(song)
    words = [sys.executable, "-m", "server", "film", "--song", str(song), "--out", str(out)]
    begun = time.perf_counter()
    with subprocess.Popen(
        words,
        cwd=ROOT,
        env=clean_environment(folder / "home", {}),
        stdout=subprocess.DEVNULL,
    ) as running:
        watch = Watch(running.pid)
        while running.poll() is None:
            watch.look()
            time.sleep(0.2)
        took = time.perf_counter() - begun
    assert running.returncode == 0, "no film was made"
    return took, watch


def main() -> None:
    """Make it, then measure what came out."""
    with tempfile.TemporaryDirectory(prefix="miri-bench-") as name:
        folder = Path(name)
        took, watch = make(folder)
        film = Film.of(folder / "film.mp4")
        project, spans = asyncio.run(phases(folder / "home"))
    song = project.film.song
    assert song is not None
    heard = song.duration_micros / 1e6
    print(
        f"whole job, with the start of the process: {took:.1f} s for {heard:.1f} s of song: "
        f"{took / heard:.2f} x (wanted: at most 0.8)"
    )
    for kind, (count, seconds) in spans.items():
        print(f"  {kind:<10}{count:5} jobs in {seconds:7.1f} s, {seconds / heard:.2f} x")
    rest = took - sum(seconds for _, seconds in spans.values())
    print(f"  start, talk, plans and copies {rest:.1f} s")
    drift = abs(film.picture - film.sound)
    print(
        f"frames {film.frames}, wanted {song.frames}; {film.astray} not in their place; picture "
        f"{film.picture:.3f} s, sound {film.sound:.3f} s, {drift:.3f} s apart "
        f"(wanted: at most {1 / 24 + AAC_PACKET:.3f})"
    )
    shots = project.film.ordered_shots
    print(f"{len(project.film.scenes)} scenes, {len(shots)} shots")
    for program, megabytes in watch.largest():
        print(f"  {program:<28}{megabytes:6.0f} MB at most (wanted: at most 1024)")


if __name__ == "__main__":
    main()
