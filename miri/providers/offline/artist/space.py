"""Space: metres into pixels, so that doors, streets and people agree about their size.

Why here: streets, rooms and halls are built from boxes in perspective.
Next: places/ (street, rooms, halls).
"""

from dataclasses import dataclass, replace

from miri.domain.prompt import Camera, Framing
from miri.providers.offline.artist.ink import Fill, Ink
from miri.providers.offline.artist.shape import Shape
from miri.providers.offline.artist.view import View

PERSON = 1.75


@dataclass(frozen=True)
class Space:
    """A camera looking along z. x to the right, y up from the floor, z away from us; metres."""

    cx: float
    horizon: float
    focal: float
    eye: float
    subject: float
    """How far the main subject stands."""

    @classmethod
    def of(cls, view: View) -> "Space":
        """The space in which a grown man has the view's stature; close framings see a wide one."""
        if view.close or view.camera.framing is Framing.EXTREME_WIDE:
            camera = Camera(framing=Framing.WIDE, angle=view.camera.angle)
            view = replace(view, camera=camera)
        focal = 1.1 * min(view.height, view.width * 1.15)
        eye = PERSON * max(0.02, view.feet - view.horizon) / view.stature
        return cls(
            view.x(0.5 + view.aside), view.horizon, focal, eye, focal * PERSON / view.stature
        )

    def at(self, x: float, y: float, z: float) -> tuple[float, float]:
        """A point on the picture."""
        scale = self.focal / max(z, 0.05)
        return self.cx + x * scale, self.horizon - (y - self.eye) * scale

    def scale(self, z: float) -> float:
        """Pixels per metre at a distance."""
        return self.focal / max(z, 0.05)

    def front(self, x0: float, y0: float, x1: float, y1: float, z: float) -> Shape:
        """A rectangle facing us."""
        left, bottom = self.at(x0, y0, z)
        right, top = self.at(x1, y1, z)
        return Shape().rect(min(left, right), top, max(left, right), bottom)

    def flank(self, x: float, y0: float, y1: float, z0: float, z1: float) -> Shape:
        """A rectangle of a wall that runs away from us."""
        return Shape().polygon(
            [self.at(x, y0, z0), self.at(x, y1, z0), self.at(x, y1, z1), self.at(x, y0, z1)]
        )

    def floor(self, x0: float, x1: float, z0: float, z1: float, y: float = 0.0) -> Shape:
        """A rectangle on the floor (or on a table at height y)."""
        return Shape().polygon(
            [self.at(x0, y, z0), self.at(x1, y, z0), self.at(x1, y, z1), self.at(x0, y, z1)]
        )

    def box(
        self,
        ink: Ink,
        base: tuple[float, float, float],
        size: tuple[float, float, float],
        front: Fill,
        side: Fill,
        top: Fill,
    ) -> None:
        """A box: its base's left near corner and its width, height, depth."""
        (x, y, z), (w, h, d) = base, size
        if y + h < self.eye:
            ink.fill(self.floor(x, x + w, z, z + d, y + h), top)
        if x > 0:
            ink.fill(self.flank(x, y, y + h, z, z + d), side)
        if x + w < 0:
            ink.fill(self.flank(x + w, y, y + h, z, z + d), side)
        ink.fill(self.front(x, y, x + w, y + h, z), front)
