"""Ink: the artist's hand. Fills and strokes shapes with colours and gradients on a canvas.

Why here: one typed surface over the drawing library, so that painters stay about pictures.
Next: shape.py for outlines, plate.py for the canvases themselves.
"""

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from math import pi
from typing import Any, NamedTuple

import numpy as np

from miri.providers.offline.artist.airbrush import LARGEST, Ball, Box, run, spray
from miri.providers.offline.artist.colour import Colour, Rgb
from miri.providers.offline.artist.shape import Shape, skia

Stop = tuple[float, Colour, float]
"""Where (0..1), which colour, how opaque (0..1)."""

Dye = Callable[[Colour], Rgb]
"""How a colour becomes bytes: sRGB for stills, YUV for clips."""

SMALLEST = 24.0
"""Lights below this radius in pixels are left to the drawing library."""

BLENDS: dict[str, Any] = {
    "over": skia.BlendMode.kSrcOver,
    "plus": skia.BlendMode.kPlus,
    "screen": skia.BlendMode.kScreen,
    "multiply": skia.BlendMode.kMultiply,
    "atop": skia.BlendMode.kSrcATop,
    "out": skia.BlendMode.kDstOut,
    "in": skia.BlendMode.kDstIn,
    "soft": skia.BlendMode.kSoftLight,
}


class Linear(NamedTuple):
    """A gradient between two points."""

    x0: float
    y0: float
    x1: float
    y1: float
    stops: tuple[Stop, ...]


class Radial(NamedTuple):
    """A gradient around a point; `squash` below 1 flattens it into an ellipse."""

    x: float
    y: float
    r: float
    stops: tuple[Stop, ...]
    squash: float = 1.0


Fill = Colour | Linear | Radial


def even(*colours: Colour, alpha: float = 1.0) -> tuple[Stop, ...]:
    """Stops at equal distances, smooth in OKLab."""
    last = max(1, len(colours) - 1)
    stops: list[Stop] = [(0.0, colours[0], alpha)]
    for i in range(1, len(colours)):
        low, high = colours[i - 1], colours[i]
        for k in (1, 2, 3, 4):
            stops.append(((i - 1 + k / 4) / last, low.mix(high, k / 4), alpha))
    return tuple(stops)


def fade(colour: Colour, start: float = 1.0, end: float = 0.0) -> tuple[Stop, ...]:
    """One colour whose opacity eases from start to end."""
    eased = [(t / 8, (t / 8) ** 2 * (3 - t / 4)) for t in range(9)]
    return tuple((t, colour, start + (end - start) * e) for t, e in eased)


def falloff(colour: Colour, alpha: float = 1.0) -> tuple[Stop, ...]:
    """How light thins out around its source."""
    return tuple((t / 10, colour, alpha * (1 - t / 10) ** 2.4) for t in range(11))


class Ink:
    """Draws on one canvas."""

    def __init__(
        self,
        canvas: Any,
        dye: Dye = Colour.rgb,
        owner: object = None,
        pixels: np.ndarray | None = None,
    ) -> None:
        """`owner` is whatever must outlive the canvas; `pixels` are the canvas's own."""
        self.canvas = canvas
        self._dye = dye
        self._owner = owner
        self._pixels = pixels if pixels is None or max(pixels.shape) <= LARGEST else None

    def fill(
        self, shape: Shape, fill: Fill, alpha: float = 1.0, blur: float = 0.0, blend: str = "over"
    ) -> None:
        """Fill a shape; `blur` softens its edge (sigma in pixels)."""
        plain = alpha == 1.0 and blur == 0 and blend == "over"
        if plain and shape.upright and self._run(fill, shape):
            return
        self.canvas.drawPath(shape.path, self._paint(fill, alpha, blur, blend))

    def stroke(
        self,
        shape: Shape,
        fill: Fill,
        width: float,
        alpha: float = 1.0,
        blur: float = 0.0,
        blend: str = "over",
    ) -> None:
        """Draw along a shape with a round pen."""
        paint = self._paint(fill, alpha, blur, blend)
        paint.setStyle(skia.Paint.kStroke_Style)
        paint.setStrokeWidth(width)
        paint.setStrokeCap(skia.Paint.kRound_Cap)
        paint.setStrokeJoin(skia.Paint.kRound_Join)
        self.canvas.drawPath(shape.path, paint)

    def wash(self, fill: Fill, alpha: float = 1.0, blend: str = "over") -> None:
        """Cover everything inside the clip."""
        if alpha == 1.0 and blend == "over" and self._run(fill, None):
            return
        self.canvas.drawPaint(self._paint(fill, alpha, 0.0, blend))

    def glow(
        self, x: float, y: float, r: float, colour: Colour, alpha: float = 1.0, squash: float = 1.0
    ) -> None:
        """A soft ball of light."""
        bounds = self._open()
        if bounds is not None and self._pixels is not None:
            matrix = self.canvas.getTotalMatrix()
            across, down = abs(matrix.getScaleX()), abs(matrix.getScaleY())
            at_x = matrix.getScaleX() * x + matrix.getTranslateX()
            at_y = matrix.getScaleY() * y + matrix.getTranslateY()
            ball = Ball(at_x, at_y, r * across, r * squash * down, min(1.0, alpha))
            if min(ball.rx, ball.ry) > SMALLEST:
                spray(self._pixels, ball, self._dye(colour), bounds)
                return
        box = Shape().rect(x - r, y - r * squash, x + r, y + r * squash)
        self.fill(box, Radial(x, y, r, falloff(colour, alpha), squash))

    def _open(self) -> Box | None:
        """The rectangle that can be painted by hand, if nothing else bounds or turns the work."""
        if self._pixels is None or not self.canvas.isClipRect():
            return None
        if not self.canvas.getTotalMatrix().isScaleTranslate():
            return None
        clip = self.canvas.getDeviceClipBounds()
        return Box(clip.left(), clip.top(), clip.right(), clip.bottom())

    def _run(self, fill: Fill, shape: Shape | None) -> bool:
        """Paint an opaque upright gradient by hand, where that is the same."""
        if not isinstance(fill, Linear) or fill.x0 != fill.x1 or fill.y1 <= fill.y0:
            return False
        bounds = self._open() if all(alpha == 1.0 for _, _, alpha in fill.stops) else None
        if bounds is None or self._pixels is None:
            return False
        matrix = self.canvas.getTotalMatrix()
        if shape is not None:
            box = matrix.mapRect(shape.path.getBounds()).round()
            bounds = Box(
                max(bounds.left, box.left()), max(bounds.top, box.top()),
                min(bounds.right, box.right()), min(bounds.bottom, box.bottom()),
            )  # fmt: skip
        grow, move = matrix.getScaleY(), matrix.getTranslateY()
        span = (fill.y0 * grow + move, fill.y1 * grow + move)
        run(self._pixels, bounds, span, [(at, self._dye(hue)) for at, hue, _ in fill.stops])
        return True

    def dots(
        self, points: Sequence[tuple[float, float]], r: float, colour: Colour, alpha: float = 1.0
    ) -> None:
        """Many equal round dots at once."""
        paint = self._paint(colour, alpha, 0.0, "over")
        paint.setStrokeWidth(2 * r)
        paint.setStrokeCap(skia.Paint.kRound_Cap)
        spots = [skia.Point(x, y) for x, y in points]
        self.canvas.drawPoints(skia.Canvas.PointMode.kPoints_PointMode, spots, paint)

    def lines(
        self,
        points: Sequence[tuple[float, float]],
        width: float,
        colour: Colour,
        alpha: float = 1.0,
    ) -> None:
        """Many separate straight lines at once: each two points make one."""
        paint = self._paint(colour, alpha, 0.0, "over")
        paint.setStrokeWidth(width)
        paint.setStrokeCap(skia.Paint.kRound_Cap)
        ends = [skia.Point(x, y) for x, y in points]
        self.canvas.drawPoints(skia.Canvas.PointMode.kLines_PointMode, ends, paint)

    def mesh(
        self,
        points: Sequence[tuple[float, float]],
        alphas: Sequence[float],
        triangles: Sequence[int],
        colour: Colour,
    ) -> None:
        """One colour whose opacity is given at points and runs smoothly between them."""
        rgb = self._dye(colour)
        tints = [skia.ColorSetARGB(round(255 * alpha), *rgb) for alpha in alphas]
        spots = [skia.Point(x, y) for x, y in points]
        mode = skia.Vertices.VertexMode.kTriangles_VertexMode
        vertices = skia.Vertices(mode, spots, colors=tints, indices=list(triangles))
        self.canvas.drawVertices(vertices, skia.Paint(), skia.BlendMode.kDst)

    @contextmanager
    def group(
        self, alpha: float = 1.0, blend: str = "over", blur: float = 0.0, box: Shape | None = None
    ) -> Generator[None, None, None]:
        """Draw apart, then lay the result down as one; `box` bounds the work."""
        paint = skia.Paint(AntiAlias=True, BlendMode=BLENDS[blend])
        paint.setAlphaf(alpha)
        if blur > 0:
            paint.setImageFilter(skia.ImageFilters.Blur(blur, blur))
        bounds = box.path.getBounds() if box is not None else None
        self.canvas.saveLayer(bounds, paint)
        yield
        self.canvas.restore()

    @contextmanager
    def clip(self, shape: Shape) -> Generator[None, None, None]:
        """Draw only inside a shape."""
        self.canvas.save()
        self.canvas.clipPath(shape.path, skia.ClipOp.kIntersect, True)
        yield
        self.canvas.restore()

    @contextmanager
    def moved(
        self,
        x: float,
        y: float,
        scale: float = 1.0,
        turn: float = 0.0,
        flip: bool = False,
        squash: float = 1.0,
        skew: float = 0.0,
    ) -> Generator[None, None, None]:
        """Draw around (x, y) in another scale, turned by radians clockwise, or mirrored."""
        self.canvas.save()
        self.canvas.translate(x, y)
        self.canvas.rotate(turn * 180 / pi)
        self.canvas.skew(skew, 0)
        self.canvas.scale(-scale if flip else scale, scale * squash)
        yield
        self.canvas.restore()

    @contextmanager
    def through(self, matrix: Any) -> Generator[None, None, None]:
        """Draw through a 3 x 3 affine transform (rows of numbers)."""
        rows = [float(value) for row in matrix for value in row]
        self.canvas.save()
        self.canvas.concat(skia.Matrix.MakeAll(*rows))
        yield
        self.canvas.restore()

    def record(self, draw: Callable[["Ink"], None]) -> "Drawing":
        """Keep a drawing, to lay it down several times."""
        recorder = skia.PictureRecorder()
        canvas = recorder.beginRecording(skia.Rect.MakeLTRB(-1e5, -1e5, 1e5, 1e5))
        draw(Ink(canvas, self._dye))
        return Drawing(recorder.finishRecordingAsPicture())

    def play(
        self,
        drawing: "Drawing",
        dx: float = 0.0,
        dy: float = 0.0,
        tint: Colour | None = None,
        alpha: float = 1.0,
        blend: str = "over",
        blur: float = 0.0,
    ) -> None:
        """Lay a kept drawing down, shifted, or as a silhouette in one colour."""
        paint = skia.Paint(BlendMode=BLENDS[blend])
        paint.setAlphaf(alpha)
        if tint is not None:
            colour = skia.ColorSetRGB(*self._dye(tint))
            paint.setColorFilter(skia.ColorFilters.Blend(colour, skia.BlendMode.kSrcIn))
        if blur > 0:
            paint.setImageFilter(skia.ImageFilters.Blur(blur, blur))
        matrix = skia.Matrix.Translate(dx, dy)
        self.canvas.drawPicture(drawing.picture, matrix, paint)

    def _paint(self, fill: Fill, alpha: float, blur: float, blend: str) -> Any:
        paint = skia.Paint(AntiAlias=True, Dither=True, BlendMode=BLENDS[blend])
        if isinstance(fill, Colour):
            paint.setColor(skia.ColorSetRGB(*self._dye(fill)))
        else:
            paint.setShader(self._shader(fill))
        paint.setAlphaf(alpha)
        if blur > 0:
            paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
        return paint

    def _shader(self, fill: Linear | Radial) -> Any:
        colours = [
            skia.ColorSetARGB(round(255 * min(1.0, max(0.0, opacity))), *self._dye(colour))
            for _, colour, opacity in fill.stops
        ]
        positions = [at for at, _, _ in fill.stops]
        if isinstance(fill, Linear):
            ends = [skia.Point(fill.x0, fill.y0), skia.Point(fill.x1, fill.y1)]
            return skia.GradientShader.MakeLinear(ends, colours, positions)
        matrix = skia.Matrix()
        matrix.preTranslate(fill.x, fill.y)
        matrix.preScale(1.0, fill.squash)
        return skia.GradientShader.MakeRadial(
            skia.Point(0, 0), max(fill.r, 0.01), colours, positions, localMatrix=matrix
        )


class Drawing:
    """A kept drawing."""

    def __init__(self, picture: Any) -> None:
        self.picture = picture
