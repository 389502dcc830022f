"""What hands hold: the thing is drawn between body and arms, where its player holds it.

Why here: a guitar hangs on a body, an umbrella stands above a fist; only joints know where.
Next: things/ (how the thing itself looks), cast.py (who holds what).
"""

from dataclasses import dataclass
from math import atan2

from miri.providers.offline.artist.chance import Chance
from miri.providers.offline.artist.colour import Colour
from miri.providers.offline.artist.figure.skeleton import Joints
from miri.providers.offline.artist.hours import Tones
from miri.providers.offline.artist.ink import Ink
from miri.providers.offline.artist.relief import Lamp, Relief
from miri.providers.offline.artist.shape import Point, Shape
from miri.providers.offline.artist.things.catalogue import Model, catalogue

HEAD_METRES = 1.75 / 7.9
UPRIGHT = {
    "phone",
    "cup",
    "bottle",
    "glass",
    "candle",
    "flower",
    "bouquet",
    "photograph",
    "key",
    "camera",
}
OVERHEAD = {"umbrella": 0.95, "balloon": 1.3, "kite": 1.5}
HANGING = {"suitcase": 1.0, "lantern": 1.0, "radio": 1.0}
BETWEEN = {"letter": 1.3, "book": 1.3}
HELD = (
    UPRIGHT
    | OVERHEAD.keys()
    | HANGING.keys()
    | BETWEEN.keys()
    | {"guitar", "violin", "trumpet", "saxophone", "mic", "microphone", "sticks"}
)


@dataclass(frozen=True)
class Held:
    """One thing in someone's hands; drawn in heads."""

    name: str
    tones: Tones
    main: Colour
    second: Colour

    def draw(self, ink: Ink, lamp: Lamp, joints: Joints, fine: float) -> None:
        """Put it where the joints say."""
        way = {
            "mic": self._microphone, "mic_stand": self._on_a_stand, "microphone": self._microphone, "piano": self._upright,
            "guitar": self._slung, "sticks": self._sticks, "violin": self._played,
            "trumpet": self._played, "saxophone": self._played,
        }.get(self.name, self._simply)  # fmt: skip
        way(ink, lamp, joints, fine)

    def _simply(self, ink: Ink, lamp: Lamp, joints: Joints, fine: float) -> None:
        """Things that are held up, hang down, or lie between the hands."""
        wrist = joints.right_wrist
        if self.name in OVERHEAD:
            self._thing(ink, lamp, wrist.plus(0.05, 0.3), fine, OVERHEAD[self.name])
        elif self.name in HANGING:
            tall = catalogue()[self.name].tall / HEAD_METRES
            self._thing(ink, lamp, joints.left_wrist.plus(0.0, 0.45 + tall), fine, 1.0)
        elif self.name in BETWEEN:
            middle = wrist.toward(joints.left_wrist, 0.5)
            self._thing(ink, lamp, middle.plus(0, 0.15), fine, BETWEEN[self.name])
        else:
            self._thing(ink, lamp, wrist.plus(0.02, -0.12), fine, 1.3)

    def _thing(
        self, ink: Ink, lamp: Lamp, at: Point, fine: float, scale: float, turn: float = 0.0
    ) -> None:
        thing = catalogue()[self.name]
        size = thing.tall / HEAD_METRES * scale
        with ink.moved(at.x, at.y, size, turn):
            relief = Relief(ink, lamp, 0.05)
            thing.draw(
                Model(
                    ink, relief, self.tones, self.main, self.second, Chance(self.name), fine * size
                )
            )

    def _slung(self, ink: Ink, lamp: Lamp, joints: Joints, fine: float) -> None:
        """A guitar across the body, its neck towards the fretting hand."""
        strum, fret = joints.left_wrist, joints.right_wrist
        angle = atan2(fret.x - strum.x, -(fret.y - strum.y))
        foot = strum.plus(-0.55, 0.25)
        chest = joints.left_shoulder.toward(joints.right_shoulder, 0.8)
        strap = (
            Shape()
            .move(chest.x, chest.y - 0.05)
            .quad(chest.x - 0.7, chest.y + 0.9, strum.x, strum.y)
        )
        ink.stroke(strap, lamp.base(self.tones.ink), 0.1)
        self._thing(ink, lamp, foot, fine, 0.95, angle)

    def _played(self, ink: Ink, lamp: Lamp, joints: Joints, fine: float) -> None:
        if self.name == "violin":
            chin = joints.head.plus(0.35, 0.1)
            hand = joints.right_wrist
            angle = atan2(hand.x - chin.x, -(hand.y - chin.y))
            self._thing(ink, lamp, chin, fine, 1.0, angle)
            bow = (
                Shape()
                .move(joints.left_wrist.x, joints.left_wrist.y)
                .line(chin.x + 0.9, chin.y - 0.5)
            )
            ink.stroke(bow, lamp.base(self.tones.light), 0.035)
            return
        mouth = joints.head.plus(0.45, -0.05)
        self._thing(ink, lamp, mouth.plus(0.8, 0.35), fine, 1.3 if self.name == "trumpet" else 1.0)

    def _sticks(self, ink: Ink, lamp: Lamp, joints: Joints, fine: float) -> None:
        self._drum_kit(ink, lamp)
        for wrist, k in ((joints.left_wrist, 1), (joints.right_wrist, -1)):
            ink.lines(
                [(wrist.x, wrist.y), (wrist.x + 0.7 * k, wrist.y + 0.5)],
                0.06,
                lamp.base(self.tones.light),
            )

    def _on_a_stand(self, ink: Ink, lamp: Lamp, joints: Joints, fine: float) -> None:
        """A microphone on a stand that comes into a close picture from below."""
        mouth = joints.head.plus(0.36, 0.16)
        steel = lamp.base(self.tones.ink.mix(self.tones.far, 0.2))
        ink.lines([(mouth.x + 0.75, mouth.y + 1.0), (mouth.x + 0.95, mouth.y + 6.0)], 0.08, steel)
        ink.lines([(mouth.x + 0.8, mouth.y + 1.05), (mouth.x, mouth.y)], 0.13, steel)
        relief = Relief(ink, lamp, 0.05, fine)
        relief.part(
            Shape().oval(mouth.x, mouth.y, 0.15, 0.17), self.tones.far.mix(self.tones.ink, 0.25)
        )
        for k in (-0.06, 0.0, 0.06):
            ink.lines(
                [(mouth.x + k, mouth.y - 0.13), (mouth.x + k, mouth.y + 0.13)],
                0.008,
                self.tones.light,
                0.35,
            )

    def _drum_kit(self, ink: Ink, lamp: Lamp) -> None:
        """Bass drum, two toms and cymbals, before the drummer's legs."""
        relief, steel = Relief(ink, lamp, 0.2), lamp.base(self.tones.far)
        for k in (-1, 1):
            ink.lines([(2.3 * k, 0.0), (2.2 * k, -4.3)], 0.07, steel)
            relief.part(
                Shape().oval(2.2 * k, -4.3, 1.05, 0.13), self.tones.lamp.mix(self.tones.far, 0.4)
            )
            relief.part(
                Shape().rounded(1.55 * k - 0.65, -2.3, 1.55 * k + 0.65, -1.5, 0.15), self.main
            )
            relief.part(
                Shape().rounded(0.75 * k - 0.6, -3.5, 0.75 * k + 0.6, -2.8, 0.12), self.main
            )
        relief.part(Shape().circle(0, -1.45, 1.42), self.main.lit(-0.03))
        relief.part(Shape().circle(0, -1.45, 1.18), self.tones.light.mix(self.tones.far, 0.35))

    def _upright(self, ink: Ink, lamp: Lamp, joints: Joints, fine: float) -> None:
        """A piano seen from its side, its keys under the hands."""
        relief, wrist = Relief(ink, lamp, 0.2), joints.right_wrist
        wood = self.tones.ink.mix(self.main, 0.22).mix(self.tones.near, 0.3)
        x, y = wrist.x - 0.15, wrist.y + 0.22
        relief.part(Shape().rect(x + 0.7, y - 1.9, x + 2.5, 0.0), wood)
        relief.part(Shape().rect(x - 0.1, y + 0.05, x + 0.9, y + 0.5), wood.lit(0.03))
        relief.flat(Shape().rect(x, y - 0.06, x + 0.75, y + 0.06), self.tones.light)
        relief.part(
            Shape().polygon(
                [(x + 0.55, y - 1.7), (x + 0.72, y - 1.7), (x + 0.95, y - 0.6), (x + 0.75, y - 0.6)]
            ),
            self.tones.light,
        )

    def _microphone(self, ink: Ink, lamp: Lamp, joints: Joints, fine: float) -> None:
        steel = lamp.base(self.tones.far.mix(self.tones.ink, 0.3))
        hand = joints.right_wrist
        mouth = joints.head.plus(0.42, 0.12)
        ink.lines([(hand.x, hand.y + 0.1), (hand.x, -0.05)], 0.07, steel)
        ink.fill(Shape().oval(hand.x, -0.03, 0.7, 0.1), lamp.base(self.tones.ink))
        ink.lines([(hand.x, hand.y + 0.1), (mouth.x, mouth.y)], 0.11, lamp.base(self.tones.ink))
        relief = Relief(ink, lamp, 0.08)
        relief.part(Shape().oval(mouth.x, mouth.y, 0.15, 0.17), self.tones.far, rim=1.4)
