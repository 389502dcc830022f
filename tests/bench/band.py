"""A band that plays a made score: late singers, pushed chords, fills, wrong by milliseconds.

Why here: what is hard about following real music is in how it is played; this page plays so.
Next: grooves.py (patterns), miri/sample (the sounds), songs.py (who asks for it).
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from miri.domain.song import SectionLabel as Label
from miri.sample.mixing import Mixer, compressed, limited, make_room
from miri.sample.syllable import Syllable
from miri.sample.synth import Synth
from miri.sample.voice import LEAD_IN, Singer, SungNote
from tests.bench import grooves
from tests.bench.forms import PROGRESSIONS, Part, chord_notes
from tests.bench.scores import Score

RATE = 22_050
ONSETS = ("", "l", "n", "m", "d", "s", "t", "k", "b", "w", "y", "r", "h", "v", "f")
VOWELS = ("a", "e", "i", "o", "u", "aI", "oU", "E", "O")
DRUMLESS_LABELS = (Label.INTRO, Label.OUTRO, Label.BRIDGE)


class Band:
    """A band that plays one score: what each label sounds like is decided once per song."""

    def __init__(self, score: Score) -> None:
        self.score = score
        self.rng = np.random.default_rng([score.seed, 2])
        self.synth = Synth(RATE, score.seed)
        self.mixer = Mixer(RATE, float(score.times[score.beats - 1]) + 3.2)
        rng = self.rng
        self.sevenths = bool(rng.random() < 0.35)
        self.keys = str(rng.choice(["piano", "electric_piano", "guitar", "organ"]))
        self.second = str(rng.choice(["pad", "strings", "organ", "guitar", "bell"]))
        self.bass = str(rng.choice(["bass", "bass", "synth_bass"]))
        self.soloist = str(rng.choice(["lead", "bell", "guitar", "strings"]))
        self.singer = Singer(formants=rng.uniform(0.86, 1.04), vibrato_cents=rng.uniform(18, 45))
        self.octave = -12 if self.singer.formants < 0.95 else 0
        # Each player sits a little before or behind the beat, all song long.
        self.habits = {n: rng.normal(0.0, 0.006) for n in ("kick", "snare", "hats", "bass", "keys")}
        self.grooves = self._groove_for_labels()

    def _draw_groove(self) -> grooves.DrumGroove:
        stock = grooves.THREE if self.score.meter == 3 else grooves.FOUR
        swung = self.score.swing > 0.5
        fitting = [g for g in stock if g.swings == swung]
        if self.score.tempo > 140:
            fitting = [g for g in fitting if g.name not in ("funk", "push", "bossa")]
        return fitting[int(self.rng.integers(len(fitting)))]

    def _groove_for_labels(self) -> dict[Label, grooves.DrumGroove]:
        verse, chorus = self._draw_groove(), self._draw_groove()
        table = dict.fromkeys(Label, verse)
        table[Label.CHORUS] = table[Label.INSTRUMENTAL] = chorus
        return table

    def play(self) -> NDArray[np.float32]:
        """All parts, mixed to mono at a comfortable level."""
        for part in self.score.parts:
            self._play_part(part)
        self._final_chord()
        return self._mixdown()

    def _mixdown(self) -> NDArray[np.float32]:
        rng = self.rng
        levels = {
            "drums": rng.uniform(0.45, 0.8),
            "bass": rng.uniform(0.4, 0.6),
            "keys": rng.uniform(0.5, 0.8),
            "second": rng.uniform(0.35, 0.6),
            "voice": rng.uniform(0.7, 1.1),
            "solo": rng.uniform(0.4, 0.6),
        }
        wet = rng.uniform(0.06, 0.3)
        sends = {"drums": wet * 0.5, "keys": wet, "second": wet, "voice": wet * 1.2, "solo": wet}
        room = make_room(RATE, rng.uniform(0.5, 2.2), rng)
        mixed = self.mixer.mix(levels, sends, room)
        mixed = mixed / np.float32(max(1e-6, float(np.abs(mixed).max())))
        mixed = limited(compressed(mixed * np.float32(1.6), RATE, -16.0, 2.5), RATE)
        hiss = np.float32(10 ** rng.uniform(-4.2, -3.2))
        mono = mixed.mean(axis=0) + hiss * rng.standard_normal(mixed.shape[1]).astype(np.float32)
        return mono.astype(np.float32)

    def _moment(self, position: float, player: str) -> float:
        """Seconds at which a player really plays a position."""
        slip = float(np.clip(self.rng.normal(0.0, self.score.jitter), -0.035, 0.035))
        return self.score.at(position) + self.habits.get(player, 0.0) + slip

    def _length(self, position: float, beats: float) -> float:
        return max(0.06, self.score.at(position + beats) - self.score.at(position))

    def _label_rng(self, label: Label) -> np.random.Generator:
        """The same choices whenever a label comes back: that is what makes it a repeat."""
        return np.random.default_rng([self.score.seed, 3, list(Label).index(label)])

    def _chord(self, part: Part, bar: int) -> list[int]:
        """Notes of a bar's chord as midi numbers around middle C, root first."""
        rng = self._label_rng(part.label)
        pool = PROGRESSIONS[part.label.value]
        line = pool[int(rng.integers(len(pool)))]
        slow = rng.random() < 0.2 and self.score.tempo > 105
        degree = line[(bar // (2 if slow else 1)) % 4]
        steps = chord_notes(degree, self.score.minor, self.sevenths)
        return [60 + self.score.key + s - (12 if s > 9 else 0) for s in steps]

    def _play_part(self, part: Part) -> None:
        for bar in range(part.bars):
            first = part.first_beat + bar * self.score.meter
            chord, following = self._chord(part, bar), self._chord(part, bar + 1)
            if self._drums_play(part, bar):
                self._drum_bar(part, bar, first)
            if part.energy > 0.4 or part.label is Label.OUTRO:
                self._bass_bar(part, first, chord, following)
            self._chord_bar(part, first, chord, following)
        if part.label in (Label.VERSE, Label.CHORUS, Label.BRIDGE, Label.PRECHORUS):
            self._voice_part(part)
        elif part.energy > 0.3:
            self._solo_part(part)

    def _drums_play(self, part: Part, bar: int) -> bool:
        if not self.score.drums:
            return False
        rng = self._label_rng(part.label)
        if part.label in DRUMLESS_LABELS and rng.random() < 0.5:
            return part.label is not Label.OUTRO and bar >= part.bars // 2
        return True

    def _drum_bar(self, part: Part, bar: int, first: int) -> None:
        groove = self.grooves[part.label]
        last = bar == part.bars - 1
        fill = last and self.score.meter == 4 and self.rng.random() < 0.6
        for name, hits in groove.parts.items():
            light = part.energy < 0.5 and name in ("kick", "snare", "low_tom")
            for position, strength in hits:
                if fill and position >= 2.0 and name != "kick":
                    continue
                if self.rng.random() < (0.25 if light and position != 0 else 0.03):
                    continue
                self._strike(name, first + position, strength * (0.55 + 0.45 * part.energy))
        if fill:
            self._fill(first)
        if bar == 0 and part.energy > 0.7:
            self._strike("crash", float(first), 0.8)

    def _strike(self, drum: str, position: float, strength: float) -> None:
        player = drum if drum in ("kick", "snare") else "hats"
        level = float(np.clip(strength * self.rng.uniform(0.82, 1.12), 0.1, 1.0))
        self.mixer.add("drums", self.synth.drum(drum, level), self._moment(position, player))

    def _fill(self, first: int) -> None:
        steps = [2 + s / 4 for s in range(8)] if self.score.tempo < 130 else [2, 2.5, 3, 3.5]
        for index, step in enumerate(steps):
            drum = ("snare", "high_tom", "low_tom")[min(2, index * 3 // len(steps))]
            if self.rng.random() < 0.85:
                self._strike(drum, first + step, 0.5 + 0.05 * index)

    def _bass_bar(self, part: Part, first: int, chord: list[int], following: list[int]) -> None:
        stock = grooves.BASS_THREE if self.score.meter == 3 else grooves.BASS_FOUR
        if not self.score.drums:
            stock = [p for p in stock if len(p) != 6]
        pattern = stock[int(self._label_rng(part.label).integers(len(stock)))]
        root, ahead = chord[0] - 24, following[0] - 24
        for position, length, step in pattern:
            midi = (root, root + 7, root + 12, ahead)[step]
            midi = midi + 12 if midi < 28 else midi
            sound = self.synth.note(
                self.bass, midi, self._length(first + position, length), 0.4 + 0.5 * part.energy
            )
            self.mixer.add("bass", sound, self._moment(first + position, "bass"))

    def _chord_pattern(
        self, part: Part, pulsing: bool
    ) -> tuple[tuple[float, float, int, float], ...]:
        stock = grooves.CHORDS_THREE if self.score.meter == 3 else grooves.CHORDS_FOUR
        names = [n for n in stock if n in grooves.PULSING] if pulsing else list(stock)
        if self.score.tempo > 115:
            names = [n for n in names if n != "fast arpeggio"]
        return stock[names[int(self._label_rng(part.label).integers(len(names)))]]

    def _chord_bar(self, part: Part, first: int, chord: list[int], following: list[int]) -> None:
        pulsing = not self.score.drums or part.label in DRUMLESS_LABELS
        self._chords("keys", self.keys, self._chord_pattern(part, pulsing), part, first, chord)
        if part.energy > 0.6:
            stock = grooves.CHORDS_THREE if self.score.meter == 3 else grooves.CHORDS_FOUR
            high = [n + 12 for n in chord[1:]]
            self._chords("second", self.second, stock["sustained"], part, first, high)
        if self.rng.random() < 0.12:
            # An anticipation: the next chord comes half a beat early.
            early = first + self.score.meter - 0.5
            for midi in following[:3]:
                sound = self.synth.note(self.keys, midi, self._length(early, 0.5), 0.6)
                self.mixer.add("keys", 0.3 * sound, self._moment(early, "keys"))

    def _chords(
        self,
        bus: str,
        instrument: str,
        pattern: tuple[tuple[float, float, int, float], ...],
        part: Part,
        first: int,
        chord: list[int],
    ) -> None:
        for position, length, which, strength in pattern:
            moment = self._moment(first + position, "keys")
            notes = chord if which < 0 else [chord[which % len(chord)] + 12 * (which // len(chord))]
            spread = 0.008 if instrument == "guitar" else 0.003
            gain = 0.3 if which < 0 else 0.6
            for index, midi in enumerate(notes):
                sound = self.synth.note(
                    instrument,
                    midi,
                    self._length(first + position, length),
                    strength * (0.5 + 0.5 * part.energy),
                )
                self.mixer.add(bus, sound, moment + index * spread, gain)

    def _voice_part(self, part: Part) -> None:
        """Two-bar phrases, the same tune whenever the label comes back."""
        for bar in range(0, part.bars - 1, 2):
            rng = np.random.default_rng(
                [self.score.seed, 4, list(Label).index(part.label), bar % 8]
            )
            first = part.first_beat + bar * self.score.meter
            self._sing(part, first, _melody(rng, self.score, part, self._chord, bar))

    def _sing(self, part: Part, first: int, tune: list[tuple[float, float, int, Syllable]]) -> None:
        late = self.rng.normal(0.012, 0.012)
        begin = self.score.at(first + tune[0][0])
        notes = [
            SungNote(
                start=self.score.at(first + position) - begin + self.rng.normal(0.0, 0.014),
                seconds=self._length(first + position, beats * 0.95),
                midi=midi + self.octave,
                syllable=syllable,
                strength=0.45 + 0.45 * part.energy,
            )
            for position, beats, midi, syllable in tune
        ]
        notes.sort(key=lambda n: n.start)
        self.mixer.add(
            "voice", self.synth.phrase(notes, self.singer), begin + late - LEAD_IN, gain=0.8
        )

    def _solo_part(self, part: Part) -> None:
        rng = self._label_rng(part.label)
        for bar in range(part.bars):
            if rng.random() < 0.25:
                continue
            first = part.first_beat + bar * self.score.meter
            for position, beats, midi, _ in _melody(rng, self.score, part, self._chord, bar, 1):
                sound = self.synth.note(
                    self.soloist, midi, self._length(first + position, beats * 0.9), 0.7
                )
                self.mixer.add("solo", sound, self._moment(first + position, "keys"), 0.7)

    def _final_chord(self) -> None:
        last = self.score.beats - 1
        chord = [60 + self.score.key + s for s in chord_notes(0, self.score.minor, False)]
        for midi in [chord[0] - 24, *chord]:
            sound = self.synth.note(self.keys, midi, 1.8, 0.7)
            self.mixer.add("keys", sound, self._moment(last, "keys"), 0.35)
        if self.score.drums:
            self._strike("kick", float(last), 0.7)
            self._strike("crash", float(last), 0.5)


def _melody(
    rng: np.random.Generator,
    score: Score,
    part: Part,
    chord_of: Callable[[Part, int], list[int]],
    bar: int,
    bars: int = 2,
) -> list[tuple[float, float, int, Syllable]]:
    """A syncopated tune over some bars: (position, beats, midi, syllable)."""
    end = bars * score.meter - rng.uniform(0.5, 1.5)
    position = float(rng.choice([0.0, 0.0, 0.5, 0.5, 1.0, -0.5 if part.first_beat or bar else 0.5]))
    lengths = [0.5, 0.5, 1.0, 1.5, 0.75 if score.swing == 0.5 else 0.5, 2.0]
    odds = [0.3, 0.2, 0.22, 0.14, 0.06, 0.08]
    scale = [0, 2, 3, 5, 7, 8, 10] if score.minor else [0, 2, 4, 5, 7, 9, 11]
    height = score.key + 64 + (5 if part.label is Label.CHORUS else 0)
    tune: list[tuple[float, float, int, Syllable]] = []
    while position < end:
        beats = float(rng.choice(lengths, p=odds))
        chord = chord_of(part, bar + max(0, int(position // score.meter)))
        height += int(rng.integers(-3, 4))
        height = int(np.clip(height, score.key + 58, score.key + 74))
        pool = chord if position == int(position) else [60 + score.key + s for s in scale]
        midi = min((p + 12 * o for p in pool for o in (-1, 0, 1)), key=lambda m: abs(m - height))
        syllable = Syllable(str(rng.choice(ONSETS)), str(rng.choice(VOWELS)))
        tune.append((position, min(beats, max(0.5, end + 0.5 - position)), midi, syllable))
        position += beats
    return tune or [(0.0, 1.0, height, Syllable("l", "a"))]
