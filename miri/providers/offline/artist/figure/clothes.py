"""Clothes on a body: tops, trousers, skirts, dresses, coats, collars.

Why here: an outfit is how a character is known from afar; its colours come from the description.
Next: figure.py.
"""

from math import sin

from miri.providers.offline.artist.colour import Colour
from miri.providers.offline.artist.figure.body import Body
from miri.providers.offline.artist.ink import Linear
from miri.providers.offline.artist.shape import Point, Shape

SLEEVES = {
    "shirt": 1.0, "tshirt": 0.3, "hoodie": 1.0, "jumper": 1.0, "suit": 1.0, "jacket": 1.0,
    "blouse": 1.0, "vest": 0.0, "dress": 0.3, "gown": 0.0, "kimono": 1.0, "robe": 1.0,
    "overalls": 0.3, "turtleneck": 1.0, "uniform": 1.0, "swimsuit": 0.0,
}  # fmt: skip
LOOSE = {
    "hoodie": 0.07,
    "jumper": 0.05,
    "jacket": 0.05,
    "robe": 0.09,
    "kimono": 0.1,
    "suit": 0.03,
    "spacesuit": 0.16,
}
DRESSES = ("dress", "gown", "robe", "kimono")


class Clothes:
    """Draws what one body wears."""

    def __init__(self, body: Body):
        self.body, self.outfit = body, body.traits.outfit
        self.relief = body.relief

    @property
    def sleeve(self) -> tuple[Colour | None, float, float]:
        """Colour, covered share and looseness of the sleeves."""
        if self.outfit.coat:
            return self.outfit.coat_colour, 1.0, 0.06
        length = SLEEVES.get(self.outfit.top, 1.0)
        loose = LOOSE.get(self.outfit.top, 0.02)
        return (self.outfit.top_colour if length else None), length, loose

    def legs(self, which: str) -> None:
        """One leg in what the outfit has for it."""
        outfit = self.outfit
        bare = outfit.bottom in ("skirt", "shorts", "bare") or outfit.top in DRESSES
        cloth = None if bare else outfit.bottom_colour
        loose = {"wide": 0.11, "jeans": 0.03, "trousers": 0.035, "leggings": 0.0}.get(
            outfit.bottom, 0.035
        )
        if outfit.top == "spacesuit":
            cloth, loose = outfit.top_colour, 0.15
        self.body.leg(which, cloth, loose if cloth else 0.0, outfit.shoe_colour)
        if outfit.bottom == "shorts":
            hip, knee, _ = self.body.leg_points(which)
            from miri.providers.offline.artist.shape import limb

            short = limb(hip, hip.toward(knee, 0.62), 0.36 * self.body.girth, 0.3 * self.body.girth)
            self.relief.part(short, outfit.bottom_colour)

    def skirt(self) -> None:
        """A skirt or a dress's lower half, hung between hips and knees."""
        outfit = self.outfit
        if outfit.top in DRESSES:
            low = 1.9 if outfit.top in ("gown", "robe") else 1.0
            self._hang(outfit.top_colour, low, 0.3 if outfit.top != "kimono" else 0.1)
        elif outfit.bottom == "skirt":
            self._hang(outfit.bottom_colour, 0.95, 0.26)
        elif not self.body.side:
            self._seat()

    def _seat(self) -> None:
        """Trousers around the hips."""
        _, _, hips = self.body.widths()
        at, joints, girth = self.body.frame.at, self.body.joints, self.body.girth
        left, right = (
            joints.left_hip.plus(-0.3 * girth, 0.34),
            joints.right_hip.plus(0.3 * girth, 0.34),
        )
        crotch, a, b = at(0, -0.44), at(-hips, 0.24), at(hips, 0.24)
        shape = Shape().move(*a).quad(a.x - 0.03, (a.y + left.y) / 2, *left)
        shape.quad((left.x + crotch.x) / 2, crotch.y, *crotch)
        shape.quad((right.x + crotch.x) / 2, crotch.y, *right)
        shape.quad(b.x + 0.03, (b.y + right.y) / 2, *b).close()
        self.relief.part(shape, self.outfit.bottom_colour, rim=0.5)

    def _hang(self, colour: Colour, low: float, flare: float) -> None:
        shape = self.cloth_around_legs(low, flare)
        self.relief.part(shape, colour, depth=0.24)
        if self.body.fine < 22:
            return
        left, top, right, bottom = shape.box
        with self.relief.ink.clip(shape):
            for i in range(1, 6):
                x = left + (right - left) * i / 6
                middle = (left + right) / 2
                start = middle + (x - middle) * 0.45
                self.relief.fold(
                    [(start, top + 0.2), ((start + x) / 2, (top + bottom) / 2), (x, bottom)],
                    colour,
                    0.045,
                )

    def cloth_around_legs(self, low: float, flare: float) -> Shape:
        """Cloth from the waist down to `low` (1 the knees, 2 the ankles)."""
        body = self.body
        _, waist, hips = body.widths()
        at, top = body.frame.at, body.frame.length
        if body.side and body.pose.seat:
            return self._lap(low)
        ends = [self._down(which, low) for which in ("left", "right")]
        if body.side:
            ends = [self._reined(end, low) for end in ends]
        left = min(ends, key=lambda p: p.x)
        right = max(ends, key=lambda p: p.x)
        spread = 0.26 + flare * (1.0 if low <= 1.2 else 1.35)
        bottom = max(left.y, right.y) + (0.12 if body.pose.seat else 0.0)
        hem: list[tuple[float, float]] = []
        for i in range(5):
            t = i / 4
            x = right.x + spread - (right.x - left.x + 2 * spread) * t
            x += body.pose.sway * low * (0.75 + 0.25 * sin(i * 2.0))
            hem.append((x, bottom + 0.06 * sin(i * 2.4) - 0.1 * abs(t - 0.5)))
        points = [
            at(-waist - 0.02, top * 0.34), at(-hips - 0.03, -0.02),
            (left.x - spread * 0.75, (left.y + body.joints.pelvis.y) / 2), *hem[::-1],
            (right.x + spread * 0.75, (right.y + body.joints.pelvis.y) / 2),
            at(hips + 0.03, -0.02), at(waist + 0.02, top * 0.34),
        ]  # fmt: skip
        return Shape().smooth(points)

    def _reined(self, end: Point, low: float) -> Point:
        """Cloth hangs: it does not follow a leg that is flung out."""
        pelvis = self.body.joints.pelvis
        length = self.body.build.thigh * low
        x = pelvis.x + min(0.5, max(-0.55, end.x - pelvis.x))
        return Point(x, max(end.y, pelvis.y + length * 0.8))

    def _lap(self, low: float) -> Shape:
        """Cloth over the thighs of someone who sits, hanging a little at the knee."""
        body = self.body
        _, waist, hips = body.widths()
        at, top = body.frame.at, body.frame.length
        hip, knee, ankle = body.leg_points("right")
        drape = knee.toward(ankle, 0.22 if low < 1.5 else 0.8)
        out = 1 if knee.x > hip.x else -1
        points = [
            at(-waist * 0.8, top * 0.36), at(-hips * 1.1, 0.05), hip.plus(-0.3 * out, 0.34),
            hip.toward(knee, 0.6).plus(0, 0.38), drape.plus(-0.26 * out, 0.08),
            drape.plus(0.26 * out, 0.02), knee.plus(0.26 * out, -0.1),
            hip.toward(knee, 0.45).plus(0, -0.34), at(waist * 0.95, top * 0.36),
        ]  # fmt: skip
        return Shape().smooth(points)

    def _down(self, which: str, low: float) -> Point:
        hip, knee, ankle = self.body.leg_points(which)
        return hip.toward(knee, low) if low <= 1 else knee.toward(ankle, low - 1)

    def top(self) -> None:
        """The upper garment with its neckline."""
        outfit, body = self.outfit, self.body
        kind = outfit.top
        loose = LOOSE.get(kind, 0.02)
        hem = (
            -0.28 if kind in ("hoodie", "jumper", "tshirt", "jacket", "suit", "spacesuit") else 0.1
        )
        if kind in DRESSES or outfit.bottom == "skirt":
            hem = body.frame.length * 0.26
        if body.pose.seat and body.side:
            hem = max(hem, -0.12)
        if kind == "suit":
            hem = -0.55
        shape = body.torso(loose, hem)
        self.relief.part(shape, outfit.top_colour, depth=0.26)
        self._shape_chest(shape, outfit.top_colour)
        if body.pose.view == "front":
            self._neckline(shape)
        self._belt()

    def _shape_chest(self, shape: Shape, colour: Colour) -> None:
        body = self.body
        if body.fine < 22:
            return
        at, top = body.frame.at, body.frame.length
        with self.relief.ink.clip(shape):
            if body.traits.feminine and body.traits.age != "child" and body.pose.view == "front":
                for side in (-1, 1):
                    p = at(0.24 * side, top * 0.6)
                    self.relief.dark(Shape().oval(p.x, p.y + 0.12, 0.22, 0.1), colour, 0.5, 0.05)
            for side in (-1, 1):
                a, b = at(0.5 * side, top * 0.62), at(0.2 * side, top * 0.38)
                self.relief.fold([a, at(0.38 * side, top * 0.47), b], colour, 0.04)
            a, b = at(-0.4, top * 0.22), at(0.3, top * 0.16)
            self.relief.fold([a, at(0, top * 0.14), b], colour, 0.035)

    def _neckline(self, shape: Shape) -> None:
        kind, outfit = self.outfit.top, self.outfit
        at, top = self.body.frame.at, self.body.frame.length
        skin = self.body.traits.skin
        if kind in ("turtleneck", "hoodie", "spacesuit"):
            roll = Shape().smooth(
                [
                    at(-0.26, top + 0.2),
                    at(0.26, top + 0.2),
                    at(0.3, top - 0.02),
                    at(0, top - 0.14),
                    at(-0.3, top - 0.02),
                ]
            )
            self.relief.part(roll, outfit.top_colour.lit(-0.02), depth=0.1)
            return
        deep = {"suit": 0.95, "dress": 0.5, "gown": 0.62, "blouse": 0.5, "kimono": 0.7, "robe": 0.7,
                "vest": 0.42, "swimsuit": 0.5}.get(kind, 0.26)  # fmt: skip
        wide = 0.34 if kind in ("dress", "gown", "vest", "swimsuit") else 0.25
        opening = Shape().smooth(
            [at(-wide, top + 0.02), at(-0.2, top + 0.22), at(0.2, top + 0.22), at(wide, top + 0.02), at(wide * 0.7, top - deep * 0.5), at(0, top - deep), at(-wide * 0.7, top - deep * 0.5)]
        ).common(self.body.torso(0.02, -0.3))  # fmt: skip
        under = skin if kind != "suit" else Colour(0.86, 0.0, 0.01)
        if kind == "suit":
            self.relief.part(opening, under, depth=0.12, rim=0.3)
        else:
            self._bare(opening, under)
        if kind == "suit":
            self._tie(deep)
        if kind in ("shirt", "suit", "jacket", "uniform", "blouse", "kimono", "robe"):
            self._lapels(deep, wide)

    def _bare(self, opening: Shape, skin: Colour) -> None:
        """Skin at the neckline: no edge against the neck, the jaw's shadow fading over it."""
        lamp = self.relief.lamp
        self.relief.ink.fill(opening, lamp.base(skin))
        _, top, _, bottom = opening.box
        fall = Linear(
            0, top, 0, bottom, ((0.0, lamp.shade(skin), 0.55), (0.6, lamp.shade(skin), 0.0))
        )
        self.relief.ink.fill(opening, fall)
        if self.body.fine > 60:
            at, high = self.body.frame.at, self.body.frame.length
            for k in (-1, 1):
                bone = (
                    Shape()
                    .move(*at(0.05 * k, high - 0.1))
                    .quad(*at(0.16 * k, high - 0.06), *at(0.27 * k, high - 0.02))
                )
                self.relief.ink.stroke(bone, lamp.shade(skin), 0.022, 0.35, 0.012)

    def _tie(self, deep: float) -> None:
        at, top = self.body.frame.at, self.body.frame.length
        tie = Shape().polygon(
            [at(-0.07, top - 0.02), at(0.07, top - 0.02), at(0.1, top - deep + 0.1), at(0, top - deep - 0.05), at(-0.1, top - deep + 0.1)]
        )  # fmt: skip
        self.relief.part(tie, self.outfit.accent, depth=0.05)

    def _lapels(self, deep: float, wide: float) -> None:
        at, top = self.body.frame.at, self.body.frame.length
        big = self.outfit.top in ("suit", "jacket", "kimono", "robe")
        out = 0.24 if big else 0.12
        for side in (-1, 1):
            lapel = Shape().polygon(
                [at(side * wide * 0.75, top + 0.16), at(side * (wide + out), top - 0.1), at(side * (wide + out * 0.55), top - deep * 0.55), at(0.02 * side, top - deep)]
            )  # fmt: skip
            self.relief.part(lapel, self.outfit.top_colour.lit(0.025), depth=0.05, rim=0.5)

    def _belt(self) -> None:
        body, outfit = self.body, self.outfit
        if outfit.top in ("hoodie", "jumper", "tshirt", "suit", "jacket", "gown"):
            return
        at, top = body.frame.at, body.frame.length
        _, waist, _ = body.widths()
        sash = outfit.top in ("dress", "kimono", "robe")
        y = top * 0.32 if sash else 0.22
        half = waist + (0.03 if sash else 0.1)
        band = Shape().polygon(
            [at(-half, y + 0.07), at(half, y + 0.07), at(half, y - 0.07), at(-half, y - 0.07)]
        )
        colour = outfit.accent if sash else outfit.shoe_colour
        self.relief.part(band.common(body.torso(0.04, -0.3)), colour, depth=0.06)

    def coat_back(self) -> None:
        """The coat's inside, behind the legs."""
        if self.outfit.coat and not self.body.side:
            low = self._coat_low() * 0.94
            self.relief.dark(self.cloth_around_legs(low, 0.2), self.outfit.coat_colour, 1.0)

    def _coat_low(self) -> float:
        return 1.15 if self.outfit.coat == "long" else 0.5

    def coat(self) -> None:
        """A coat, open in front."""
        outfit, body = self.outfit, self.body
        if not outfit.coat:
            return
        shape = body.torso(0.09, -0.35).joined(self.cloth_around_legs(self._coat_low(), 0.22))
        at, top = body.frame.at, body.frame.length
        if body.pose.view == "front":
            shape = shape.minus(self._opening())
        self.relief.part(shape, outfit.coat_colour, depth=0.26)
        if body.pose.view != "front":
            if body.pose.view == "back" and body.fine > 20:
                self.relief.fold(
                    [at(0, top * 0.3), at(0, -0.4), at(0.03, -1.3)], outfit.coat_colour, 0.04
                )
            return
        for side in (-1, 1):
            lapel = Shape().polygon(
                [at(side * 0.2, top + 0.2), at(side * 0.5, top - 0.08), at(side * 0.4, top * 0.62), at(side * 0.1, top * 0.36)]
            )  # fmt: skip
            self.relief.part(lapel, outfit.coat_colour.lit(0.03), depth=0.06)

    def _opening(self) -> Shape:
        at, top = self.body.frame.at, self.body.frame.length
        return Shape().smooth(
            [at(-0.2, top + 0.3), at(0.2, top + 0.3), at(0.13, top * 0.4), at(0.26, -0.5), at(0.42, -3.5),
             at(-0.34, -3.5), at(-0.2, -0.5), at(-0.1, top * 0.4)]
        )  # fmt: skip

    def scarf(self) -> None:
        """Wound around the neck, one end hanging."""
        if not self.outfit.scarf:
            return
        at, top = self.body.frame.at, self.body.frame.length
        colour = self.outfit.accent
        end = Shape().smooth(
            [at(0.08, top), at(0.3, top - 0.05), at(0.36, top - 1.1), at(0.14, top - 1.15)]
        )
        self.relief.part(end, colour.lit(-0.03), depth=0.08)
        half = 0.22 if self.body.side else 0.36
        wrap = Shape().smooth(
            [at(-half, top + 0.13), at(0, top + 0.2), at(half, top + 0.13), at(half * 0.9, top - 0.1), at(0, top - 0.2), at(-half * 0.9, top - 0.1)]
        )  # fmt: skip
        self.relief.part(wrap, colour, depth=0.1)
