"""Grooves of the made songs: who plays where in a bar. Positions are in beats from the bar's start.

Why here: songs.py draws from these by chance; they are ordinary pop, rock, funk, swing, waltz and
ballad patterns, syncopated as people play them.
Next: songs.py, which plays them; forms.py for the order of sections.
"""

from dataclasses import dataclass

Hits = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class DrumGroove:
    """One bar of drums: drum name -> (position, strength) pairs."""

    name: str
    parts: dict[str, Hits]
    swings: bool = False


def _row(positions: tuple[float, ...], loud: float, soft: float | None = None) -> Hits:
    """Strokes that are loud on whole beats and soft between them."""
    soft = loud if soft is None else soft
    return tuple((p, loud if p == int(p) else soft) for p in positions)


EIGHTHS = tuple(i / 2 for i in range(8))
SIXTEENTHS = tuple(i / 4 for i in range(16))
OFFBEATS = (0.5, 1.5, 2.5, 3.5)

FOUR = (
    DrumGroove(
        "rock",
        {
            "kick": _row((0, 2, 2.5), 0.9, 0.75),
            "snare": _row((1, 3), 0.9),
            "hat": _row(EIGHTHS, 0.6, 0.42),
        },
    ),
    DrumGroove(
        "pop",
        {
            "kick": _row((0, 1.5, 2.5), 0.9, 0.8),
            "snare": _row((1, 3), 0.85),
            "hat": _row(EIGHTHS, 0.5, 0.5),
        },
    ),
    DrumGroove(
        "four on the floor",
        {
            "kick": _row((0, 1, 2, 3), 0.9),
            "clap": _row((1, 3), 0.7),
            "open_hat": _row(OFFBEATS, 0.5),
            "shaker": _row(SIXTEENTHS, 0.4, 0.3),
        },
    ),
    DrumGroove(
        "funk",
        {
            "kick": _row((0, 0.75, 2.5, 3.25), 0.9, 0.7),
            "snare": ((1, 0.9), (1.75, 0.3), (2.25, 0.3), (3, 0.9), (3.75, 0.25)),
            "hat": _row(SIXTEENTHS, 0.5, 0.32),
        },
    ),
    DrumGroove(
        "push",
        {
            "kick": _row((0, 1.75, 2.5, 3.5), 0.9, 0.8),
            "snare": _row((1, 3), 0.9),
            "hat": _row(OFFBEATS, 0.5),
            "shaker": _row(SIXTEENTHS, 0.3, 0.3),
        },
    ),
    DrumGroove(
        "bossa",
        {
            "kick": _row((0, 1.5, 2, 3.5), 0.65, 0.5),
            "rim": _row((0, 1.5, 3), 0.6, 0.6),
            "shaker": _row(EIGHTHS, 0.5, 0.42),
        },
    ),
    DrumGroove(
        "train",
        {
            "kick": _row((0, 2), 0.7),
            "brush": tuple((p, 0.9 if p in (1, 3) else 0.5) for p in EIGHTHS),
        },
    ),
    DrumGroove(
        "toms",
        {
            "kick": _row((0, 2.5), 0.9),
            "low_tom": _row((0, 0.5, 1.5, 2, 3, 3.5), 0.75, 0.5),
            "snare": _row((1, 3), 0.6),
        },
    ),
    DrumGroove(
        "shuffle",
        {
            "kick": _row((0, 2, 3.5), 0.85, 0.6),
            "snare": _row((1, 3), 0.85),
            "hat": _row(EIGHTHS, 0.55, 0.4),
        },
        swings=True,
    ),
    DrumGroove(
        "jazz",
        {
            "ride": ((0, 0.7), (1, 0.9), (1.5, 0.6), (2, 0.7), (3, 0.9), (3.5, 0.6)),
            "hat": _row((1, 3), 0.6),
            "kick": _row((0, 2.5), 0.4),
        },
        swings=True,
    ),
)

THREE = (
    DrumGroove(
        "waltz",
        {"kick": _row((0,), 0.85), "snare": _row((1, 2), 0.5), "hat": _row((0, 1, 2), 0.45)},
    ),
    DrumGroove(
        "rock three",
        {
            "kick": _row((0, 1.5), 0.9, 0.6),
            "snare": _row((2,), 0.85),
            "hat": _row(EIGHTHS[:6], 0.55, 0.42),
        },
    ),
    DrumGroove(
        "ballad three",
        {
            "kick": _row((0, 2.5), 0.8, 0.55),
            "rim": _row((1,), 0.7),
            "shaker": _row(EIGHTHS[:6], 0.45, 0.4),
        },
    ),
    DrumGroove(
        "jazz waltz",
        {
            "ride": ((0, 0.8), (1, 0.8), (1.5, 0.5), (2, 0.8)),
            "hat": _row((1, 2), 0.45),
            "kick": _row((0, 1.5), 0.5),
        },
        swings=True,
    ),
)

# Bass: (position, length in beats, chord step: 0 root, 1 fifth, 2 octave, 3 the next chord's root)
BASS_FOUR = (
    ((0, 3.5, 0),),
    ((0, 1.4, 0), (1.5, 0.9, 0), (2.5, 1.0, 1), (3.5, 0.5, 0)),
    tuple((p, 0.45, 0) for p in EIGHTHS),
    ((0, 0.9, 0), (1, 0.9, 1), (2, 0.9, 2), (3, 0.9, 1)),
    ((0, 0.7, 0), (0.75, 0.6, 0), (2.5, 0.4, 2), (3.25, 0.7, 1)),
    ((0.5, 0.4, 2), (1.5, 0.4, 2), (2.5, 0.4, 2), (3.5, 0.4, 2), (0, 0.4, 0), (2, 0.4, 0)),
    ((0, 1.9, 0), (2, 1.4, 1), (3.5, 0.5, 3)),
)
BASS_THREE = (
    ((0, 2.8, 0),),
    ((0, 1.9, 0), (2, 0.9, 1)),
    ((0, 0.9, 0), (1, 0.9, 1), (2, 0.9, 2)),
    ((0, 1.4, 0), (1.5, 0.5, 0), (2, 0.9, 1)),
)

# Chords: (position, length, which note: -1 the whole chord, otherwise its n-th note, strength)
CHORDS_FOUR = {
    "sustained": ((0, 4.0, -1, 0.6),),
    "strum": tuple((p, 0.45, -1, 0.8 if p in (0, 1, 2, 3) else 0.45) for p in EIGHTHS),
    "stabs": tuple((p, 0.25, -1, 0.7) for p in OFFBEATS),
    "arpeggio": tuple((p, 0.6, i % 4, 0.5 if p % 1 else 0.68) for i, p in enumerate(EIGHTHS)),
    "fast arpeggio": tuple(
        (p, 0.3, (0, 1, 2, 3, 2, 1, 2, 1)[i % 8], 0.45 if p % 1 else 0.65)
        for i, p in enumerate(SIXTEENTHS)
    ),
    "pushed": ((0, 1.4, -1, 0.75), (1.5, 1.9, -1, 0.7), (3.5, 0.5, -1, 0.65)),
    "quarters": tuple((float(p), 0.7, -1, 0.75 if p == 0 else 0.6) for p in range(4)),
    "charleston": ((0, 0.8, -1, 0.75), (1.5, 0.4, -1, 0.65)),
}
CHORDS_THREE = {
    "sustained": ((0, 3.0, -1, 0.6),),
    "oom pah pah": ((0, 0.8, 0, 0.8), (1, 0.5, -1, 0.55), (2, 0.5, -1, 0.55)),
    "arpeggio": tuple((p, 0.6, (0, 1, 2, 3, 2, 1)[i], 0.6) for i, p in enumerate(EIGHTHS[:6])),
    "strum": tuple((p, 0.45, -1, 0.75 if p == 0 else 0.5) for p in EIGHTHS[:6]),
    "pushed": ((0, 1.4, -1, 0.75), (1.5, 1.4, -1, 0.65)),
}
# What keeps the pulse audible where nobody drums.
PULSING = ("strum", "arpeggio", "fast arpeggio", "quarters", "oom pah pah")
