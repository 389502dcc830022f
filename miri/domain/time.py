"""Time on the timeline: integer frames at the project's rate; heard time: integer microseconds.

Why here: no other file converts between the two, so nothing is rounded twice.
Next: song.py for what was heard, shot.py for what is cut.
"""

from fractions import Fraction
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer

MICROS_PER_SECOND = 1_000_000


def parse_rate(value: object) -> Fraction:
    """Read a frame rate from 24, "24", "24000/1001" or a Fraction.

    Raises ValueError outside 1..120 frames per second.
    """
    if isinstance(value, float):
        raise ValueError("a frame rate is a whole number or a fraction such as 24000/1001")
    rate = Fraction(str(value))
    if not 1 <= rate <= 120:
        raise ValueError(f"a frame rate lies between 1 and 120, not {value}")
    return rate


def show_rate(rate: Fraction) -> int | str:
    """24 for whole rates, "24000/1001" otherwise."""
    return rate.numerator if rate.denominator == 1 else str(rate)


FrameRate = Annotated[
    Fraction, BeforeValidator(parse_rate), PlainSerializer(show_rate, return_type=int | str)
]


def frames_from_micros(micros: int, rate: Fraction) -> int:
    """The nearest whole frame (halves go up)."""
    return int(Fraction(micros, MICROS_PER_SECOND) * rate + Fraction(1, 2))


def micros_from_frames(frames: int, rate: Fraction) -> int:
    """Where a frame begins, to the nearest microsecond."""
    return int(frames * MICROS_PER_SECOND / rate + Fraction(1, 2))


def frames_from_seconds(seconds: int, rate: Fraction) -> int:
    """Whole frames in a whole number of seconds (rounded to the nearest)."""
    return frames_from_micros(seconds * MICROS_PER_SECOND, rate)


def timecode(frame: int, rate: Fraction) -> str:
    """Where a frame lies, `m:ss.t` with tenths cut off, not rounded: as the page shows it too
    (web/src/words/measures.ts). For people, not for arithmetic."""
    tenths = int(frame * 10 / rate)
    return f"{tenths // 600}:{tenths // 10 % 60:02d}.{tenths % 10}"
