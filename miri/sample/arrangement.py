"""Who plays what in the sample song: drums, bass, keys, guitar, pads, bells and the singer.

Why here: the score says which chords and words; this page makes a band of them, so that intro,
verse, chorus and outro are as different as on a record. Players miss the grid by some
milliseconds; the grid is the truth.
Next: mastering.py, which mixes what is placed here.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from miri.domain.song import SectionLabel as Label
from miri.sample.mixing import Mixer
from miri.sample.score import (
    EIGHTHS_PER_BAR,
    VOICINGS,
    Placed,
    PlacedLine,
    placed_lines,
    placed_parts,
    seconds_at,
)
from miri.sample.synth import Synth
from miri.sample.voice import LEAD_IN, Singer, SungNote

JITTER_SECONDS = 0.005
LEAD = Singer(formants=1.0, vibrato_cents=30.0, breath=0.055, tilt=0.8)
SCALE = (2, 4, 6, 7, 9, 11, 13)
"""D major, as midi numbers modulo 12 (13 is C sharp, one octave up)."""


class Band:
    """Plays the whole score into a mixer's buses. `kicks` collects when the kick fell."""

    def __init__(self, synth: Synth, mixer: Mixer, seed: int) -> None:
        self.synth = synth
        self.mixer = mixer
        self.rng = np.random.default_rng([seed, 0xBA2D])
        self.kicks: list[float] = []

    def play(self) -> None:
        """Every part in turn, then the singing over all of it."""
        for number, placed in enumerate(placed_parts()):
            second_time = any(p.part.label is placed.part.label for p in placed_parts()[:number])
            self._play_part(placed, second_time)
        for line in placed_lines():
            self._sing(line)

    def _play_part(self, placed: Placed, again: bool) -> None:
        players = {
            Label.INTRO: self._intro,
            Label.VERSE: self._second_verse if again else self._verse,
            Label.CHORUS: self._chorus,
            Label.OUTRO: self._outro,
        }
        players[placed.part.label](placed)

    # The parts

    def _intro(self, placed: Placed) -> None:
        self._arpeggio(placed, 0, 0.7)
        self._arpeggio(placed, 12, 0.35)
        self._hook(placed.first, 0.75)
        self._pads(placed, 0.55)
        self._bass_notes(placed, 2, 4, (0, 3, 6), 2.5, 0.5)
        for bar in (2, 3):
            self._row(placed.first + bar * 8, {"hat": _accented(range(8), 0.42, 0.26)})
            self._row(placed.first + bar * 8, {"kick": ((0, 0.6), (4, 0.6))})
        self._fill(placed.end - 2, ("snare", "snare", "high_tom", "low_tom"), 0.5)

    def _verse(self, placed: Placed) -> None:
        self._arpeggio(placed, 0, 0.42)
        self._keys(placed, ((0, 3.0), (3, 4.5)), 0.5)
        self._bass_notes(placed, 0, 8, (0, 3, 6), 2.5, 0.6)
        for bar in range(8):
            here = placed.first + bar * 8
            back = "rim" if bar < 4 else "snare"
            self._row(
                here,
                {
                    "kick": ((0, 0.8), (3, 0.55), (4, 0.75)),
                    back: ((2, 0.62), (6, 0.68)),
                    "hat": _accented(range(8), 0.5, 0.3),
                },
            )
            if bar >= 4:
                self._row(here, {"shaker": _accented((h / 2 for h in range(16)), 0.34, 0.24)})
        self._pads(placed, 0.28)
        self._fill(placed.end - 4, ("snare", "snare", "high_tom", "high_tom", "low_tom"), 0.72)

    def _chorus(self, placed: Placed) -> None:
        bars = placed.part.bars
        self._row(placed.first, {"crash": ((0, 0.85),)})
        for bar in range(bars):
            here = placed.first + bar * 8
            self._row(
                here,
                {
                    "kick": ((0, 0.95), (2, 0.9), (3, 0.5), (4, 0.95), (6, 0.9)),
                    "snare": ((2, 0.88), (6, 0.92)),
                    "clap": ((2, 0.7), (6, 0.7)),
                    "open_hat": _accented((1, 3, 5, 7), 0.55, 0.55),
                    "hat": _accented((0, 2, 4, 6), 0.4, 0.4),
                    "shaker": _accented((h / 2 for h in range(16)), 0.42, 0.3),
                },
            )
        if bars > 4:
            self._row(placed.first + 32, {"crash": ((0, 0.75),)})
        self._bass_notes(placed, 0, bars, range(8), 0.92, 0.85, octaves=True)
        self._keys(placed, ((0, 1.4), (1.5, 1.3), (3, 2.8), (6, 1.8)), 0.72)
        self._strum(placed, 0.62)
        self._pads(placed, 0.6)
        self._strings(placed, 0.6)
        self._answer(placed)
        self._fill(placed.end - 2, ("snare", "high_tom", "low_tom", "low_tom"), 0.7)

    def _second_verse(self, placed: Placed) -> None:
        self._arpeggio(placed, 12, 0.4)
        self._keys(placed, ((0, 7.5),), 0.55)
        self._pads(placed, 0.42)
        self._bass_notes(placed, 0, 4, (0,), 7.0, 0.6)
        for bar in range(4):
            here = placed.first + bar * 8
            self._row(here, {"kick": ((0, 0.7),), "rim": ((2, 0.4), (6, 0.5))})
            if bar in (2, 3):
                self._row(here, {"kick": ((2, 0.55), (4, 0.65), (6, 0.6))})
        for step in range(16):
            strength = 0.25 + 0.04 * step
            self._strike("snare", placed.end - 8 + step / 2, strength)

    def _outro(self, placed: Placed) -> None:
        self._row(placed.first, {"crash": ((0, 0.6),)})
        self._pads(placed, 0.5)
        self._keys(placed, ((0, 7.5),), 0.6, bars=2)
        self._arpeggio(placed, 0, 0.5, bars=3)
        self._bass_notes(placed, 0, 3, (0,), 7.0, 0.6)
        for bar in (0, 1):
            self._row(
                placed.first + bar * 8,
                {"kick": ((0, 0.7), (4, 0.65)), "rim": ((2, 0.5), (6, 0.5))},
            )
        self._row(placed.first + 16, {"kick": ((0, 0.8),), "crash": ((0, 0.7),)})
        for midi in (50, 57, 62, 66, 74):
            sound = self.synth.note("piano", midi, 3.0, 0.6)
            self.mixer.add("keys", sound, self._moment(placed.first + 16), 0.42, -0.1)

    # The players

    def _moment(self, eighth: float) -> float:
        slip = float(np.clip(self.rng.normal(0.0, JITTER_SECONDS), -0.012, 0.012))
        return seconds_at(eighth) + slip

    def _strike(self, drum: str, eighth: float, strength: float) -> None:
        level = float(np.clip(strength * self.rng.uniform(0.92, 1.06), 0.05, 1.0))
        pan = {"hat": 0.22, "open_hat": 0.22, "shaker": -0.35, "crash": -0.2}.get(drum, 0.0)
        pan = {"high_tom": -0.25, "low_tom": 0.3, "clap": 0.08}.get(drum, pan)
        moment = self._moment(eighth)
        if drum == "kick":
            self.kicks.append(moment)
        bus = drum if drum in ("kick", "snare") else "percussion"
        self.mixer.add(bus, self.synth.drum(drum, level), moment, pan=pan)

    def _row(self, first: int, rows: dict[str, tuple[tuple[float, float], ...]]) -> None:
        for drum, strokes in rows.items():
            for eighth, strength in strokes:
                self._strike(drum, first + eighth, strength)

    def _fill(self, first: int, drums: tuple[str, ...], strength: float) -> None:
        for index, drum in enumerate(drums):
            self._strike(drum, first + index / 2, strength + 0.05 * index)

    def _chord(self, placed: Placed, eighth: float) -> tuple[int, tuple[int, ...]]:
        """Bass note and voicing that sound at an eighth of the part; the end holds."""
        half = min(int(eighth // 4), len(placed.part.chords) - 1)
        return VOICINGS[placed.part.chords[half]]

    def _bass_notes(
        self,
        placed: Placed,
        from_bar: int,
        to_bar: int,
        eighths: Sequence[int],
        length: float,
        strength: float,
        octaves: bool = False,
    ) -> None:
        for bar in range(from_bar, to_bar):
            for eighth in eighths:
                root, _ = self._chord(placed, bar * 8 + eighth)
                midi = root + (12 if octaves and eighth % 2 else 0)
                sound = self.synth.note("bass", midi, length * seconds_per_eighth(), strength)
                self.mixer.add("bass", sound, self._moment(placed.first + bar * 8 + eighth))

    def _keys(
        self,
        placed: Placed,
        strokes: tuple[tuple[float, float], ...],
        strength: float,
        bars: int | None = None,
    ) -> None:
        for bar in range(placed.part.bars if bars is None else bars):
            for eighth, length in self._split(placed, bar, strokes):
                _, voicing = self._chord(placed, bar * 8 + eighth)
                moment = self._moment(placed.first + bar * 8 + eighth)
                for index, midi in enumerate(voicing):
                    sound = self.synth.note(
                        "electric_piano", midi, length * seconds_per_eighth(), strength
                    )
                    pan = (-0.3, 0.0, 0.3)[index]
                    self.mixer.add("keys", sound, moment + 0.004 * index, 0.55, pan)

    def _split(
        self, placed: Placed, bar: int, strokes: tuple[tuple[float, float], ...]
    ) -> list[tuple[float, float]]:
        """The strokes of a bar; one that is held over a change of chord is struck again there."""
        split: list[tuple[float, float]] = []
        for eighth, length in strokes:
            changes = self._chord(placed, bar * 8) != self._chord(placed, bar * 8 + 4)
            if changes and eighth < 4 < eighth + length:
                split += [(eighth, 4 - eighth), (4, eighth + length - 4)]
            else:
                split.append((eighth, length))
        return split

    def _arpeggio(
        self, placed: Placed, lift: int, strength: float, bars: int | None = None
    ) -> None:
        """A guitar in eighths that leans on every third: 3 + 3 + 2."""
        order = (0, 1, 2, 3, 2, 1, 2, 1)
        for bar in range(placed.part.bars if bars is None else bars):
            for eighth in range(EIGHTHS_PER_BAR):
                _, voicing = self._chord(placed, bar * 8 + eighth)
                notes = (*voicing, voicing[0] + 12)
                accent = 0.2 if eighth in (0, 3, 6) else 0.0
                sound = self.synth.note(
                    "guitar", notes[order[eighth]] + lift, 0.5, strength + accent
                )
                moment = self._moment(placed.first + bar * 8 + eighth)
                self.mixer.add("guitar", sound, moment, 0.7, -0.45)

    def _strum(self, placed: Placed, strength: float) -> None:
        """Two guitars, left and right, strummed in eighths with the backbeat on top."""
        for bar in range(placed.part.bars):
            for eighth in range(EIGHTHS_PER_BAR):
                _, voicing = self._chord(placed, bar * 8 + eighth)
                accent = 0.2 if eighth in (2, 6) else 0.0
                for pan in (-0.7, 0.7):
                    moment = self._moment(placed.first + bar * 8 + eighth)
                    strings = voicing if eighth % 2 == 0 else voicing[::-1]
                    for index, midi in enumerate(strings):
                        sound = self.synth.note("guitar", midi + 12, 0.2, strength + accent)
                        self.mixer.add("guitar", sound, moment + 0.011 * index, 0.26, pan)

    def _pads(self, placed: Placed, strength: float) -> None:
        for half in range(len(placed.part.chords)):
            _, voicing = VOICINGS[placed.part.chords[half]]
            for index, midi in enumerate(voicing):
                sound = self.synth.note("pad", midi, 3.9 * seconds_per_eighth(), strength)
                pan = (-0.5, 0.5, 0.0)[index]
                self.mixer.add("pad", sound, self._moment(placed.first + half * 4), strength, pan)

    def _strings(self, placed: Placed, strength: float) -> None:
        """A high line that moves by step through the top notes of the chords."""
        for bar in range(placed.part.bars):
            _, voicing = self._chord(placed, bar * 8)
            for midi, pan in ((voicing[2] + 12, 0.35), (voicing[1] + 12, -0.35)):
                sound = self.synth.note("strings", midi, 7.9 * seconds_per_eighth(), strength)
                moment = self._moment(placed.first + bar * 8) - 0.04
                self.mixer.add("strings", sound, moment, 0.8, pan)

    def _hook(self, first: int, strength: float) -> None:
        """The first notes of the chorus on bells, as a promise."""
        hook = (
            (0, 83),
            (2, 83),
            (3, 86),
            (7, 85),
            (10, 81),
            (16, 78),
            (19, 81),
            (23, 76),
            (26, 73),
        )
        for eighth, midi in hook:
            sound = self.synth.note("bell", midi, 0.6, strength)
            self.mixer.add("bells", sound, self._moment(first + eighth), 0.6, 0.4)

    def _answer(self, placed: Placed) -> None:
        """Bells where the singer breathes, at the end of each line."""
        for pair in range(placed.part.bars // 2):
            _, voicing = self._chord(placed, pair * 16 + 15)
            for index, eighth in enumerate((13, 14, 15)):
                midi = voicing[index] + 24
                sound = self.synth.note("bell", midi, 0.5, 0.45)
                moment = self._moment(placed.first + pair * 16 + eighth)
                self.mixer.add("bells", sound, moment, 0.42, 0.5)

    # The singer

    def _sing(self, placed: PlacedLine) -> None:
        chorus = placed.part.label is Label.CHORUS
        strength = {Label.VERSE: 0.72, Label.CHORUS: 0.92}.get(placed.part.label, 0.8)
        notes = self._sung(placed, 0, strength)
        self._voice("voice", placed, notes, LEAD, 0.0, 1.0)
        if chorus or placed.part.label is Label.OUTRO:
            for detune, pan in ((-9.0, -0.75), (8.0, 0.75)):
                double = Singer(formants=1.03, breath=0.09, detune_cents=detune, vibrato_cents=24.0)
                again = self._sung(placed, 0, strength * 0.85)
                self._voice("choir", placed, again, double, pan, 0.42)
            below = Singer(formants=0.94, breath=0.07, vibrato_cents=22.0)
            third = self._sung(placed, -2, strength * 0.8)
            self._voice("choir", placed, third, below, 0.35, 0.5)

    def _sung(self, placed: PlacedLine, steps: int, strength: float) -> list[SungNote]:
        """The line's notes in seconds of the phrase, `steps` of the scale higher or lower."""
        begin = seconds_at(placed.start)
        return [
            SungNote(
                start=seconds_at(placed.first + eighth) - begin + self.rng.normal(0.004, 0.006),
                seconds=length * seconds_per_eighth() * 0.97,
                midi=_by_steps(midi, steps),
                syllable=syllable,
                strength=strength,
            )
            for (eighth, length, midi), syllable in zip(
                placed.line.tune, placed.line.syllables(), strict=True
            )
        ]

    def _voice(
        self,
        bus: str,
        placed: PlacedLine,
        notes: list[SungNote],
        singer: Singer,
        pan: float,
        gain: float,
    ) -> None:
        sound = self.synth.phrase(notes, singer)
        self.mixer.add(bus, sound, seconds_at(placed.start) - LEAD_IN, gain, pan)


def seconds_per_eighth() -> float:
    """How long an eighth lasts."""
    return seconds_at(1) - seconds_at(0)


def _accented(
    eighths: Iterable[float], loud: float, soft: float
) -> tuple[tuple[float, float], ...]:
    """Strokes, loud on the beats."""
    return tuple((e, loud if e % 2 == 0 else soft) for e in eighths)


def _by_steps(midi: int, steps: int) -> int:
    """The note some steps of D major higher or lower (a third is two steps)."""
    ladder = [12 * octave + tone for octave in range(10) for tone in SCALE]
    return ladder[ladder.index(midi) + steps]
