"""Points of light out of focus: discs that glow at the rim.

Why here: a blurred city is made of them; a plain blur would only make them dim.
Next: still.py and clip.py lay them over the blurred background.
"""

from miri.providers.offline.artist.chance import Chance
from miri.providers.offline.artist.colour import from_hex
from miri.providers.offline.artist.ink import Ink, Radial
from miri.providers.offline.artist.scenery import Scenery
from miri.providers.offline.artist.shape import Shape

MOST = 46
TUBES = (from_hex("#E8359C"), from_hex("#1FC4E6"))
"""What neon burns in, as far as the palette has it."""


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


def neon(ink: Ink, s: Scenery) -> None:
    """Every light wears a wide halo, in two hues by turns, and the ground gives some back."""
    v, t = s.view, s.tones
    hues = [s.palette.fit(tube, 0.35).mix(t.accent, 0.15) for tube in TUBES]
    for k, (x, y, size, _) in enumerate(sorted(set(s.bulbs))[:24]):
        reach = size * 5 + v.y(0.07)
        ink.glow(x, y, reach, hues[k % 2], 0.5)
        foot = v.horizon + max(v.y(0.1), (v.horizon - y) * 0.8)
        ink.glow(x, foot, reach * 1.3, hues[k % 2], 0.3, squash=0.35)
    ink.glow(v.x(0.5), v.horizon, v.width * 0.6, hues[0], 0.3, squash=0.5)
