"""The score of "Swing the Light": notes, chords, sections and words, all by hand.

Why here: every time in the sample's truth and lyrics is derived from this page, and what is
heard is played from it. Places are counted in eighth notes from the first bar.
The song: someone drives through the night to a lighthouse by the sea, where they are waited for.
Next: arrangement.py (who plays what), truth.py (what is known for certain).
"""

from dataclasses import dataclass
from fractions import Fraction

from miri.domain.song import SectionLabel
from miri.sample.syllable import Syllable

BEATS_PER_MINUTE = 132
BEATS_PER_BAR = 4
EIGHTHS_PER_BAR = 8
START_MICROS = 300_000
"""Silence before the first beat, as on most recordings."""
RING_BARS = 1
"""The last bar only rings: it has no beats."""

NAMES = {"en": "Swing the Light", "he": "סובב ת'אור"}


@dataclass(frozen=True)
class Line:
    """A sung line of two bars. `tune` is (eighth, length in eighths, midi), one per syllable;
    `sounds` spells the syllables as sung in English, see voice.py for the letters."""

    english: str
    hebrew: str
    sounds: str
    tune: tuple[tuple[int, int, int], ...]

    def syllables(self) -> tuple[Syllable, ...]:
        """The syllables of `sounds`; each is written onset-vowel-coda with dashes."""
        return tuple(Syllable(*spelled.split("-")) for spelled in self.sounds.split())


@dataclass(frozen=True)
class Part:
    """A section: one chord per half bar, and the lines sung from its first bar on."""

    label: SectionLabel
    bars: int
    chords: tuple[str, ...]
    lines: tuple[Line, ...] = ()


def micros_at(eighth: int | Fraction) -> int:
    """When an eighth of the song falls, to the nearest microsecond."""
    eighth_micros = Fraction(60_000_000, 2 * BEATS_PER_MINUTE)
    return START_MICROS + round(eighth * eighth_micros)


def seconds_at(eighth: float) -> float:
    """The same for those who make sound."""
    return START_MICROS / 1_000_000 + eighth * 30.0 / BEATS_PER_MINUTE


# Chords in close position around middle C, each a step or two from its neighbours; bass first.
VOICINGS: dict[str, tuple[int, tuple[int, ...]]] = {
    "Bm": (35, (59, 62, 66)),
    "Bm7": (35, (57, 62, 66)),
    "G": (43, (59, 62, 67)),
    "Gadd9": (43, (57, 59, 62)),
    "D": (38, (57, 62, 66)),
    "Dadd9": (38, (57, 64, 66)),
    "D/F#": (42, (57, 62, 66)),
    "A": (45, (57, 61, 64)),
    "Asus": (45, (57, 62, 64)),
    "A/C#": (37, (57, 61, 64)),
    "Em7": (40, (59, 62, 67)),
}


def _bars(*names: str) -> tuple[str, ...]:
    """Half-bar chords from bars such as "G" or "Asus A"."""
    halves: list[str] = []
    for name in names:
        first, _, second = name.partition(" ")
        halves += [first, second or first]
    return tuple(halves)


TWO_AM = Line(
    "Two a.m., the town behind me,",
    "העיר כבתה מאחוריי,",
    "t-u -eI -E-m D-x t-aU-n b-i h-aI-nd m-i",
    (
        (0, 2, 62),
        (2, 1, 64),
        (3, 2, 66),
        (5, 1, 66),
        (6, 1, 64),
        (7, 1, 62),
        (8, 3, 62),
        (11, 3, 59),
    ),
)
HEADLIGHT = Line(
    "one good headlight, one bad tyre,",
    "פנס אחד, גלגל שרוט,",
    "w-A-n g-U-d h-E-d l-aI-t w-A-n b-a-d t-aI",
    ((0, 2, 66), (2, 1, 66), (3, 2, 69), (5, 1, 66), (6, 1, 66), (7, 1, 64), (8, 5, 64)),
)
RED_COAT = Line(
    "your red coat is wrapped around me,",
    "מעיל אדום, שלך, עליי,",
    "y-O r-E-d k-oU-t -I-z r-a-pt -x r-aU-nd m-i",
    (
        (0, 2, 62),
        (2, 1, 64),
        (3, 2, 66),
        (5, 1, 66),
        (6, 1, 64),
        (7, 1, 62),
        (8, 3, 67),
        (11, 3, 62),
    ),
)
MOON = Line(
    "and a moon caught on the wire.",
    "ירח דק תלוי על חוט.",
    "-a-nd -x m-u-n k-O-t -O-n D-x w-aI",
    ((0, 2, 66), (2, 1, 66), (3, 2, 69), (5, 1, 69), (6, 1, 71), (7, 1, 69), (8, 5, 69)),
)
WATER = Line(
    "Swing the light across the water,",
    "סובב ת'אור על פני המים,",
    "sw-I-N D-x l-aI-t -x kr-O-s D-x w-O t-x",
    (
        (0, 2, 71),
        (2, 1, 71),
        (3, 3, 74),
        (6, 1, 71),
        (7, 2, 73),
        (9, 1, 71),
        (10, 2, 73),
        (12, 3, 69),
    ),
)
SALT = Line(
    "I can smell the salt from here.",
    "כבר יש מלח באוויר.",
    "-aI k-a-n sm-E-l D-x s-O-lt fr-x-m h-I",
    ((0, 2, 71), (2, 1, 73), (3, 3, 74), (6, 1, 71), (7, 2, 69), (9, 1, 66), (10, 5, 69)),
)
CLOSER = Line(
    "Swing the light, I'm getting closer,",
    "סובב ת'אור, אני בדרך,",
    "sw-I-N D-x l-aI-t -aI-m g-E-t t-I-N kl-oU s-x",
    (
        (0, 2, 71),
        (2, 1, 71),
        (3, 3, 74),
        (6, 1, 74),
        (7, 2, 76),
        (9, 1, 74),
        (10, 2, 73),
        (12, 3, 69),
    ),
)
BY_EAR = Line(
    "every bend I know by ear.",
    "כל סיבוב אני מכיר.",
    "-E-v r-i b-E-nd -aI n-oU b-aI -I",
    ((0, 2, 74), (2, 1, 74), (3, 3, 73), (6, 1, 71), (7, 2, 69), (9, 1, 73), (10, 6, 74)),
)
GULL = Line(
    "One white gull along the railing,",
    "שחף לבן על מעקה,",
    "w-A-n w-aI-t g-A-l -x l-O-N D-x r-eI l-I-N",
    (
        (0, 2, 62),
        (2, 1, 64),
        (3, 2, 66),
        (5, 1, 66),
        (6, 1, 64),
        (7, 1, 62),
        (8, 3, 67),
        (11, 3, 62),
    ),
)
STAIR = Line(
    "someone waiting on the stair.",
    "ומישהו שם מחכה.",
    "s-A-m w-A-n w-eI t-I-N -O-n D-x st-E",
    ((0, 2, 66), (2, 1, 66), (3, 2, 69), (5, 1, 69), (6, 1, 71), (7, 1, 69), (8, 5, 73)),
)
HOME = Line(
    "Swing the light, I'm here, I'm home.",
    "סובב ת'אור, אני בבית.",
    "sw-I-N D-x l-aI-t -aI-m h-I -aI-m h-oU-m",
    ((0, 2, 71), (2, 1, 71), (3, 3, 74), (6, 2, 74), (8, 4, 76), (13, 3, 73), (16, 9, 74)),
)

FORM: tuple[Part, ...] = (
    Part(SectionLabel.INTRO, 4, _bars("Bm7", "Gadd9", "D", "Asus A")),
    Part(
        SectionLabel.VERSE,
        8,
        _bars("Bm", "G", "D", "A", "Bm7", "G", "D", "Asus A"),
        (TWO_AM, HEADLIGHT, RED_COAT, MOON),
    ),
    Part(SectionLabel.CHORUS, 4, _bars("G", "A", "Bm", "D/F#"), (WATER, SALT)),
    Part(SectionLabel.VERSE, 4, _bars("Bm7", "Gadd9", "D", "A"), (GULL, STAIR)),
    Part(
        SectionLabel.CHORUS,
        8,
        _bars("G", "A", "Bm", "D/F#", "G", "A", "Bm A/C#", "D"),
        (WATER, SALT, CLOSER, BY_EAR),
    ),
    Part(SectionLabel.OUTRO, 4, _bars("G", "Asus A", "Dadd9", "Dadd9"), (HOME,)),
)


@dataclass(frozen=True)
class Placed:
    """A part with its first eighth in the song."""

    part: Part
    first: int

    @property
    def end(self) -> int:
        """The eighth after its last."""
        return self.first + self.part.bars * EIGHTHS_PER_BAR


@dataclass(frozen=True)
class PlacedLine:
    """A line with its first eighth in the song; sung from its first note to its last note's end."""

    line: Line
    first: int
    part: Part

    @property
    def start(self) -> int:
        """The eighth on which its first vowel falls."""
        return self.first + self.line.tune[0][0]

    @property
    def end(self) -> int:
        """The eighth on which its last note ends."""
        eighth, length, _ = self.line.tune[-1]
        return self.first + eighth + length


def placed_parts() -> tuple[Placed, ...]:
    """The form, laid end to end."""
    placed: list[Placed] = []
    first = 0
    for part in FORM:
        placed.append(Placed(part, first))
        first = placed[-1].end
    return tuple(placed)


def placed_lines() -> tuple[PlacedLine, ...]:
    """Every sung line; each takes two bars."""
    return tuple(
        PlacedLine(line, placed.first + number * 2 * EIGHTHS_PER_BAR, placed.part)
        for placed in placed_parts()
        for number, line in enumerate(placed.part.lines)
    )


def last_eighth() -> int:
    """Where the song's bars end."""
    return placed_parts()[-1].end
