"""A Breach: one place where a timeline breaks the timing contract, in a sentence to act on.

Why here: the domain judges, tools refuse; the sentence is written where the frames are known.
Next: timing_contract.py, which finds them.
"""

from enum import StrEnum
from fractions import Fraction

from miri.domain.base import Value
from miri.domain.time import timecode


class TimingRule(StrEnum):
    """The rules by precedence: an earlier one wins where two can't both be kept."""

    TILING = "tiling"
    MODEL = "model"
    LIST = "list"
    LINE = "line"
    BEAT = "beat"


class Breach(Value):
    """`frame` is where it happens, `better` a frame that would be right, where there is one.

    `shot_number` counts from 1; None where the fault is the song's end.
    """

    rule: TimingRule
    message: str
    message_he: str
    shot_number: int | None = None
    frame: int
    better: int | None = None

    def said(self, language: str) -> str:
        """The sentence in English, or in Hebrew for "he"."""
        return self.message_he if language == "he" else self.message


class TimingBroken(ValueError):
    """What was asked of the timeline can't be done; `breaches` say where and why."""

    def __init__(self, *breaches: Breach) -> None:
        super().__init__(breaches[0].message)
        self.breaches = breaches


def place(frame: int, rate: Fraction) -> str:
    """A frame as people find it: `0:12.05 (frame 293)`."""
    return f"{timecode(frame, rate)} (frame {frame})"


def place_he(frame: int, rate: Fraction) -> str:
    """The same in Hebrew."""
    return f"{timecode(frame, rate)} (פריים {frame})"


def seconds(frames: int, rate: Fraction) -> str:
    """A length in seconds with two decimals."""
    return f"{float(frames / rate):.2f}"


def gap(number: int, start: int, end: int, rate: Fraction) -> Breach:
    """Nothing is shown in [start, end), before shot `number`."""
    return Breach(
        rule=TimingRule.TILING,
        message=f"Nothing is shown from {place(start, rate)} to {place(end, rate)}: "
        f"begin shot {number} at frame {start}.",
        message_he=f"אין תמונה מ־{place_he(start, rate)} עד {place_he(end, rate)}: "
        f"שוט {number} צריך להתחיל בפריים {start}.",
        shot_number=number,
        frame=start,
        better=start,
    )


def overlap(number: int, start: int, before_ends: int, rate: Fraction) -> Breach:
    """Shot `number` begins before the one before it has ended."""
    return Breach(
        rule=TimingRule.TILING,
        message=f"Shot {number} begins at {place(start, rate)}, but shot {number - 1} still lasts "
        f"until frame {before_ends}: begin shot {number} at frame {before_ends}.",
        message_he=f"שוט {number} מתחיל ב־{place_he(start, rate)}, אבל שוט {number - 1} נמשך עד "
        f"פריים {before_ends}: שוט {number} צריך להתחיל בפריים {before_ends}.",
        shot_number=number,
        frame=start,
        better=before_ends,
    )


def empty(number: int, start: int, end: int, rate: Fraction) -> Breach:
    """Shot `number` has no frames."""
    return Breach(
        rule=TimingRule.TILING,
        message=f"Shot {number} begins at {place(start, rate)} and ends at frame {end}: "
        "it must end after it begins.",
        message_he=f"שוט {number} מתחיל ב־{place_he(start, rate)} ונגמר בפריים {end}: "
        "הסוף חייב לבוא אחרי ההתחלה.",
        shot_number=number,
        frame=start,
    )


def wrong_end(number: int, end: int, song_frames: int, rate: Fraction) -> Breach:
    """The last shot does not end where the song does."""
    off = seconds(abs(song_frames - end), rate)
    short = end < song_frames
    return Breach(
        rule=TimingRule.TILING,
        message=f"Shot {number} is the last and ends at {place(end, rate)}, "
        f"{off} s {'before' if short else 'after'} the song's end: let it end at frame "
        f"{song_frames}{', or add a shot' if short else ''}.",
        message_he=f"שוט {number} הוא האחרון ונגמר ב־{place_he(end, rate)}, "
        f"{off} שניות {'לפני' if short else 'אחרי'} סוף השיר: צריך לסיים אותו בפריים "
        f"{song_frames}{', או להוסיף שוט' if short else ''}.",
        shot_number=number,
        frame=end,
        better=song_frames,
    )


def nothing(song_frames: int, rate: Fraction) -> Breach:
    """There are no shots at all."""
    length = seconds(song_frames, rate)
    return Breach(
        rule=TimingRule.TILING,
        message=f"There are no shots yet: the song's {length} s must be covered.",
        message_he=f"אין עדיין שוטים: צריך לכסות את כל {length} השניות של השיר.",
        frame=0,
    )


def too_long(number: int, start: int, frames: int, longest: int, rate: Fraction) -> Breach:
    """Shot `number` is longer than the video model can make."""
    length, most = seconds(frames, rate), seconds(longest, rate)
    return Breach(
        rule=TimingRule.MODEL,
        message=f"Shot {number} lasts {length} s, and the video model makes {most} s at most: "
        f"split it, or end it by frame {start + longest}.",
        message_he=f"שוט {number} נמשך {length} שניות, ומודל הווידאו עושה לכל היותר {most}: "
        f"אפשר לפצל אותו, או לסיים אותו עד פריים {start + longest}.",
        shot_number=number,
        frame=start,
        better=start + longest,
    )


def splits_line(
    number: int, frame: int, line: str, free: tuple[int, int], rate: Fraction
) -> Breach:
    """The cut into shot `number` falls inside a sung line; `free` are the nearest frames around."""
    before, after = free
    return Breach(
        rule=TimingRule.LINE,
        message=f"The cut into shot {number} at {place(frame, rate)} falls inside the sung line "
        f"“{line}”: cut at frame {before} or {after}, or ask for the line to be split.",
        message_he=f"החיתוך לשוט {number} ב־{place_he(frame, rate)} נופל באמצע השורה "
        f"״{line}״: אפשר לחתוך בפריים {before} או {after}, או לבקש לפצל את השורה.",
        shot_number=number,
        frame=frame,
        better=before if frame - before <= after - frame else after,
    )


def off_beat(number: int, frame: int, beat: int, rate: Fraction) -> Breach:
    """The cut into shot `number` misses a beat that is near."""
    off = abs(frame - beat)
    return Breach(
        rule=TimingRule.BEAT,
        message=f"The cut into shot {number} at {place(frame, rate)} is {off} frames "
        f"{'after' if frame > beat else 'before'} the beat: cut at frame {beat}.",
        message_he=f"החיתוך לשוט {number} ב־{place_he(frame, rate)} נופל {off} פריימים "
        f"{'אחרי' if frame > beat else 'לפני'} הפעמה: צריך לחתוך בפריים {beat}.",
        shot_number=number,
        frame=frame,
        better=beat,
    )
