"""The view: where the camera stands, turned into pixels: horizon, figure size, depth of field.

Why here: framing, angle and lens are read once; painters and the cast only see measures.
Next: scenery.py, which holds a view; cast.py, which places figures in it.
"""

from dataclasses import dataclass
from functools import cached_property

from miri.domain.prompt import Camera, CameraAngle, Framing

FIGURE = {
    Framing.EXTREME_WIDE: 0.27, Framing.WIDE: 0.42, Framing.FULL: 0.8, Framing.MEDIUM: 1.72,
    Framing.CLOSE_UP: 3.9, Framing.EXTREME_CLOSE_UP: 9.2,
}  # fmt: skip
"""A grown man's height in heights of the picture."""

FEET = {Framing.EXTREME_WIDE: 0.82, Framing.WIDE: 0.85, Framing.FULL: 0.93}
"""Where feet stand; closer framings hang the figure from its head instead."""

HEAD_TOP = {Framing.MEDIUM: 0.13, Framing.CLOSE_UP: 0.14, Framing.EXTREME_CLOSE_UP: -0.12}

ZOOM = {
    Framing.FULL: 1.08,
    Framing.MEDIUM: 1.3,
    Framing.CLOSE_UP: 1.7,
    Framing.EXTREME_CLOSE_UP: 2.1,
}
BLUR = {Framing.MEDIUM: 3.2, Framing.CLOSE_UP: 8.0, Framing.EXTREME_CLOSE_UP: 12.0}
HORIZON = {
    CameraAngle.EYE_LEVEL: 0.6, CameraAngle.LOW: 0.8, CameraAngle.HIGH: 0.36,
    CameraAngle.OVERHEAD: -0.4,
}  # fmt: skip


@dataclass(frozen=True)
class View:
    """Measures of one picture, in its own pixels."""

    width: int
    height: int
    camera: Camera
    rise: float = 0.0
    """How much lower the horizon lies, in heights: this take's camera stands a little higher."""
    aside: float = 0.0
    """How far beside the middle perspective vanishes, in widths."""

    @cached_property
    def unit(self) -> float:
        """One pixel of a 720-line picture."""
        return min(self.width, self.height) / 720

    @cached_property
    def bleed(self) -> float:
        """How far layers are painted beyond the frame, so that the camera can move."""
        return 0.13 * max(self.width, self.height)

    @cached_property
    def left(self) -> float:
        """Left end of what is painted."""
        return -self.bleed

    @cached_property
    def right(self) -> float:
        """Right end of what is painted."""
        return self.width + self.bleed

    @cached_property
    def top(self) -> float:
        """Upper end of what is painted."""
        return -self.bleed

    @cached_property
    def bottom(self) -> float:
        """Lower end of what is painted."""
        return self.height + self.bleed

    @cached_property
    def horizon(self) -> float:
        """Height of the horizon."""
        share = HORIZON[self.camera.angle]
        if self.tall and self.camera.angle is CameraAngle.EYE_LEVEL:
            share += 0.04
        return (share + (0.0 if self.overhead else self.rise)) * self.height

    @cached_property
    def tall(self) -> bool:
        """A vertical picture."""
        return self.height > self.width * 1.15

    @cached_property
    def overhead(self) -> bool:
        """Looking straight down."""
        return self.camera.angle is CameraAngle.OVERHEAD

    @cached_property
    def close(self) -> bool:
        """Is the subject cut by the frame?"""
        return self.camera.framing in HEAD_TOP

    @cached_property
    def stature(self) -> float:
        """A grown man's height in pixels."""
        base = min(self.height, self.width * 1.25)
        size = FIGURE[self.camera.framing] * base
        if self.camera.angle is CameraAngle.LOW:
            size *= 1.1
        if self.camera.angle is CameraAngle.HIGH and not self.close:
            size *= 0.88
        return size

    @cached_property
    def feet(self) -> float:
        """Where the main subject's feet stand."""
        framing = self.camera.framing
        if framing in FEET:
            share = FEET[framing]
            if self.camera.angle is CameraAngle.LOW:
                share = min(0.965, share + 0.1)
            return share * self.height
        return HEAD_TOP[framing] * self.height + self.stature

    @cached_property
    def lens(self) -> float:
        """1 for 35 mm, above for longer lenses, below for wide ones."""
        return (self.camera.lens_mm / 35) ** 0.5

    @cached_property
    def zoom(self) -> float:
        """How much larger the background appears than in a wide shot."""
        stretch = min(1.5, max(0.8, self.lens**0.5))
        return max(1.0, ZOOM.get(self.camera.framing, 1.0) * stretch)

    @cached_property
    def blur(self) -> float:
        """Sigma of the background's blur."""
        sharp = BLUR.get(self.camera.framing, 0.0)
        if self.camera.framing is Framing.FULL and self.camera.lens_mm >= 70:
            sharp = 2.2
        return sharp * min(1.6, max(0.5, self.lens)) * self.unit

    def ground(self, nearness: float) -> float:
        """The height of a ground point: 0 at the horizon, 1 at the lower edge."""
        return self.horizon + (self.height - self.horizon) * nearness

    def x(self, share: float) -> float:
        """A share of the width in pixels."""
        return share * self.width

    def y(self, share: float) -> float:
        """A share of the height in pixels."""
        return share * self.height
