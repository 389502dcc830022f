"""The scenery: everything painters share: view, colour plan, chance, light, words of weather.

Why here: a place is painted by many hands; this is what they all agree on.
Next: places/ (who paints), composition.py (who puts the layers together).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import hypot

from miri.providers.offline.artist.chance import Chance
from miri.providers.offline.artist.colour import Colour
from miri.providers.offline.artist.hours import Tones
from miri.providers.offline.artist.ink import Ink
from miri.providers.offline.artist.palette import Palette
from miri.providers.offline.artist.relief import Lamp
from miri.providers.offline.artist.shape import Point
from miri.providers.offline.artist.view import View

Paint = Callable[[Ink], None]
Life = Callable[[Ink, float], None]
"""Draws what moves by itself at a time in seconds."""


@dataclass(frozen=True)
class Act:
    """A layer's own movement: what it looks like at a phase (0..1) of a cycle of some seconds,
    and how far it travels, in pixels per second to the right. `phases`, if there are any, are
    the drawings of a cycle in the order in which they are due: one may come back often.
    """

    period: float
    paint_at: Callable[[float], Paint]
    travel: float = 0.0
    phases: tuple[float, ...] = ()

    def phase(self, i: int, count: int) -> float:
        """Which drawing is the i-th of a cycle of so many."""
        return self.phases[i % len(self.phases)] if self.phases else i / count


@dataclass(frozen=True)
class Layer:
    """One pane of the picture. `depth` is how much it follows the camera: 0 not at all (the
    sky), 1 like the subject, above 1 more (foreground). `near` is the depth at the lower edge,
    where the pane is a floor. `life` is drawn anew in every frame, above `paint`.
    """

    name: str
    depth: float
    paint: Paint | None = None
    near: float | None = None
    life: Life | None = None
    behind: bool = True
    """Behind the subject: zoomed and blurred with the background."""
    act: Act | None = None
    drift: float = 0.0
    """How fast its upper edge goes with the wind, in pixels per second: clouds."""
    runs: bool = False
    """Its life goes on out of focus too: the world outside a train."""


@dataclass
class Scenery:
    """What all painters of one picture share."""

    view: View
    palette: Palette
    tones: Tones
    place: Chance
    shot: Chance
    weather: frozenset[str]
    moods: frozenset[str]
    text: str
    subject_x: float
    sun: Point
    indoors: bool = False
    open_air: bool = False
    """Bare ground all around: no furniture, no walls."""
    faces_us: bool = False
    """Is there somebody who looks our way?"""
    bulbs: list[tuple[float, float, float, Colour]] = field(
        default_factory=list[tuple[float, float, float, Colour]]
    )
    """Points of light (x, y, size, colour) that turn into bokeh when out of focus."""

    def lamp(self, x: float | None = None) -> Lamp:
        """The light on a thing that stands at x."""
        at = self.subject_x if x is None else x
        dx = (self.sun.x - at) / (self.view.width * 0.35)
        if abs(dx) < 0.55:
            dx = 0.55 if dx >= 0 else -0.55
        dx = min(1.2, max(-1.2, dx))
        length = hypot(dx, 0.62)
        tones = self.tones
        closer = 0.3 if self.view.close else 0.08
        return Lamp(
            dx / length,
            -0.62 / length,
            tones.key,
            tones.ink,
            tones.low.mix(tones.far, 0.4),
            exposure=0.1 if "silhouette" in self.moods else min(1.0, tones.exposure + closer),
            rim=1.0 if "silhouette" in self.moods else max(tones.rim, self._small()),
            haze=tones.haze * self._air(),
        )

    def _small(self) -> float:
        """Figures that are small in the frame get a rim of light, so that they read."""
        return 0.95 if self.view.stature < 0.3 * self.view.height else 0.0

    def _air(self) -> float:
        far = self.view.stature < 0.3 * self.view.height
        thick = 1.6 if "fog" in self.weather else 1.0
        return (0.6 if far else 0.35) * thick

    def bulb(self, x: float, y: float, size: float, colour: Colour) -> None:
        """Remember a point of light."""
        self.bulbs.append((x, y, size, colour))
