"""The camera's path through a shot: where it looks at each moment, eased and free of jitter.

Why here: every move is one small function of time; panes.py turns it into transforms.
Next: clip.py.
"""

from dataclasses import dataclass
from math import cos, pi, sin

from miri.domain.prompt import CameraMove
from miri.providers.offline.artist.chance import Chance


@dataclass(frozen=True)
class Look:
    """Where the camera looks: `zoom` above 1 is nearer; shifts in shares of the picture's width
    move the content (right and down positive); `roll` in radians.
    """

    zoom: float = 1.0
    x: float = 0.0
    y: float = 0.0
    roll: float = 0.0


@dataclass(frozen=True)
class Parallax:
    """How much of a move a layer of depth 0 and one of depth 1 make."""

    far: float
    near: float = 1.0

    def share(self, depth: float) -> float:
        """The share for any depth; foreground, above 1, moves more."""
        return self.far + (self.near - self.far) * depth


PARALLAX: dict[CameraMove, Parallax] = {
    CameraMove.PUSH: Parallax(0.14),
    CameraMove.PULL: Parallax(0.14),
    CameraMove.PAN_LEFT: Parallax(0.42),
    CameraMove.PAN_RIGHT: Parallax(0.42),
    CameraMove.TILT_UP: Parallax(0.5),
    CameraMove.TILT_DOWN: Parallax(0.5),
    CameraMove.HANDHELD: Parallax(0.72),
    CameraMove.HOLD: Parallax(0.25),
}


def eased(t: float) -> float:
    """Slow at both ends, yet already moving at the cut."""
    return 0.45 * t + 0.55 * t * t * (3 - 2 * t)


def wander(t: float, phases: tuple[float, ...]) -> float:
    """Smooth noise about zero, zero at t = 0: a hand that never quite rests. t in seconds."""
    tones = ((0.31, 1.0), (0.73, 0.5), (1.37, 0.22))
    total = 0.0
    for (pitch, loud), phase in zip(tones, phases, strict=False):
        total += loud * (sin(2 * pi * pitch * t + phase) - sin(phase))
    return total


@dataclass(frozen=True)
class Path:
    """A move that lasts some seconds."""

    move: CameraMove
    seconds: float
    seed: int = 0

    @property
    def parallax(self) -> Parallax:
        """How its layers part."""
        return PARALLAX[self.move]

    def at(self, second: float) -> Look:
        """Where the camera looks at a time."""
        t = eased(min(1.0, second / self.seconds)) if self.seconds > 0 else 0.0
        slide, grow = self._slide, self._grow
        looks = {
            CameraMove.PUSH: Look(zoom=1 + grow * t),
            CameraMove.PULL: Look(zoom=1 - grow * 0.75 * t),
            CameraMove.PAN_LEFT: Look(x=slide * t),
            CameraMove.PAN_RIGHT: Look(x=-slide * t),
            CameraMove.TILT_UP: Look(y=slide * 0.62 * t),
            CameraMove.TILT_DOWN: Look(y=-slide * 0.62 * t),
        }
        if self.move in looks:
            return looks[self.move]
        return self._held(second, t)

    @property
    def widest(self) -> float:
        """The largest zoom of the path."""
        return 1 + self._grow if self.move is CameraMove.PUSH else 1.0

    @property
    def _slide(self) -> float:
        return min(0.1, max(0.04, 0.03 + 0.022 * self.seconds))

    @property
    def _grow(self) -> float:
        return min(0.18, max(0.06, 0.045 + 0.035 * self.seconds))

    def _held(self, second: float, t: float) -> Look:
        chance = Chance("hand", self.seed)
        phases = [tuple(chance.between(0, 2 * pi) for _ in range(3)) for _ in range(3)]
        if self.move is CameraMove.HANDHELD:
            return Look(
                zoom=1.0 + 0.012 * t,
                x=0.0042 * wander(second, phases[0]),
                y=0.0034 * wander(second, phases[1]),
                roll=0.0026 * wander(second, phases[2]),
            )
        drift = 0.004 * (1 - cos(min(2 * pi, second * 0.5)))
        return Look(zoom=1.0 + 0.014 * t, x=drift * chance.choice((-1, 1)))
