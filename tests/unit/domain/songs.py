"""Songs for tests: any form, tempo and lyrics, laid on frames, without a sound being made.

Why here: timing and story are tested on many songs; a Song value is all they read.
Next: test_slots.py, test_timing_contract.py, tests/unit/writer.
"""

from collections.abc import Sequence
from fractions import Fraction

from miri.domain.song import Beat, LyricLine, Section, SectionLabel, Song
from miri.domain.time import frames_from_micros

RATE = Fraction(24)
POP = (
    ("intro", 4, 350),
    ("verse", 16, 500),
    ("chorus", 16, 850),
    ("verse", 16, 550),
    ("chorus", 16, 880),
    ("bridge", 8, 450),
    ("chorus", 8, 900),
    ("outro", 6, 400),
)
SHORT = (
    ("intro", 2, 350),
    ("verse", 8, 500),
    ("chorus", 8, 850),
    ("verse", 4, 550),
    ("chorus", 6, 880),
)
Form = Sequence[tuple[str, int, int]]


def at(seconds: float, rate: Fraction = RATE) -> int:
    """The frame of a second."""
    return frames_from_micros(round(seconds * 1_000_000), rate)


def line(text: str, start: float, end: float, *, timed: bool = True) -> LyricLine:
    """A sung line, in seconds."""
    return LyricLine(
        text=text,
        start_micros=round(start * 1_000_000),
        end_micros=round(end * 1_000_000),
        start_frame=at(start),
        end_frame=at(end),
        timed=timed,
    )


def silent_song(seconds: float, rate: Fraction = RATE) -> Song:
    """A song in which nothing was heard yet."""
    return Song(
        media_id="media_x",
        name="Untitled",
        frames=at(seconds, rate),
        duration_micros=round(seconds * 1_000_000),
    )


def make_song(
    form: Form = POP,
    *,
    bpm: float = 120.0,
    meter: int = 4,
    lyrics: Sequence[str] = (),
    timed: bool = True,
    rate: Fraction = RATE,
    offset: float = 0.3,
    tail: float = 2.0,
    name: str = "A song",
) -> Song:
    """A song of steady beats; lines of two bars are laid on its verses and choruses in turn."""
    bar = 60 / bpm * meter
    bars = sum(length for _, length, _ in form)
    seconds = offset + bars * bar + tail
    frames = at(seconds, rate)
    beats = [offset + k * 60 / bpm for k in range(bars * meter)]
    sections: list[Section] = []
    lines: list[LyricLine] = []
    done = 0
    for k, (label, length, energy) in enumerate(form):
        start, end = offset + done * bar, offset + (done + length) * bar
        sections.append(
            Section(
                id=f"section_{k}",
                label=SectionLabel(label),
                start_frame=0 if k == 0 else at(start, rate),
                end_frame=frames if k == len(form) - 1 else at(end, rate),
                energy=energy,
            )
        )
        if label in ("verse", "chorus", "bridge") and lyrics:
            for b in range(0, length - 1, 2):
                text = lyrics[len(lines) % len(lyrics)]
                begin = start + b * bar
                lines.append(line(text, begin, begin + 1.6 * bar, timed=timed))
        done += length
    return Song(
        media_id="media_x",
        name=name,
        frames=frames,
        duration_micros=round(seconds * 1_000_000),
        tempo_millibpm=round(bpm * 1000),
        beats_per_bar=meter,
        analysed=True,
        beats=tuple(
            Beat(micros=round(t * 1_000_000), frame=at(t, rate), downbeat=k % meter == 0)
            for k, t in enumerate(beats)
        ),
        sections=tuple(sections),
        trailing_silence_frames=at(tail / 2, rate),
        lyrics=tuple(lines),
        lyrics_text="\n".join(text.text for text in lines),
    )
