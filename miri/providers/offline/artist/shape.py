"""Outlines: built from curves, limbs and ribbons, in pixels of the frame.

Why here: painters think in shapes; only this file and ink.py know the drawing library.
Next: ink.py, which fills them.
"""

from collections.abc import Iterable, Sequence
from importlib import import_module
from math import atan2, cos, hypot, pi, sin
from typing import Any, NamedTuple, Self

skia: Any = import_module("skia")  # ships no types


SIZES = tuple(
    (skia.Matrix.Scale(k, k), skia.Matrix.Scale(1 / k, 1 / k)) for k in (97.0, 61.3, 211.7)
)


class Point(NamedTuple):
    """A place in the picture: x to the right, y down."""

    x: float
    y: float

    def plus(self, dx: float, dy: float) -> "Point":
        """Moved by an offset."""
        return Point(self.x + dx, self.y + dy)

    def toward(self, other: "Point", share: float) -> "Point":
        """The point `share` of the way to another."""
        return Point(self.x + (other.x - self.x) * share, self.y + (other.y - self.y) * share)

    def away(self, angle: float, distance: float) -> "Point":
        """The point at a distance; angle 0 is straight down, positive turns to screen right."""
        return Point(self.x + sin(angle) * distance, self.y + cos(angle) * distance)

    def gap(self, other: "Point") -> float:
        """Distance to another point."""
        return hypot(other.x - self.x, other.y - self.y)


class Shape:
    """A closed or open outline. Building methods return the shape, so that they chain."""

    def __init__(self, path: Any = None, compound: bool = False) -> None:
        """`compound` shapes have contours that overlap; path arithmetic is not safe on them."""
        self.path: Any = skia.Path() if path is None else path
        self.compound = compound

    def move(self, x: float, y: float) -> Self:
        """Begin at a point."""
        self.path.moveTo(x, y)
        return self

    def line(self, x: float, y: float) -> Self:
        """Straight to a point."""
        self.path.lineTo(x, y)
        return self

    def quad(self, x1: float, y1: float, x: float, y: float) -> Self:
        """Curve to (x, y), pulled by one point."""
        self.path.quadTo(x1, y1, x, y)
        return self

    def cubic(self, x1: float, y1: float, x2: float, y2: float, x: float, y: float) -> Self:
        """Curve to (x, y), pulled by two points."""
        self.path.cubicTo(x1, y1, x2, y2, x, y)
        return self

    def close(self) -> Self:
        """Back to where this contour began."""
        self.path.close()
        return self

    def add(self, other: "Shape") -> Self:
        """Take in another shape's contours."""
        self.path.addPath(other.path)
        self.compound = True
        return self

    def circle(self, x: float, y: float, r: float) -> Self:
        """Add a circle."""
        self.path.addCircle(x, y, r)
        return self

    def oval(self, x: float, y: float, rx: float, ry: float) -> Self:
        """Add an ellipse by its centre and radii."""
        self.path.addOval(skia.Rect.MakeLTRB(x - rx, y - ry, x + rx, y + ry))
        return self

    def rect(self, left: float, top: float, right: float, bottom: float) -> Self:
        """Add a rectangle."""
        self.path.addRect(skia.Rect.MakeLTRB(left, top, right, bottom))
        return self

    def rounded(self, left: float, top: float, right: float, bottom: float, r: float) -> Self:
        """Add a rectangle with round corners."""
        self.path.addRoundRect(skia.Rect.MakeLTRB(left, top, right, bottom), r, r)
        return self

    def polygon(self, points: Sequence[tuple[float, float]]) -> Self:
        """Add a closed polygon."""
        self.path.addPoly([skia.Point(x, y) for x, y in points], True)
        return self

    def polyline(self, points: Sequence[tuple[float, float]]) -> Self:
        """Add an open line through points."""
        self.path.addPoly([skia.Point(x, y) for x, y in points], False)
        return self

    def smooth(self, points: Sequence[tuple[float, float]], closed: bool = True) -> Self:
        """Add a soft curve through all points (Catmull-Rom)."""
        count = len(points)
        self.move(*points[0])
        for i in range(count if closed else count - 1):
            before, here = _pick(points, i - 1, closed), _pick(points, i, closed)
            there, after = _pick(points, i + 1, closed), _pick(points, i + 2, closed)
            self.cubic(
                here[0] + (there[0] - before[0]) / 6,
                here[1] + (there[1] - before[1]) / 6,
                there[0] - (after[0] - here[0]) / 6,
                there[1] - (after[1] - here[1]) / 6,
                there[0],
                there[1],
            )
        return self.close() if closed else self

    @property
    def upright(self) -> bool:
        """Is this one rectangle along the axes?"""
        return self.path.countPoints() <= 5 and self.path.isRect(None)

    def moved(self, dx: float, dy: float) -> "Shape":
        """A copy, shifted."""
        path = skia.Path(self.path)
        path.offset(dx, dy)
        return Shape(path, self.compound)

    def outside(self) -> "Shape":
        """Everything but this shape."""
        path = skia.Path(self.path)
        path.setFillType(skia.PathFillType.kInverseWinding)
        return Shape(path, True)

    def placed(
        self, x: float, y: float, scale: float, turn: float = 0.0, flip: bool = False
    ) -> "Shape":
        """A copy drawn around (0, 0), brought to (x, y); `turn` in radians, clockwise."""
        matrix = skia.Matrix()
        matrix.preTranslate(x, y)
        matrix.preRotate(turn * 180 / pi)
        matrix.preScale(-scale if flip else scale, scale)
        path = skia.Path(self.path)
        path.transform(matrix)
        return Shape(path)

    def minus(self, other: "Shape") -> "Shape":
        """What the other does not cover."""
        return _combined(self, other, skia.PathOp.kDifference_PathOp)

    def common(self, other: "Shape") -> "Shape":
        """What both cover."""
        return _combined(self, other, skia.PathOp.kIntersect_PathOp)

    def joined(self, other: "Shape") -> "Shape":
        """What either covers, as one outline."""
        return _combined(self, other, skia.PathOp.kUnion_PathOp)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """left, top, right, bottom."""
        bounds = self.path.getBounds()
        return bounds.left(), bounds.top(), bounds.right(), bounds.bottom()


def _combined(one: Shape, other: Shape, operation: Any) -> Shape:
    """Path arithmetic, done on enlarged paths: the library's tolerances are made for pixels.

    It gives up on rare pairs of curves; another size then finds a way. What still fails is empty,
    so that a rim is missed rather than a whole shape painted over.
    """
    for grow, shrink in SIZES:
        paths = [skia.Path(one.path), skia.Path(other.path)]
        for path in paths:
            path.transform(grow)
        try:
            result = skia.Op(paths[0], paths[1], operation)
        except RuntimeError:
            continue
        result.transform(shrink)
        return Shape(result)
    return Shape()


def _pick(points: Sequence[tuple[float, float]], i: int, closed: bool) -> tuple[float, float]:
    if closed:
        return points[i % len(points)]
    return points[min(max(i, 0), len(points) - 1)]


def limb(start: Point, end: Point, r0: float, r1: float, bulge: float = 0.0) -> Shape:
    """A tapered capsule from one joint to the next; `bulge` swells its middle (0.1 = a calf)."""
    angle = atan2(end.y - start.y, end.x - start.x)
    ux, uy = cos(angle), sin(angle)
    mid = start.toward(end, 0.4)
    rm = (r0 * 0.6 + r1 * 0.4) * (1 + bulge)

    def side(p: Point, r: float, k: int) -> tuple[float, float]:
        return p.x - uy * r * k, p.y + ux * r * k

    def cap(shape: Shape, p: Point, r: float, out: int) -> None:
        """Half a circle around an end, as two curves."""
        k = 0.5523
        (ax, ay), (bx, by) = side(p, r, out), side(p, r, -out)
        tip = (p.x + ux * r * out, p.y + uy * r * out)
        ex, ey = ux * r * out * k, uy * r * out * k
        sx, sy = -uy * r * out * k, ux * r * out * k
        shape.cubic(ax + ex, ay + ey, tip[0] + sx, tip[1] + sy, *tip)
        shape.cubic(tip[0] - sx, tip[1] - sy, bx + ex, by + ey, bx, by)

    shape = Shape().move(*side(start, r0, 1)).quad(*side(mid, rm, 1), *side(end, r1, 1))
    cap(shape, end, r1, 1)
    shape.quad(*side(mid, rm, -1), *side(start, r0, -1))
    cap(shape, start, r0, -1)
    return shape.close()


def bent(a: Point, b: Point, c: Point, radii: tuple[float, float, float], bulge: float) -> Shape:
    """A limb with a joint, as one outline: shoulder, elbow, wrist."""
    upper = limb(a, b, radii[0], radii[1], bulge * 0.5)
    return upper.add(limb(b, c, radii[1], radii[2], bulge))


def ribbon(points: Sequence[tuple[float, float]], widths: Sequence[float]) -> Shape:
    """A soft stroke whose half-width changes from point to point."""
    left: list[tuple[float, float]] = []
    right: list[tuple[float, float]] = []
    for i, (x, y) in enumerate(points):
        before = points[max(0, i - 1)]
        after = points[min(len(points) - 1, i + 1)]
        length = hypot(after[0] - before[0], after[1] - before[1]) or 1.0
        nx, ny = -(after[1] - before[1]) / length, (after[0] - before[0]) / length
        left.append((x + nx * widths[i], y + ny * widths[i]))
        right.append((x - nx * widths[i], y - ny * widths[i]))
    return Shape().smooth(left + right[::-1])


def blob(x: float, y: float, r: float, radii: Iterable[float], squash: float = 1.0) -> Shape:
    """A soft round form; `radii` are factors of r around the circle."""
    factors = list(radii)
    count = len(factors)
    points = [
        (
            x + r * f * cos(2 * pi * i / count),
            y + r * f * squash * sin(2 * pi * i / count),
        )
        for i, f in enumerate(factors)
    ]
    return Shape().smooth(points)
