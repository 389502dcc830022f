"""Fits the analyst's beat and bar filters: `python -m tests.bench.fit_bars [--extra FOLDER]`.

Why here: the numbers in shapes.json must be re-makeable. Songs are made from seeds 1000..1199
(reports use 0..99 and are never seen here); a folder of NAME.wav + NAME.json {beats, down, bpb}
may add songs played by other instruments: what ships also learned from 180 songs of a General
MIDI sound font, whose maker is not kept here; without them the numbers come out a little apart. Logistic regression, ridge penalty, Newton's method.
Next: miri/providers/offline/analyst/shapes.py, which reads what this writes.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing import Pool
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from miri.codec.audio import decode_song
from miri.providers.offline.analyst import shapes
from miri.providers.offline.analyst.harmony import find_harmony
from miri.providers.offline.analyst.onsets import find_onsets
from miri.providers.offline.analyst.pulse import follow_pulse
from miri.providers.offline.analyst.shapes import BEAT_DISTANCES, bar_distances
from miri.providers.offline.analyst.spectrum import RATE, look_at
from miri.providers.offline.analyst.tatums import lay_tatums
from miri.providers.offline.analyst.tempo import tempo_candidates
from tests.bench.songs import make_song

SEEDS = range(1000, 1200)
METRONOMES = 24
"""Sources below this number are metronomes, no seeds."""

RIDGE = 1000.0
"""Penalty on the squared weights, against a sum of log losses over some 100,000 tatums. Chosen by
fitting on one family of instruments and trying the other: strong penalties carry over better."""

Curve = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Truth:
    """What is known of a song (seconds)."""

    beats: Curve
    downbeats: Curve
    meter: int


@dataclass(frozen=True)
class Laid:
    """One song on one candidate's grid; flags per tatum, `right` where the tempo is the true one."""

    meter: int
    sights: Curve
    beat: Flags
    downbeat: Flags
    unsure: Flags
    right: Flags
    inside: Flags


def metronome(number: int) -> tuple[NDArray[np.float32], Truth]:
    """The simplest song: nothing but clicks, claps or low knocks, accented or not."""
    chance = np.random.default_rng([number, 77])
    period = 60.0 / float(np.exp(chance.uniform(np.log(70), np.log(175))))
    meter = int(chance.choice([3, 4, 4]))
    beats = 0.3 + period * np.arange(int(45 / period))
    samples = 1e-4 * chance.standard_normal(int((beats[-1] + 1.5) * RATE))
    accent = float(chance.choice([1.0, 1.0, 1.8]))
    hertz, ring = float(chance.choice([80, 900, 2500])), float(chance.uniform(0.01, 0.08))
    for number_in_song, beat in enumerate(beats):
        start = round((beat + chance.normal(0, 0.006)) * RATE)
        times = np.arange(int(6 * ring * RATE)) / RATE
        click = np.sin(2 * np.pi * hertz * times) + 0.5 * chance.standard_normal(len(times))
        level = accent if number_in_song % meter == 0 else 1.0
        room = len(samples) - start
        samples[start : start + len(click)] += (0.3 * level * click * np.exp(-times / ring))[:room]
    return samples.astype(np.float32), Truth(beats, beats[::meter], meter)


def songs(extra: Path | None) -> list[tuple[str, Path | int]]:
    """Where training songs come from: seeds, and files beside them."""
    rows: list[tuple[str, Path | int]] = [(str(seed), seed) for seed in SEEDS]
    if extra is not None:
        rows += [(path.stem, path) for path in sorted(extra.glob("*.json"))]
    return rows


def laid_song(source: Path | int) -> list[Laid]:
    """A song on the grids of all its tempo candidates."""
    if isinstance(source, int) and source < METRONOMES:
        samples, truth = metronome(source)
    elif isinstance(source, int):
        song = make_song(source)
        samples = song.audio
        truth = Truth(song.beats, song.downbeats, song.beats_per_bar)
    else:
        row = json.loads(source.read_text(encoding="utf-8"))
        samples = decode_song(source.with_suffix(".wav")).samples
        truth = Truth(np.array(row["beats"]), np.array(row["down"]), int(row["bpb"]))
    spectrum = look_at(samples)
    onsets, harmony = find_onsets(spectrum), find_harmony(spectrum)
    grids = [
        lay_tatums(follow_pulse(onsets.strength, c.bpm), onsets, harmony)
        for c in tempo_candidates(onsets.strength)
    ]
    return [_flagged(grid.seconds, grid.sights, truth) for grid in grids]


def _flagged(seconds: Curve, sights: Curve, truth: Truth) -> Laid:
    period = np.gradient(seconds) * 12
    true_period = np.interp(seconds, truth.beats[:-1], np.diff(truth.beats))
    beat, near = _nearness(seconds, truth.beats), _nearness(seconds, truth.downbeats)
    return Laid(
        meter=truth.meter,
        sights=sights.astype(np.float32),
        beat=beat < period / 20,
        downbeat=near < period / 20,
        unsure=(beat >= period / 20) & (beat < period / 9),
        right=np.abs(np.log2(period / true_period)) < 0.15,
        inside=(seconds > truth.beats[0] - 0.05) & (seconds < truth.beats[-1] + 0.05),
    )


def _nearness(seconds: Curve, events: Curve) -> Curve:
    after = np.clip(np.searchsorted(events, seconds), 1, len(events) - 1)
    return np.minimum(np.abs(seconds - events[after]), np.abs(seconds - events[after - 1]))


def drawn(
    laid: Laid, meter: int | None, chance: np.random.Generator
) -> Iterator[tuple[Curve, bool]]:
    """(tatums, label) groups to learn a filter from; `meter` None for the beat filter."""
    wrong = laid.right[laid.inside].mean() < 0.5
    at = laid.inside & ~laid.unsure

    def some(flags: Flags, most: int) -> Curve:
        return chance.permutation(np.flatnonzero(flags & at))[:most]

    if wrong:
        # Another tempo's grid: where its tatums meet true beats is where it deceives.
        yield some(laid.beat & ~laid.right, 120 if meter is None else 80), False
        return
    between, others = ~laid.beat & laid.right, laid.beat & ~laid.downbeat & laid.right
    if meter is None:
        yield some(laid.beat & laid.right, 120), True
        yield some(between, 450), False
    elif laid.meter == meter:
        yield some(laid.downbeat & laid.right, 60), True
        yield some(others, 120), False
        yield some(between, 150), False
    else:
        yield some(laid.beat & laid.right, 60), False
        yield some(between, 30), False


def fitted(
    grids: list[Laid], meter: int | None, distances: tuple[int, ...], ridge: float = RIDGE
) -> tuple[Curve, float]:
    """Weights (distances x sights) and bias of one filter."""
    chance = np.random.default_rng(7)
    rows: list[NDArray[np.float32]] = []
    labels: list[Curve] = []
    reach = max(abs(d) for d in distances)
    for laid in grids:
        padded = np.pad(laid.sights, ((reach, reach), (0, 0)))
        for tatums, label in drawn(laid, meter, chance):
            index: NDArray[np.int64] = (
                np.asarray(tatums, np.int64)[:, None] + reach + np.asarray(distances, np.int64)
            )
            rows.append(padded[index].reshape(len(tatums), -1))
            labels.append(np.full(len(tatums), float(label)))
    weights = logistic(np.concatenate(rows), np.concatenate(labels), ridge)
    return weights[:-1].reshape(len(distances), -1), float(weights[-1])


def logistic(rows: NDArray[np.float32], labels: Curve, ridge: float) -> Curve:
    """Ridge logistic regression by Newton's method; the bias, last, is not penalised."""
    data = np.concatenate([rows, np.ones((len(rows), 1), dtype=np.float32)], axis=1)
    penalty = np.full(data.shape[1], ridge)
    penalty[-1] = 1e-6
    weights = np.zeros(data.shape[1])
    for _ in range(12):
        chance = 1.0 / (1.0 + np.exp(-np.clip(data @ weights, -30, 30)))
        slope = data.T @ (labels - chance) - penalty * weights
        bend = (data * (chance * (1 - chance)).astype(np.float32)[:, None]).T @ data
        step = np.linalg.solve(bend + np.diag(penalty), slope)
        weights = weights + step
        if float(np.abs(step).max()) < 1e-4:
            break
    return weights


def main() -> None:
    """Fit all three filters and write shapes.json beside the module that reads it."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--extra", type=Path)
    extra: Path | None = words.parse_args().extra
    sources = [source for _, source in songs(extra)]
    sources += list(range(METRONOMES))
    with Pool(2) as pool:
        grids = [laid for song in pool.imap(laid_song, sources) for laid in song]
    write(grids, f"{len(sources)} made songs, {datetime.now(UTC).date().isoformat()}")


def write(grids: list[Laid], made_of: str) -> None:
    """Fit and store."""
    wanted = {"beat": (None, BEAT_DISTANCES), "bar4": (4, bar_distances(4))}
    wanted["bar3"] = (3, bar_distances(3))
    document: dict[str, object] = {}
    for name, (meter, distances) in wanted.items():
        weights, bias = fitted(grids, meter, distances)
        document[name] = {
            "distances": distances,
            "bias": round(bias, 4),
            "weights": [[round(float(w), 4) for w in row] for row in weights],
        }
    target = Path(shapes.__file__).with_name("shapes.json")
    target.write_text(json.dumps({"made_of": made_of, "shapes": document}) + "\n", encoding="utf-8")
    sys.stdout.write(f"wrote {target.name} from {made_of}\n")


if __name__ == "__main__":
    main()
