"""How well Miri listens, beside librosa: `python -m tests.bench.listening [--from 0] [--songs 100] [--each]`.

Why here: beats, downbeats and sections are measured on songs whose truth is known, made from the
report's own seeds 0..99, on which nothing was ever tuned. librosa's beat_track runs on the same
songs in the same run; it is no part of the product.
Next: songs.py makes the songs; fit_bars.py and fit_sections.py fitted what is measured here.
"""

import argparse
import os
import platform
import resource
import statistics
import sys
import time
import warnings
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from miri.domain.song import Hearing
from miri.providers.offline.analyst.analyst import hear_file
from tests.bench.songs import MadeSong, make_song

LONG_SONG_SECONDS = 180
SECTION_WINDOW_SECONDS = 3.0

Curve = NDArray[np.float64]


@dataclass(frozen=True)
class Row:
    """One song: F-measures (beats and downbeats within 70 ms, boundaries within 3 s)."""

    seed: int
    traits: str
    beats: float
    librosa_beats: float
    downbeats: float
    sections: float
    inner_sections: float
    meter_right: bool
    seconds: float
    librosa_seconds: float


def main() -> None:
    """Measure and print."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--songs", type=int, default=100, help="up to seed N-1, at most 100")
    words.add_argument(
        "--from", type=int, default=0, dest="first", help="leave out the seeds before it"
    )
    words.add_argument("--each", action="store_true", help="a line per song, as soon as heard")
    chosen = words.parse_args()
    warnings.simplefilter("ignore")
    with TemporaryDirectory() as folder:
        rows: list[Row] = []
        for seed in range(chosen.first, min(100, chosen.songs)):
            rows.append(measured(seed, Path(folder)))
            if chosen.each:
                say(each(rows[-1]))
        long_seconds = long_song(Path(folder))
    say(*report(rows), *costs(long_seconds))


def each(row: Row) -> str:
    """A song's line: seed, F of beats, librosa's beats, downbeats, section edges; the song."""
    return (
        f"{row.seed:4d}   {row.beats:5.3f}   {row.librosa_beats:5.3f}     {row.downbeats:5.3f}"
        f"    {row.sections:5.3f}  {row.traits}"
    )


def measured(seed: int, folder: Path) -> Row:
    """Make a song, hear it both ways, compare with the truth."""
    song = make_song(seed)
    path = written(song.audio, song.rate, folder)
    start = time.perf_counter()
    heard = hear_file(path)
    seconds = time.perf_counter() - start
    start = time.perf_counter()
    theirs = librosa_beats(song)
    return Row(
        seed=seed,
        traits=f"{song.tempo:.0f} in {song.beats_per_bar}, {', '.join(song.traits.values())}",
        beats=beat_score(song.beats, beats_of(heard)),
        librosa_beats=beat_score(song.beats, theirs),
        downbeats=beat_score(song.downbeats, beats_of(heard, downbeats=True)),
        sections=section_score(song, heard, inner=False),
        inner_sections=section_score(song, heard, inner=True),
        meter_right=heard.beats_per_bar == song.beats_per_bar,
        seconds=seconds,
        librosa_seconds=time.perf_counter() - start,
    )


def written(samples: NDArray[np.float32], rate: int, folder: Path) -> Path:
    """A 16-bit WAV, as a person would upload it."""
    path = folder / "song.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return path


def beats_of(heard: Hearing, downbeats: bool = False) -> Curve:
    """Heard beats in seconds."""
    return np.array([b.micros / 1e6 for b in heard.beats if b.downbeat or not downbeats])


def librosa_beats(song: MadeSong) -> Curve:
    """librosa's own tracker with its own settings."""
    import librosa

    return np.asarray(librosa.beat.beat_track(y=song.audio, sr=song.rate, units="time")[1])


def beat_score(truth: Curve, heard: Curve) -> float:
    """mir_eval's F-measure, 70 ms, first five seconds left out as is its custom."""
    import mir_eval

    trim = mir_eval.beat.trim_beats
    return float(mir_eval.beat.f_measure(trim(truth), trim(heard)))


def section_score(song: MadeSong, heard: Hearing, inner: bool) -> float:
    """Boundary F within 3 s; `inner` leaves out the song's own beginning and end."""
    import mir_eval

    starts = [s.start_micros / 1e6 for s in heard.sections]
    edges = np.array([*starts, heard.duration_micros / 1e6])
    return float(
        mir_eval.segment.detection(
            np.stack([song.boundaries[:-1], song.boundaries[1:]], axis=1),
            np.stack([edges[:-1], edges[1:]], axis=1),
            window=SECTION_WINDOW_SECONDS,
            trim=inner,
        )[2]
    )


def long_song(folder: Path) -> float:
    """Seconds to analyse a song of three minutes, from the file to the Hearing."""
    song = make_song(0)
    samples = np.resize(song.audio, LONG_SONG_SECONDS * song.rate)
    path = written(samples, song.rate, folder)
    start = time.perf_counter()
    hear_file(path)
    return time.perf_counter() - start


def report(rows: Sequence[Row]) -> list[str]:
    """The table."""
    seeds = f"seeds {rows[0].seed}..{rows[-1].seed}"
    lines = ["", f"Listening: {len(rows)} made songs, {seeds}, never tuned on", ""]
    lines += ["                                       mean  median   worst"]
    lines += [
        _line("beats F 70 ms, Miri", [r.beats for r in rows]),
        _line("beats F 70 ms, librosa beat_track", [r.librosa_beats for r in rows]),
        _line("downbeats F 70 ms, Miri", [r.downbeats for r in rows]),
        _line("section edges F 3 s, Miri", [r.sections for r in rows]),
        _line("  without the song's own two ends", [r.inner_sections for r in rows]),
        _line("seconds per song, Miri", [r.seconds for r in rows], high_is_worst=True),
        _line(
            "seconds per song, librosa beats only",
            [r.librosa_seconds for r in rows],
            high_is_worst=True,
        ),
        f"3/4 or 4/4 told rightly: {sum(r.meter_right for r in rows)} of {len(rows)}",
    ]
    return lines


def _line(name: str, values: Sequence[float], high_is_worst: bool = False) -> str:
    extreme = max(values) if high_is_worst else min(values)
    return (
        f"{name:38s}{statistics.fmean(values):6.3f}  {statistics.median(values):6.3f}"
        f"  {extreme:6.3f}"
    )


def costs(long_seconds: float) -> list[str]:
    """Time and memory of this process (librosa's included), the machine and the day."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        f"a song of {LONG_SONG_SECONDS} s, file to Hearing: {long_seconds:.2f} s",
        f"peak memory of this process, librosa included: {peak:.0f} MB",
        "",
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"numpy {np.__version__}, {datetime.now(UTC):%Y-%m-%d}",
    ]


def say(*lines: str) -> None:
    """To standard output."""
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
