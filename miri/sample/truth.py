"""What is known for certain about the sample song: beats, bars, sections, lines.

Why here: everything is computed from the score, never from the sound; tests and the bench hold
what Miri hears against it. Times are integer microseconds.
Next: making.py writes it as truth.json, sample.py reads it back.
"""

from miri.domain.base import Value
from miri.domain.lrc import write_lrc
from miri.domain.song import HeardBeat, SectionLabel
from miri.sample.score import (
    BEATS_PER_BAR,
    BEATS_PER_MINUTE,
    EIGHTHS_PER_BAR,
    NAMES,
    RING_BARS,
    last_eighth,
    micros_at,
    placed_lines,
    placed_parts,
)

LANGUAGES = ("en", "he")


class TrueSection(Value):
    """A section [start, end)."""

    label: SectionLabel
    start_micros: int
    end_micros: int


class TrueLine(Value):
    """A sung line, from its first vowel to the end of its last note, in both languages."""

    start_micros: int
    end_micros: int
    en: str
    he: str


class Truth(Value):
    """The whole truth. Sections tile the song; the last bar rings and has no beats."""

    duration_micros: int
    beats_per_minute: int
    beats_per_bar: int
    beats: tuple[HeardBeat, ...]
    sections: tuple[TrueSection, ...]
    lines: tuple[TrueLine, ...]


def truth_of_score() -> Truth:
    """Derived from the score; the first section begins with the file, not with its first note."""
    return Truth(
        duration_micros=micros_at(last_eighth()),
        beats_per_minute=BEATS_PER_MINUTE,
        beats_per_bar=BEATS_PER_BAR,
        beats=_beats(),
        sections=_sections(),
        lines=_lines(),
    )


def lyrics_lrc(language: str) -> str:
    """The lyrics as LRC in "en" or "he"."""
    truth = truth_of_score()
    hundredths = (truth.duration_micros + 5_000) // 10_000
    tags = (
        ("ti", NAMES[language]),
        ("ar", "Miri"),
        ("la", language),
        ("length", f"{hundredths // 6000:02d}:{hundredths // 100 % 60:02d}.{hundredths % 100:02d}"),
    )
    return write_lrc(((x.start_micros, getattr(x, language)) for x in truth.lines), tags)


def _beats() -> tuple[HeardBeat, ...]:
    sounding = last_eighth() - RING_BARS * EIGHTHS_PER_BAR
    return tuple(
        HeardBeat(micros=micros_at(eighth), downbeat=eighth % EIGHTHS_PER_BAR == 0)
        for eighth in range(0, sounding, 2)
    )


def _sections() -> tuple[TrueSection, ...]:
    return tuple(
        TrueSection(
            label=placed.part.label,
            start_micros=micros_at(placed.first) if placed.first else 0,
            end_micros=micros_at(placed.end),
        )
        for placed in placed_parts()
    )


def _lines() -> tuple[TrueLine, ...]:
    return tuple(
        TrueLine(
            start_micros=micros_at(placed.start),
            end_micros=micros_at(placed.end),
            en=placed.line.english,
            he=placed.line.hebrew,
        )
        for placed in placed_lines()
    )
