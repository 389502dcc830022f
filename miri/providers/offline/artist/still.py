"""Stills: all layers of a composition, painted once, finished, encoded.

Why here: this is what the ImageModel port gives back.
Next: composition.py (which layers), finish.py (paper and corners), slate.py (the label).
"""

import cv2
import numpy as np

from miri.domain.prompt import ImagePrompt
from miri.errors import Broken
from miri.ports.image_model import Slate
from miri.providers.offline.artist.bokeh import bokeh
from miri.providers.offline.artist.composition import Composition, compose
from miri.providers.offline.artist.finish import lay_over, on_paper
from miri.providers.offline.artist.ink import Dye, Ink
from miri.providers.offline.artist.plate import Pixels, blank, ink_on
from miri.providers.offline.artist.scenery import Layer
from miri.providers.offline.artist.slate import draw_slate
from miri.providers.offline.artist.view import View

QUALITY = 93
FORE_BLUR = 6.0


def still(prompt: ImagePrompt, seed: int, width: int, height: int, slate: Slate) -> bytes:
    """A finished picture as JPEG bytes."""
    pixels = picture(compose(prompt, seed, width, height))
    draw_slate(ink_on(pixels), slate, width, height)
    return encode(pixels)


def encode(pixels: Pixels) -> bytes:
    """JPEG bytes of opaque pixels."""
    quality = (cv2.IMWRITE_JPEG_QUALITY, QUALITY)
    done, data = cv2.imencode(".jpg", cv2.cvtColor(pixels, cv2.COLOR_RGBA2BGR), quality)
    if not done:
        raise Broken("The picture could not be put into a file.")
    return data.tobytes()


def picture(composition: Composition) -> Pixels:
    """The finished picture without a slate."""
    view = composition.view
    pixels = blank(view.width, view.height)
    rgb = composition.grade.rgb
    behind = [layer for layer in composition.layers if layer.behind]
    before = [layer for layer in composition.layers if not layer.behind]
    paint_behind(pixels, composition, behind)
    ink = ink_on(pixels, rgb)
    for layer in before:
        sigma = fore_blur(layer, view)
        if sigma > 0:
            lay_over(pixels, soft(view, [layer], sigma, rgb))
        else:
            paint(ink, layer, view)
    on_paper(pixels)
    lay_over(pixels, composition.corners)
    return pixels


def fore_blur(layer: Layer, view: View) -> float:
    """Things in front of the subject are out of focus, falling weather is not."""
    if layer.depth < 1.35 or layer.paint is None or view.camera.framing.value in ("extreme_wide",):
        return 0.0
    return FORE_BLUR * view.unit * (0.5 if not view.close else 1.3)


def paint_behind(pixels: Pixels, composition: Composition, layers: list[Layer]) -> None:
    """The background, sharp or out of focus."""
    view = composition.view
    rgb = composition.grade.rgb
    if view.blur <= 0:
        ink = ink_on(pixels, rgb)
        for layer in layers:
            paint(ink, layer, view)
        return
    pixels[:] = soft(view, layers, view.blur, rgb)
    bokeh(ink_on(pixels, rgb), composition.scenery)


def paint(ink: Ink, layer: Layer, view: View, seconds: float = 0.0) -> None:
    """One layer into the frame."""
    zoom = view.zoom if layer.behind else 1.0
    x, y = view.x(0.5) * (1 - zoom), view.horizon * (1 - zoom)
    with ink.moved(x, y, zoom):
        if layer.paint is not None:
            layer.paint(ink)
        if layer.life is not None:
            layer.life(ink, seconds)


def soft(view: View, layers: list[Layer], sigma: float, dye: Dye) -> Pixels:
    """Layers painted small, blurred, enlarged: depth of field at a fraction of its price."""
    shrink = min(6.0, max(1.0, sigma / 2.2))
    margin = int(3 * sigma / shrink) + 2
    width, height = round(view.width / shrink), round(view.height / shrink)
    small = blank(width + 2 * margin, height + 2 * margin)
    ink = ink_on(small, dye)
    with ink.moved(margin, margin, width / view.width):
        for layer in layers:
            paint(ink, layer, view)
    blurred = cv2.GaussianBlur(small, (0, 0), sigma / shrink)
    inner = blurred[margin : margin + height, margin : margin + width]
    return cv2.resize(inner, (view.width, view.height), interpolation=cv2.INTER_LINEAR).astype(
        np.uint8
    )
