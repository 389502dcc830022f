"""The troupe: draws actors with what they need: a shadow, a seat, a bed, water to the waist.

Why here: placing (cast.py) and drawing are two crafts. Next: figure/ (the body itself).
"""

from dataclasses import replace
from math import pi

from miri.providers.offline.artist.cast import Actor
from miri.providers.offline.artist.chance import Chance
from miri.providers.offline.artist.figure.held import HEAD_METRES, Held
from miri.providers.offline.artist.ink import Ink, Linear, fade
from miri.providers.offline.artist.relief import Lamp, Relief
from miri.providers.offline.artist.scenery import Scenery
from miri.providers.offline.artist.seating import Seating
from miri.providers.offline.artist.shape import Shape
from miri.providers.offline.artist.things.catalogue import Model, catalogue


class Troupe:
    """Draws the actors of one picture."""

    def __init__(self, s: Scenery):
        self.s = s

    def draw(self, ink: Ink, actor: Actor) -> None:
        """One actor with what is needed to stand, sit or lie."""
        lamp = self.s.lamp(actor.x)
        if not self.s.view.close and actor.sunk <= 0 and not actor.posture.airborne:
            self._shadow(ink, actor, lamp)
        if actor.grounded and not self.s.view.close:
            self._bag(ink, actor, lamp)
            self._haunches(ink, actor, lamp)
            return
        if actor.posture.name == "lie":
            self._bag(ink, actor, lamp)
            self._lying(ink, actor, lamp)
            return
        self._standing(ink, actor, lamp)

    def _standing(self, ink: Ink, actor: Actor, lamp: Lamp) -> None:
        """On their feet or on a seat; a bag stands before a rail."""
        behind = actor.seat == "rail" and actor.figure.pose.seat
        if not behind:
            self._bag(ink, actor, lamp)
        seated = actor.figure.pose.seat and actor.posture.name not in ("sit_ground", "drive")
        seated = seated and not self.s.view.close
        if seated and actor.figure.pose.view != "back":
            self._seat(ink, actor, lamp)
        if behind:
            self._bag(ink, actor, lamp)
        with ink.clip(self._above_water(actor)):
            self._figure(ink, actor, lamp)
        if seated and actor.figure.pose.view == "back":
            self._seat(ink, actor, lamp)
        if actor.sunk > 0:
            self._ripples(ink, actor)

    def _haunches(self, ink: Ink, actor: Actor, lamp: Lamp) -> None:
        """Sitting on the ground with the back to us: what is below the hips is not seen."""
        v, head, joints = self.s.view, actor.head, actor.figure.joints()
        drop = -(joints.pelvis.y + 0.3) * head
        outfit = actor.figure.traits.outfit
        cloth = outfit.coat_colour if outfit.coat else outfit.bottom_colour
        if outfit.top in ("dress", "gown", "robe") and not outfit.coat:
            cloth = outfit.top_colour
        wide = head * (0.98 + 0.2 * actor.figure.traits.heavy)
        seat = Shape().smooth(
            [
                (actor.x - wide, actor.y), (actor.x - wide * 0.9, actor.y - head * 0.55),
                (actor.x, actor.y - head * 0.8), (actor.x + wide * 0.9, actor.y - head * 0.55),
                (actor.x + wide, actor.y), (actor.x, actor.y + head * 0.08),
            ]
        )  # fmt: skip
        Relief(ink, lamp, head * 0.16).part(seat, cloth)
        with ink.clip(Shape().rect(v.left, v.top, v.right, actor.y - head * 0.1)):
            self._figure(ink, replace(actor, y=actor.y + drop), lamp)

    def _bag(self, ink: Ink, actor: Actor, lamp: Lamp) -> None:
        """A bag on the ground, on the side that looks into the picture."""
        if actor.beside is not None:
            self._beside(ink, actor, lamp, actor.beside)

    def _beside(self, ink: Ink, actor: Actor, lamp: Lamp, thing: Held) -> None:
        painter = catalogue()[thing.name]
        size = painter.tall / HEAD_METRES * actor.head
        side = -1 if actor.x > self.s.view.x(0.5) else 1
        x = actor.x - side * (actor.head * 1.5 + size * painter.wide * 0.5)
        ink.glow(x, actor.y, size * painter.wide * 0.6, self.s.tones.ink, 0.55, squash=0.13)
        with ink.moved(x, actor.y, size):
            relief, chance = Relief(ink, lamp, 0.05), Chance("model", thing.name)
            painter.draw(Model(ink, relief, self.s.tones, thing.main, thing.second, chance, size))

    def _above_water(self, actor: Actor) -> Shape:
        """Everything, or what is not under water or grass."""
        v = self.s.view
        low = v.bottom if actor.sunk <= 0 else actor.y - actor.sunk * actor.head
        return Shape().rect(v.left, v.top, v.right, low)

    def _ripples(self, ink: Ink, actor: Actor) -> None:
        """Where a body goes under: rings in water, blades in grass."""
        t, head = self.s.tones, actor.head
        y = actor.y - actor.sunk * head
        if any(word in self.s.text for word in ("grass", "wheat", "field", "meadow", "שדה", "עשב")):
            self._blades(ink, actor, y)
            return
        ink.glow(actor.x, y, head * 1.8, t.ink, 0.4, squash=0.16)
        for k in (1.0, 1.5, 2.1):
            ring = Shape().oval(actor.x, y, head * k, head * 0.13 * k)
            ink.stroke(ring, t.light.mix(t.low, 0.3), head * 0.035, 0.5 / k)

    def _blades(self, ink: Ink, actor: Actor, y: float) -> None:
        t, head, chance = self.s.tones, actor.head, self.s.shot.stream("blades", actor.key)
        for tone in (t.ground.mix(t.ink, 0.25), t.ground, t.ground.mix(t.key, 0.3)):
            blades = Shape()
            for _ in range(70):
                x = actor.x + chance.gauss(0, 1) * head * 1.3
                tall, bend = head * chance.between(0.5, 1.3), head * chance.spread(0.4)
                blades.move(x, y + head).quad(x + bend * 0.2, y, x + bend, y + head * 0.5 - tall)
            ink.stroke(blades, tone, max(1.2, head * 0.06), 0.8)

    def _figure(self, ink: Ink, actor: Actor, lamp: Lamp) -> None:
        if actor.posture.flip:
            mirrored = replace(lamp, x=-lamp.x)
            with ink.moved(actor.x, actor.y, flip=True):
                actor.figure.draw(ink, mirrored, 0, 0, actor.head)
        else:
            actor.figure.draw(ink, lamp, actor.x, actor.y, actor.head)

    def _lying(self, ink: Ink, actor: Actor, lamp: Lamp) -> None:
        """On the ground, or on a bed where the scene has one, face up."""
        if self.s.view.close:
            self._pillowed(ink, actor, lamp)
            return
        length, y = actor.head * 7.6, actor.y - actor.head * 0.5
        if any(word in self.s.text for word in ("bed", "מיטה", "mattress", "sofa", "ספה")):
            self._mattress(ink, actor, lamp, length)
            y -= actor.head * 1.9
        with ink.moved(actor.x + length / 2, y, turn=-pi / 2):
            turned = replace(lamp, x=-lamp.y, y=lamp.x)
            actor.figure.draw(ink, turned, 0, 0, actor.head)

    def _pillowed(self, ink: Ink, actor: Actor, lamp: Lamp) -> None:
        """Close by: the head on a pillow, or on the ground, the body leading out of the frame."""
        v, t, head, joints = self.s.view, self.s.tones, actor.head, actor.figure.joints()
        x, y = v.x(0.4), v.y(0.56)
        soft = t.light.mix(t.far, 0.3) if not self.s.open_air else t.ground.mix(t.near, 0.2)
        relief = Relief(ink, replace(lamp, haze=0.0), head * 0.16)
        relief.part(Shape().rect(v.left, y + head * 0.42, v.right, v.bottom), soft.lit(-0.06))
        if not self.s.open_air:
            relief.part(
                Shape().rounded(x - head * 1.5, y + head * 0.1, x + head, y + head, head * 0.3),
                soft,
            )
        with ink.moved(x - joints.head.y * head, y + joints.head.x * head, turn=-pi / 2):
            actor.figure.draw(ink, replace(lamp, x=-lamp.y, y=lamp.x), 0, 0, head)

    def _mattress(self, ink: Ink, actor: Actor, lamp: Lamp, length: float) -> None:
        head, tones = actor.head, self.s.tones
        relief = Relief(ink, lamp, head * 0.16)
        left, right = actor.x - length * 0.62, actor.x + length * 0.62
        relief.part(
            Shape().rounded(left - head * 0.3, actor.y - head * 3.2, left, actor.y, head * 0.1),
            tones.near,
        )
        relief.part(
            Shape().rect(left, actor.y - head * 1.3, right, actor.y - head * 0.4),
            tones.accent.mix(tones.far, 0.4),
        )
        relief.part(
            Shape().rounded(left, actor.y - head * 1.95, right, actor.y - head * 1.2, head * 0.3),
            tones.light.mix(tones.far, 0.3),
        )
        relief.part(
            Shape().rounded(
                left + head * 0.1,
                actor.y - head * 2.5,
                left + head * 1.9,
                actor.y - head * 1.85,
                head * 0.3,
            ),
            tones.light,
        )

    def _shadow(self, ink: Ink, actor: Actor, lamp: Lamp) -> None:
        """Contact underfoot, and a long shadow away from a low light."""
        head, tones = actor.head, self.s.tones
        wide = head * (1.5 if actor.posture.name != "lie" else 4.2)
        dark = tones.ink
        ink.glow(actor.x, actor.y + head * 0.05, wide, dark, 0.6, squash=0.18)
        if self.s.indoors or tones.hour in ("overcast", "fog", "studio", "storm"):
            return
        long = head * (7.0 if tones.hour in ("sunset", "dawn", "dusk") else 4.0)
        away = -1 if lamp.x > 0 else 1
        tip_x, tip_y = actor.x + away * long * 0.9, actor.y + long * 0.32
        w = head * 0.55
        cast = Shape().smooth(
            [(actor.x - w, actor.y), (actor.x + w, actor.y + w * 0.1), (tip_x + w * 1.1, tip_y), (tip_x - w * 0.5, tip_y + w * 0.35)]
        )  # fmt: skip
        blend = Linear(actor.x, actor.y, tip_x, tip_y, fade(dark, 0.5, 0.0))
        ink.fill(cast, blend, blur=head * 0.1)

    def _seat(self, ink: Ink, actor: Actor, lamp: Lamp) -> None:
        """Something to sit on: what the words name, else a bench."""
        joints, head, tones = actor.figure.joints(), actor.head, self.s.tones
        side = actor.figure.pose.view == "side"
        top = actor.y + (joints.pelvis.y + (0.34 if side else 0.1)) * head
        wood = tones.ground.mix(tones.near, 0.5).mix(tones.accent, 0.12)
        seat = Seating(Relief(ink, lamp, head * 0.16), actor.x, top, actor.y, head)
        if actor.seat == "sofa":
            seat.sofa(tones.accent.mix(tones.near, 0.55))
        elif actor.seat == "rail":
            seat.rail(tones.far.mix(tones.light, 0.25))
        elif actor.seat == "block":
            seat.block(wood, 0.95 if side else 1.35)
        else:
            seat.bench(wood, 1.2 if side else 1.7)
