"""Hours: which tone of the palette is sky, air, earth and light at which time and weather.

Why here: one table turns "dusk" or "fog" into a whole colour plan, whatever the palette.
Next: scenery.py, which carries the plan; palette.py for tones.
"""

from dataclasses import dataclass, replace
from typing import NamedTuple

from miri.providers.offline.artist.colour import Colour
from miri.providers.offline.artist.palette import Palette


class Plan(NamedTuple):
    """Shares of the palette's row, 0 dark .. 1 light, for each part of the picture."""

    top: float
    middle: float
    low: float
    far: float
    mid: float
    near: float
    ground: float
    exposure: float
    rim: float
    haze: float


PLANS: dict[str, Plan] = {
    "night": Plan(0.0, 0.16, 0.42, 0.27, 0.15, 0.03, 0.1, 0.5, 0.85, 0.12),
    "dusk": Plan(0.1, 0.34, 0.78, 0.42, 0.24, 0.05, 0.16, 0.62, 0.8, 0.14),
    "sunset": Plan(0.3, 0.62, 0.97, 0.56, 0.32, 0.06, 0.2, 0.6, 1.0, 0.14),
    "dawn": Plan(0.3, 0.62, 0.97, 0.58, 0.36, 0.08, 0.24, 0.74, 0.8, 0.2),
    "day": Plan(0.42, 0.64, 0.94, 0.62, 0.42, 0.1, 0.34, 0.95, 0.5, 0.12),
    "overcast": Plan(0.6, 0.72, 0.86, 0.66, 0.46, 0.16, 0.34, 0.8, 0.35, 0.2),
    "fog": Plan(0.66, 0.76, 0.84, 0.72, 0.58, 0.22, 0.5, 0.6, 0.3, 0.4),
    "storm": Plan(0.05, 0.25, 0.5, 0.3, 0.17, 0.02, 0.12, 0.55, 0.6, 0.2),
    "room_day": Plan(0.5, 0.7, 0.92, 0.6, 0.48, 0.1, 0.34, 0.82, 0.75, 0.1),
    "room_night": Plan(0.0, 0.12, 0.4, 0.26, 0.2, 0.02, 0.12, 0.6, 0.9, 0.1),
    "stage": Plan(0.0, 0.08, 0.3, 0.2, 0.12, 0.0, 0.14, 0.6, 1.0, 0.14),
    "studio": Plan(0.6, 0.72, 0.86, 0.7, 0.7, 0.3, 0.66, 0.95, 0.45, 0.0),
}


@dataclass(frozen=True)
class Tones:
    """The colour plan of one picture."""

    hour: str
    top: Colour
    middle: Colour
    low: Colour
    far: Colour
    mid: Colour
    near: Colour
    ground: Colour
    ink: Colour
    light: Colour
    accent: Colour
    lamp: Colour
    cool: Colour
    key: Colour
    exposure: float
    rim: float
    haze: float

    @property
    def dark(self) -> bool:
        """Do lamps and stars show?"""
        return self.hour in ("night", "dusk", "storm", "room_night", "stage")

    def depth(self, distance: float) -> Colour:
        """The colour of things at a distance of 0 (near) .. 1 (at the horizon)."""
        row = (self.near, self.mid, self.far, self.far.mix(self.low, 0.45))
        at = min(2.999, max(0.0, distance * 3))
        return row[int(at)].mix(row[int(at) + 1], at - int(at))


def tones(palette: Palette, hour: str) -> Tones:
    """The colour plan for an hour."""
    plan = PLANS[hour]
    tone = palette.tone
    key = _key(palette, hour)
    low = tone(plan.low)
    if hour in ("sunset", "dusk", "dawn") and palette.accent.warmth > 0.05:
        low = low.mix(palette.accent, 0.3 if palette.accent.lightness > 0.5 else 0.15)
    return Tones(
        hour, tone(plan.top), tone(plan.middle), low, tone(plan.far), tone(plan.mid),
        tone(plan.near), tone(plan.ground), palette.ink, palette.light, palette.accent,
        palette.lamp, palette.cool, key, plan.exposure, plan.rim, plan.haze,
    )  # fmt: skip


def snowed(plan: Tones) -> Tones:
    """The same hour with snow on the ground."""
    white = plan.light.mix(plan.cool, 0.25 if not plan.dark else 0.5)
    share = 0.6 if not plan.dark else 0.34
    return replace(plan, ground=plan.ground.mix(white, share), mid=plan.mid.mix(white, share * 0.3))


def _key(palette: Palette, hour: str) -> Colour:
    """The colour of the light that models things."""
    if hour in ("night", "storm", "fog"):
        return palette.cool.mix(palette.light, 0.4)
    if hour in ("sunset", "dusk", "room_night", "stage"):
        return palette.lamp
    return palette.light.mix(palette.lamp, 0.25)
