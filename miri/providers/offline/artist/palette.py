"""A palette and the parts its colours play: ink, tones from dark to light, accents, lamps.

Why here: the wanted #RRGGBB must really be what the eye sees; painters ask for parts, not hex.
Next: hours.py (which tone goes where at which time of day).
"""

from dataclasses import dataclass
from functools import cached_property

from miri.providers.offline.artist.colour import Colour, from_hex

WARM_LAMP = from_hex("#FFC978")
COLD_LAMP = from_hex("#CFE3FF")


@dataclass(frozen=True)
class Palette:
    """One to eight wanted colours, in any order."""

    colours: tuple[Colour, ...]

    @classmethod
    def of(cls, *codes: str) -> "Palette":
        """From "#RRGGBB" texts."""
        return cls(tuple(from_hex(code) for code in codes))

    @cached_property
    def by_light(self) -> tuple[Colour, ...]:
        """Dark to light."""
        return tuple(sorted(self.colours, key=lambda colour: colour.lightness))

    @cached_property
    def accents(self) -> tuple[Colour, ...]:
        """Colours that step out of the row from dark to light, the strongest first."""
        row = self.by_light
        if len(row) < 4:
            return ()
        found: list[tuple[float, Colour]] = []
        for i in range(1, len(row) - 1):
            step = _off_line(row[i - 1], row[i], row[i + 1])
            if step > 0.085 and row[i].chroma > 0.07:
                found.append((step, row[i]))
        found.sort(reverse=True)
        return tuple(colour for _, colour in found[: max(1, len(row) // 3)])

    @cached_property
    def row(self) -> tuple[Colour, ...]:
        """The tones, dark to light: at least a dark, a middle and a light."""
        tones = [colour for colour in self.by_light if colour not in self.accents]
        if tones[0].lightness > 0.36:
            tones.insert(0, tones[0].at(max(0.2, tones[0].lightness - 0.42)))
        if tones[-1].lightness < 0.66:
            tones.append(tones[-1].at(min(0.86, tones[-1].lightness + 0.3)))
        if len(tones) == 2:
            tones.insert(1, tones[0].mix(tones[1], 0.45))
        return tuple(tones)

    def tone(self, share: float) -> Colour:
        """0 is the darkest tone, 1 the lightest; between two, their mixture.

        Steps are eased, so that most of a gradient shows the palette's own colours.
        """
        row = self.row
        at = min(0.9999, max(0.0, share)) * (len(row) - 1)
        i = int(at)
        t = at - i
        eased = t * t * (3 - 2 * t)
        return row[i].mix(row[i + 1], 0.35 * t + 0.65 * eased)

    @property
    def ink(self) -> Colour:
        """For silhouettes and lines."""
        return self.row[0] if self.row[0].lightness < 0.3 else self.row[0].at(0.24)

    @property
    def light(self) -> Colour:
        """The lightest tone."""
        return self.row[-1]

    @cached_property
    def accent(self) -> Colour:
        """The colour that stands out: an outlier, or the most vivid one."""
        if self.accents:
            return self.accents[0]
        return max(self.colours, key=lambda colour: colour.chroma * (0.4 + colour.lightness))

    @cached_property
    def lamp(self) -> Colour:
        """What lit windows and lamps glow in: the palette's warmest light colour."""
        warm = max(
            self.colours, key=lambda c: c.warmth * (0.3 + c.lightness) * (c.lightness > 0.45)
        )
        if warm.lightness > 0.45 and warm.warmth > 0.03:
            return warm if warm.lightness > 0.6 else warm.lit(0.14)
        return self.light.mix(WARM_LAMP, 0.45)

    @cached_property
    def cool(self) -> Colour:
        """The coldest light colour: moonlight, screens, neon's other half."""
        cold = min(self.colours, key=lambda c: c.warmth / (0.25 + c.lightness))
        return cold if cold.lightness > 0.5 else cold.at(0.68).mix(COLD_LAMP, 0.25)

    def near(self, colour: Colour) -> Colour:
        """The palette's colour closest to another."""
        return min(self.colours, key=colour.distance)

    def fit(self, colour: Colour, share: float) -> Colour:
        """A foreign colour (skin, a tree) drawn `share` of the way into this palette's world."""
        tones = [self.row[i].mix(self.row[i + 1], 0.5) for i in range(len(self.row) - 1)]
        home = min((*self.row, *tones), key=lambda tone: abs(tone.lightness - colour.lightness))
        kin = Colour(colour.lightness, home.a, home.b)
        return colour.mix(kin, share)


def _off_line(low: Colour, colour: Colour, high: Colour) -> float:
    """How far a colour's hue steps out of the line between its neighbours."""
    span = max(high.lightness - low.lightness, 0.01)
    t = min(1.0, max(0.0, (colour.lightness - low.lightness) / span))
    line = low.mix(high, t)
    return ((colour.a - line.a) ** 2 + (colour.b - line.b) ** 2) ** 0.5
