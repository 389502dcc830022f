"""Relief: how light makes a flat shape round. Every part gets a lit side, a dark side and a rim.

Why here: one light over figures, animals and things is what makes them stand in one picture.
Next: light.py (which light a scene has), figure/ and props/, who are modelled with it.
"""

from dataclasses import dataclass

from miri.providers.offline.artist.colour import Colour
from miri.providers.offline.artist.ink import Fill, Ink, Linear
from miri.providers.offline.artist.shape import Shape


@dataclass(frozen=True)
class Lamp:
    """The light that falls on things. (x, y) points from the thing towards the light, length 1.

    `exposure` 1 shows colours as they are, 0.3 leaves a silhouette; `rim` is the strength of
    the edge light, `haze` how much air (of colour `air`) lies before the thing.
    """

    x: float
    y: float
    key: Colour
    ink: Colour
    air: Colour
    exposure: float = 1.0
    rim: float = 0.7
    haze: float = 0.0

    def base(self, colour: Colour) -> Colour:
        """A colour as it looks in the middle of a part."""
        dark = self.ink.lit(0.05)
        seen = dark.mix(colour, self.exposure).mix(self.key, 0.05)
        return seen.mix(self.air, self.haze)

    def shade(self, colour: Colour) -> Colour:
        """The side away from the light."""
        return self.base(colour).lit(-0.09).mix(self.ink, 0.42).mix(self.air, self.haze * 0.6)

    def edge(self, colour: Colour) -> Colour:
        """The edge that catches the light."""
        return self.base(colour).mix(self.key, 0.45 + 0.4 * self.rim)


class Relief:
    """Models parts on an ink; lengths are in the ink's own units."""

    def __init__(self, ink: Ink, lamp: Lamp, depth: float = 0.16, fine: float = 0.0) -> None:
        """`depth` is how far shadows reach in; `fine`, a unit's pixels, thins large edges."""
        self.ink = ink
        self.lamp = lamp
        self.depth = depth
        self.edge_share = 0.36 * min(1.0, (80 / fine) ** 0.6) if fine > 0 else 0.36

    def part(
        self, shape: Shape, colour: Colour, depth: float | None = None, rim: float = 1.0
    ) -> None:
        """One part; `depth` is how far its shadow reaches in, `rim` scales its edge light."""
        reach = self.depth if depth is None else depth
        self.ink.fill(shape, self._rounded(shape, colour))
        self._shadow(shape, colour, reach)
        if rim * self.lamp.rim > 0.05:
            self._rim(shape, colour, reach * self.edge_share, rim)

    def flat(self, shape: Shape, colour: Colour, alpha: float = 1.0) -> None:
        """A part too small to be modelled."""
        self.ink.fill(shape, self.lamp.base(colour), alpha)

    def flat_blur(self, shape: Shape, colour: Colour, alpha: float, blur: float) -> None:
        """A soft patch of another colour."""
        self.ink.fill(shape, self.lamp.base(colour), alpha, blur)

    def dark(self, shape: Shape, colour: Colour, alpha: float = 1.0, blur: float = 0.0) -> None:
        """A shadow that lies on something of this colour."""
        self.ink.fill(shape, self.lamp.shade(colour), alpha, blur)

    def bright(self, shape: Shape, colour: Colour, alpha: float = 1.0, blur: float = 0.0) -> None:
        """A highlight on something of this colour."""
        self.ink.fill(shape, self.lamp.edge(colour), alpha, blur)

    def fold(self, points: list[tuple[float, float]], colour: Colour, width: float) -> None:
        """A crease in cloth."""
        crease = Shape().smooth(points, closed=False)
        self.ink.stroke(crease, self.lamp.shade(colour).lit(-0.03), width, 0.55, width * 0.3)

    def across(self, left: float, right: float, colour: Colour, alpha: float) -> Fill:
        """A gradient over a span that darkens away from the light."""
        shade = self.lamp.shade(colour)
        start, end = (right, left) if self.lamp.x > 0 else (left, right)
        return Linear(start, 0, end, 0, ((0.3, shade, 0.0), (1.0, shade, alpha)))

    def _rounded(self, shape: Shape, colour: Colour) -> Linear:
        """Base colour that darkens across the part, away from the light."""
        lamp = self.lamp
        left, top, right, bottom = shape.box
        x, y = (left + right) / 2, (top + bottom) / 2
        reach = abs(lamp.x) * (right - left) / 2 + abs(lamp.y) * (bottom - top) / 2
        base, shade = lamp.base(colour), lamp.shade(colour)
        stops = ((0.0, base.lit(0.02), 1.0), (0.45, base, 1.0), (1.0, base.mix(shade, 0.75), 1.0))
        dx, dy = lamp.x * reach, lamp.y * reach
        return Linear(x + dx, y + dy, x - dx, y - dy, stops)

    def _shadow(self, shape: Shape, colour: Colour, reach: float) -> None:
        lamp = self.lamp
        lit_part = shape.moved(lamp.x * reach, lamp.y * reach * 0.8)
        self._uncovered(shape, lit_part, lamp.shade(colour), 0.6)

    def _rim(self, shape: Shape, colour: Colour, width: float, strength: float) -> None:
        lamp = self.lamp
        inner = shape.moved(-lamp.x * width, -lamp.y * width)
        alpha = min(1.0, strength * lamp.rim)
        self._uncovered(shape, inner, lamp.edge(colour), alpha)

    def _uncovered(self, shape: Shape, cover: Shape, colour: Colour, alpha: float) -> None:
        """What of a shape its shifted copy leaves free."""
        if not shape.compound:
            self.ink.fill(shape.minus(cover), colour, alpha)
            return
        with self.ink.clip(shape):
            self.ink.fill(cover.outside(), colour, alpha)
