"""Points of light out of focus: discs that glow at the rim.

Why here: a blurred city is made of them; a plain blur would only make them dim.
Next: still.py and clip.py lay them over the blurred background.
"""

from miri.providers.offline.artist.chance import Chance
from miri.providers.offline.artist.ink import Ink, Radial
from miri.providers.offline.artist.scenery import Scenery
from miri.providers.offline.artist.shape import Shape

MOST = 46


def bokeh(ink: Ink, s: Scenery) -> None:
    """Draw the scenery's bulbs as discs; to be called after the background was painted."""
    v, chance = s.view, Chance("bokeh")
    bulbs = sorted(set(s.bulbs))
    if len(bulbs) > MOST:
        bulbs = chance.sample(bulbs, MOST)
    for x, y, size, colour in bulbs:
        px = v.x(0.5) + (x - v.x(0.5)) * v.zoom
        py = v.horizon + (y - v.horizon) * v.zoom
        r = (v.blur * 1.5 + size * 0.7) * chance.between(0.75, 1.3)
        disc = Shape().circle(px, py, r)
        bright = colour.lit(0.04)
        stops = ((0.0, bright, 0.26), (0.8, bright, 0.34), (0.94, bright, 0.55), (1.0, bright, 0.0))
        ink.fill(disc, Radial(px, py, r, stops), 0.9)
