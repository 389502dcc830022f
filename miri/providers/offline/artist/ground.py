"""Ground: where feet and things can stand in a place, so that nobody walks on water.

Why here: painters of shores and whoever places people must agree about one line.
Next: cast.py and props.py (who ask), places/shore.py and places/lake.py (who paint up to it).
"""

from miri.providers.offline.artist.view import View

WATERS = ("sea", "lighthouse", "lake")
OPEN = (
    "sea", "lighthouse", "lake", "pier", "forest", "field", "flowers", "snowfield", "desert",
    "mountains", "clouds", "campfire", "rooftop", "graveyard", "space", "road",
)  # fmt: skip
"""Places without seats: who sits there sits on the ground, unless the words name a seat."""

SEATS = (
    "chair", "stool", "bench", "rail", "wall", "crate", "rock", "stone", "step", "hood", "car",
    "swing", "log", "suitcase", "bed", "sofa", "couch", "parapet", "box", "boat", "table", "seat",
    "כיסא", "כסא", "ספסל", "מעקה", "קיר", "ארגז", "סלע", "אבן", "מדרגה", "נדנדה", "גזע",
    "מזוודה", "ספה", "סירה", "שולחן", "מושב",
)  # fmt: skip
AFLOAT = ("boat", "sailboat", "ship", "whale")


def shore(view: View, share: float = 0.62) -> float:
    """The height where land begins; always above the feet of whoever stands in front."""
    line = view.ground(share)
    return line if view.close else min(line, max(view.feet - view.y(0.08), view.ground(0.2)))


def slope(view: View) -> float:
    """How far a shore may swing up and down around its height."""
    return view.y(0.03)


def dry(place: str, view: View, y: float) -> float:
    """The nearest height to y that is land."""
    return max(y, shore(view) + slope(view) + view.y(0.03)) if place in WATERS else y


def within(place: str, view: View, x: float, y: float) -> float:
    """The nearest x to x that is ground at height y: a pier is only so wide."""
    if place != "pier":
        return x
    half = deck(view, y) * 0.72
    return min(max(x, view.x(0.5) - half), view.x(0.5) + half)


def deck(view: View, y: float) -> float:
    """Half of a pier's width at height y."""
    far = pier_end(view)
    share = max(0.0, (y - far) / (view.height - far))
    return view.x(0.035 + 0.425 * share)


def pier_end(view: View) -> float:
    """The height where a pier ends, out at sea."""
    return view.horizon + view.y(0.055)


def afloat(view: View, far: bool) -> float:
    """Where a boat lies: on the water, before the land begins."""
    return view.horizon + (shore(view) - view.horizon) * (0.35 if far else 0.72)
