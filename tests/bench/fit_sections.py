"""Fits the analyst's section-edge filter: `python -m tests.bench.fit_sections [--extra FOLDER]`.

Why here: the numbers in edges.json must be re-makeable. Run after fit_bars.py, on the bars that
the analyst itself finds; half the songs are as the report's, half are short (fit_short.py); seeds
1000 and up, never a report's. A folder may add songs as fit_bars.py says; what ships has none.
Next: miri/providers/offline/analyst/edges.py, which reads what this writes.
"""

import argparse
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from multiprocessing import Pool
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from miri.codec.audio import decode_song
from miri.providers.offline.analyst import edges
from miri.providers.offline.analyst.bars import find_bars
from miri.providers.offline.analyst.barwise import lay_bars
from miri.providers.offline.analyst.harmony import find_harmony
from miri.providers.offline.analyst.onsets import find_onsets
from miri.providers.offline.analyst.sections import sung_by_bar
from miri.providers.offline.analyst.spectrum import RATE, look_at
from miri.providers.offline.analyst.voice import sung_stretches
from tests.bench.fit_bars import logistic
from tests.bench.fit_short import make_short_song
from tests.bench.songs import MadeSong, make_song

SEEDS = range(1000, 1100)
RIDGE = 20.0
NEAR_SECONDS = 1.2

Curve = NDArray[np.float64]
MakeSong = tuple[Callable[[int], MadeSong], int]


def signs_of_source(source: Path | MakeSong) -> tuple[Curve, Curve]:
    """Signs of all inner bar lines of a song, and whether a section really begins there."""
    if not isinstance(source, Path):
        make, seed = source
        song = make(seed)
        return signs_with_truth(song.audio, song.boundaries[1:-1])
    row = json.loads(source.read_text(encoding="utf-8"))
    starts = np.array([second for second, _ in row["secs"]])
    return signs_with_truth(decode_song(source.with_suffix(".wav")).samples, starts[1:-1])


def signs_with_truth(samples: NDArray[np.float32], boundaries: Curve) -> tuple[Curve, Curve]:
    """The same for samples and known inner boundaries in seconds."""
    spectrum = look_at(samples)
    onsets, harmony = find_onsets(spectrum), find_harmony(spectrum)
    pulse = find_bars(onsets, harmony)
    downbeats = pulse.beats[pulse.downbeats] if pulse else np.zeros(0)
    bars = lay_bars(downbeats, len(samples) / RATE, spectrum, onsets, harmony)
    sung = sung_by_bar(bars, sung_stretches(spectrum))
    return edges.signs_of_edges(bars, sung)[1:], begins(bars.edges[:-1], boundaries)[1:]


def begins(starts: Curve, boundaries: Curve) -> Curve:
    """1 for each bar with which a section begins, 0 for the others."""
    label = np.zeros(len(starts))
    for boundary in boundaries:
        nearest = int(np.abs(starts - boundary).argmin())
        label[nearest] = abs(starts[nearest] - boundary) < NEAR_SECONDS
    return label


def write(pairs: list[tuple[Curve, Curve]], made_of: str) -> None:
    """Fit and store."""
    signs = np.concatenate([s for s, _ in pairs])
    labels = np.concatenate([label for _, label in pairs])
    mean, spread = signs.mean(axis=0), signs.std(axis=0) + 1e-9
    weights = logistic(((signs - mean) / spread).astype(np.float32), labels, RIDGE)
    row = {
        "made_of": made_of,
        "bias": round(float(weights[-1]), 4),
        "mean": [round(float(v), 4) for v in mean],
        "spread": [round(float(v), 4) for v in spread],
        "weights": [round(float(v), 4) for v in weights[:-1]],
    }
    target = Path(edges.__file__).with_name("edges.json")
    target.write_text(json.dumps(row) + "\n", encoding="utf-8")
    sys.stdout.write(f"wrote {target.name} from {made_of}\n")


def main() -> None:
    """Fit the filter and write edges.json beside the module that reads it."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--extra", type=Path)
    extra: Path | None = words.parse_args().extra
    sources: list[Path | MakeSong] = [
        (make, seed) for seed in SEEDS for make in (make_song, make_short_song)
    ]
    if extra is not None:
        sources += sorted(extra.glob("*.json"))
    with Pool(2) as pool:
        pairs = list(pool.imap(signs_of_source, sources))
    write(
        pairs, f"{len(sources)} songs, half of them short, {datetime.now(UTC).date().isoformat()}"
    )


if __name__ == "__main__":
    main()
