"""Panes: the layers of a picture as plates that can be moved apart, frame after frame.

Why here: between drawing (slow, once) and moving (fast, for every frame).
Next: clip.py, which runs the camera; yuv.py for the colours of plates.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from miri.providers.offline.artist.bokeh import bokeh
from miri.providers.offline.artist.camera_path import Look, Parallax
from miri.providers.offline.artist.composition import Composition
from miri.providers.offline.artist.finish import on_paper
from miri.providers.offline.artist.ink import Ink
from miri.providers.offline.artist.plate import Pixels, blank, ink_on
from miri.providers.offline.artist.scenery import Act, Layer, Life
from miri.providers.offline.artist.still import fore_blur, paint
from miri.providers.offline.artist.view import View
from miri.providers.offline.artist.yuv import turned

BANDS = (0.24, 0.97, 1.2)
"""Layers between two of these depths share a plate: every full plate costs 3 ms a frame."""
DRAWINGS = 12
"""Drawings per second of a figure's movement ("on twos")."""
RIGID = ("towers", "domes", "end", "trunks", "cape")
"""Names of layers that stand upright."""
NEARLY = 248
"""Alpha that counts as opaque: laying paint over paint leaves a few parts in 255."""
Affine = np.ndarray


@dataclass(frozen=True)
class Pane:
    """One plate and how it moves. `left`, `top` is its corner in the frame, `scale` its pixels
    per pixel of the frame; `depth` counts at the horizon, `near` at the lower edge.
    """

    pixels: Pixels | None
    left: float
    top: float
    scale: float
    depth: float
    near: float
    opaque: bool = False
    lives: tuple[tuple[Layer, Life], ...] = ()
    cycle: tuple["Pane", ...] = ()
    """Drawings of a movement; the pane itself is the first of them."""
    act: Act | None = None
    drift: float = 0.0
    """How far the picture's upper edge goes with the wind, in pixels per second."""
    breathes: bool = False
    """People in it, who draw breath."""
    solid: int | None = None
    """The row from which down to its last nothing behind it is seen."""

    def at(self, second: float) -> "Pane":
        """The drawing that is due at a time."""
        if not self.cycle or self.act is None:
            return self
        count = len(self.cycle)
        return self.cycle[int(second / self.act.period * count + 1e-6) % count]


@dataclass(frozen=True)
class Lens:
    """What turns a look into transforms: the frame, the zoom's anchor, the parallax."""

    width: int
    height: int
    anchor_x: float
    anchor_y: float
    horizon: float
    parallax: Parallax

    def matrix(self, look: Look, depth: float, near: float) -> Affine:
        """Frame coordinates to frame coordinates for a layer; a floor is sheared."""
        share = self.parallax.share(depth)
        zoom = 1 + (look.zoom - 1) * share
        shift_x, shift_y = look.x * self.width * share, look.y * self.width * share
        cos, sin = np.cos(look.roll), np.sin(look.roll)
        ax, ay = self.anchor_x, self.anchor_y
        a, b, c, d = zoom * cos, -zoom * sin, zoom * sin, zoom * cos
        move = np.array(
            [
                [a, b, ax - a * ax - b * ay + shift_x],
                [c, d, ay - c * ax - d * ay + shift_y],
                [0.0, 0.0, 1.0],
            ]
        )
        return move @ self._shear(look, depth, near) if near != depth else move

    def _shear(self, look: Look, depth: float, near: float) -> Affine:
        """Let the floor's lower edge move with what stands on it, its far end with the horizon."""
        more = self.parallax.share(near) - self.parallax.share(depth)
        span = max(1.0, self.height - self.horizon)
        slope = look.x * self.width * more / span
        stretch = 1 + (look.zoom - 1) * more
        return np.array(
            [
                [1.0, slope, -slope * self.horizon],
                [0.0, stretch, self.horizon * (1 - stretch)],
                [0.0, 0.0, 1.0],
            ]
        )


@dataclass(frozen=True)
class Reach:
    """What part of a plate the camera will ever see: a rectangle in the frame's coordinates."""

    left: float
    top: float
    right: float
    bottom: float


def reach(lens: Lens, looks: Sequence[Look], depth: float, near: float, view: View) -> Reach:
    """The union of what a layer shows over a path, never more than is painted at all."""
    frame = np.array(
        [[0, view.width, view.width, 0], [0, 0, view.height, view.height], [1, 1, 1, 1]]
    )
    seen = [np.linalg.inv(lens.matrix(look, depth, near))[:2] @ frame for look in looks]
    low, high = np.min(seen, axis=(0, 2)), np.max(seen, axis=(0, 2))
    return Reach(
        max(view.left, float(low[0]) - 3),
        max(view.top, float(low[1]) - 3),
        min(view.right, float(high[0]) + 3),
        min(view.bottom, float(high[1]) + 3),
    )


def panes(
    composition: Composition, lens: Lens, looks: Sequence[Look], scale: float, seconds: float
) -> list[Pane]:
    """All panes of a picture, back to front, already in video colours."""
    found: list[Pane] = []
    for group in _groups(composition):
        if all(layer.paint is None for layer in group):
            found.append(_living(group))
        elif group[0].act is not None:
            found.append(_acting(composition, group[0], lens, looks, scale, seconds))
        else:
            found.append(_pane(composition, group, lens, looks, scale, first=not found))
    return found


def _acting(
    composition: Composition,
    layer: Layer,
    lens: Lens,
    looks: Sequence[Look],
    scale: float,
    seconds: float,
) -> Pane:
    """A layer that moves by itself: each drawing of its cycle is made once."""
    act = layer.act
    assert act is not None
    count = max(1, round(act.period * DRAWINGS))
    needed = min(count, int(seconds * count / act.period) + 1)
    drawings: dict[float, Pane] = {}
    part = None
    for phase in (act.phase(i, count) for i in range(needed)):
        if phase not in drawings:
            drawn = replace(layer, paint=act.paint_at(phase), act=None)
            drawings[phase] = _pane(
                composition, [drawn], lens, looks, scale, first=False, part=part
            )
            part = part or _room(drawings[phase], composition.view)
    due = [drawings[act.phase(i % needed, count)] for i in range(count)]
    return replace(due[0], cycle=tuple(due), act=act)


def _room(pane: Pane, view: View) -> Reach:
    """A drawing's box with room for swinging arms and legs."""
    assert pane.pixels is not None
    high, wide = (size / pane.scale for size in pane.pixels.shape[:2])
    return Reach(
        max(view.left, pane.left - 0.32 * high),
        max(view.top, pane.top - 0.14 * high),
        min(view.right, pane.left + wide + 0.32 * high),
        min(view.bottom, pane.top + high * 1.1),
    )


def _groups(composition: Composition) -> list[list[Layer]]:
    """Neighbouring layers of about the same depth share a plate."""
    view = composition.view
    groups: list[list[Layer]] = []
    last: object = None
    running = 0
    for layer in composition.layers:
        key = ("behind", running) if _soft_behind(layer, view) else _key(layer, view)
        if key == last and groups:
            groups[-1].append(layer)
        else:
            groups.append([layer])
        last = key
        running += layer.runs
    return groups


def _soft_behind(layer: Layer, view: View) -> bool:
    """Out of focus behind the subject: one plate, but for what runs past a window."""
    return view.blur > 0 and (layer.behind or layer.name in ("flying", "halo"))


def _key(layer: Layer, view: View) -> object:
    if layer.act is not None or (layer.paint is None and not layer.behind):
        return ("alone", layer.name)
    band = sum(layer.depth > edge for edge in BANDS)
    return (band, layer.near, fore_blur(layer, view) > 0)


def _living(group: Sequence[Layer]) -> Pane:
    lives = tuple((layer, layer.life) for layer in group if layer.life is not None)
    return Pane(None, 0, 0, 1, group[0].depth, group[0].depth, False, lives)


def _pane(
    composition: Composition,
    group: list[Layer],
    lens: Lens,
    looks: Sequence[Look],
    scale: float,
    first: bool,
    part: Reach | None = None,
) -> Pane:
    view = composition.view
    behind = _soft_behind(group[0], view)
    depth, near = _depths(group, behind)
    if part is None:
        part = reach(lens, looks, depth, near, view)
    sigma = view.blur if behind else fore_blur(group[0], view)
    if sigma > 0:
        shrink = min(5.0, max(1.0, sigma / 2.4))
        pixels = _blurred(composition, group, part, sigma, shrink, with_bokeh=behind)
        lives = tuple((layer, layer.life) for layer in group if layer.runs and layer.life)
    else:
        shrink = 1 / scale
        pixels = _painted(composition, group, part, shrink, with_life=False)
        lives = tuple((layer, layer.life) for layer in group if layer.life is not None)
    left, top = part.left, part.top
    if not first:
        pixels, dx, dy = _cropped(pixels)
        left, top = left + dx * shrink, top + dy * shrink
    on_paper(pixels)
    solid = None if first else _solid(pixels)
    return Pane(
        turned(pixels), left, top, 1 / shrink, depth, near, first, lives, solid=solid,
        drift=_drift(group) if sigma <= 0 else 0.0,
        breathes=group[0].name == "subject" and bool(composition.actors),
    )  # fmt: skip


def _drift(group: list[Layer]) -> float:
    """The wind's way with a sky, unless something stands in it that must not lean."""
    rigid = any(layer.name.startswith(RIGID) for layer in group)
    return 0.0 if rigid else group[0].drift


def _depths(group: list[Layer], behind: bool) -> tuple[float, float]:
    """At the horizon and at the lower edge."""
    if behind:
        depth = 0.35 if group[0].depth < 0.6 else 0.6
        return depth, depth
    depth = sum(layer.depth for layer in group) / len(group)
    return depth, depth if group[0].near is None else group[0].near


def _blurred(
    composition: Composition,
    group: list[Layer],
    part: Reach,
    sigma: float,
    shrink: float,
    with_bokeh: bool,
) -> Pixels:
    pixels = _painted(composition, group, part, shrink, with_life=True)
    pixels = cv2.GaussianBlur(pixels, (0, 0), sigma / shrink, borderType=cv2.BORDER_REPLICATE)
    if with_bokeh:
        ink = ink_on(pixels, composition.grade.rgb)
        with ink.moved(-part.left / shrink, -part.top / shrink, 1 / shrink):
            bokeh(ink, composition.scenery)
    return pixels


def _painted(
    composition: Composition,
    group: Sequence[Layer],
    part: Reach,
    shrink: float,
    with_life: bool,
) -> Pixels:
    width = max(2, round((part.right - part.left) / shrink))
    height = max(2, round((part.bottom - part.top) / shrink))
    pixels = blank(width, height)
    view = composition.view
    ink = ink_on(pixels, composition.grade.rgb)
    with ink.moved(-part.left / shrink, -part.top / shrink, 1 / shrink):
        for layer in group:
            if with_life and not layer.runs:
                paint(ink, layer, view)
            else:
                _paint_only(ink, layer, view)
    return pixels


def _paint_only(ink: Ink, layer: Layer, view: View) -> None:
    still_layer = Layer(layer.name, layer.depth, layer.paint, behind=layer.behind)
    paint(ink, still_layer, view)


def _cropped(pixels: Pixels) -> tuple[Pixels, int, int]:
    """Without empty margins; a two-pixel hem keeps edges soft."""
    alpha = cv2.extractChannel(pixels, 3)
    rows = np.flatnonzero(alpha.max(axis=1))
    columns = np.flatnonzero(alpha.max(axis=0))
    if not len(rows) or not len(columns):
        return pixels[:2, :2].copy(), 0, 0
    top, bottom = max(0, rows[0] - 2), min(pixels.shape[0], rows[-1] + 3)
    left, right = max(0, columns[0] - 2), min(pixels.shape[1], columns[-1] + 3)
    return np.ascontiguousarray(pixels[top:bottom, left:right]), int(left), int(top)


def _solid(pixels: Pixels) -> int | None:
    """From which row on every pixel is opaque, if the last row is."""
    broken = np.flatnonzero(cv2.extractChannel(pixels, 3).min(axis=1) < NEARLY)
    start = int(broken[-1]) + 1 if len(broken) else 0
    return start if start < len(pixels) else None
