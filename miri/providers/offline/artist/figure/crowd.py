"""Crowds: small figures in the background, dancing, standing or passing by.

Why here: a place with people in it needs them cheap and quiet. Next: cast.py for the leads.
"""

from dataclasses import replace

from miri.providers.offline.artist.figure.figure import Figure
from miri.providers.offline.artist.figure.postures import variants
from miri.providers.offline.artist.figure.wardrobe import dressed, person
from miri.providers.offline.artist.ink import Ink
from miri.providers.offline.artist.scenery import Scenery


def silhouettes(ink: Ink, s: Scenery, count: int, y: float, tall: float, pose: str) -> None:
    """A loose row of people with their feet about y, `tall` pixels high, darkened by the air."""
    chance = s.place.stream("crowd", pose)
    options = [variant for variant, _, _ in variants(pose)]
    for i in range(count):
        x = s.view.left + (s.view.right - s.view.left) * (i + chance.random()) / count
        description = f"passer {i} {chance.choice(('woman', 'man'))}"
        if abs(x - s.subject_x) < tall * 0.5:
            continue
        lamp = replace(s.lamp(x), exposure=0.22, haze=0.18)
        traits = dressed(person(description), s.palette, description)
        size = tall * chance.between(0.86, 1.05)
        figure = Figure(traits, chance.choice(options))
        figure.draw(
            ink,
            lamp,
            x,
            y + chance.spread(tall * 0.06),
            size * traits.stature / traits.build.height,
        )
