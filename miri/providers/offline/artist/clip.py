"""Clips: a composition's panes moved by the camera, frame after frame, into the encoder.

Why here: this is what the VideoModel port gives back; the file is already a render segment.
Next: camera_path.py (the move), panes.py (the layers), miri/codec/segment.py (the encoder).
"""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from fractions import Fraction
from pathlib import Path as FilePath

import cv2
import numpy as np

from miri.codec.segment import FINAL, SegmentProfile, SegmentWriter
from miri.domain.prompt import CameraMove
from miri.errors import BadMedia
from miri.ports.video_model import ClipOrder
from miri.providers.offline.artist.camera_path import Look, Parallax, Path
from miri.providers.offline.artist.composition import Composition, compose
from miri.providers.offline.artist.finish import lay_over
from miri.providers.offline.artist.ink import Dye
from miri.providers.offline.artist.liveliness import breath, wind
from miri.providers.offline.artist.overlay import covered_from, holes_of, lay, over_with
from miri.providers.offline.artist.panes import Lens, Pane, panes
from miri.providers.offline.artist.plate import Pixels, blank, ink_on
from miri.providers.offline.artist.slate import draw_slate
from miri.providers.offline.artist.yuv import Planes, dye, turned

ALIKE = 7.0
"""Mean difference (of 255) below which a still counts as drawn from the same prompt and seed."""

LARGEST = 2048
"""Clips are composed at no more pixels than this along their longer side."""

SAMPLES = 12
"""Moments of a path that are asked which part of the plates is seen."""

DISSOLVE = (0.45, 0.92)
"""When, in shares of the clip, the end still takes over."""


def animate(order: ClipOrder, out: FilePath, profile: SegmentProfile = FINAL) -> int:
    """Write the clip; returns its number of frames, which is what was ordered."""
    writer = SegmentWriter(out, order.width, order.height, order.rate, profile)
    film = Film(_workable(order))
    buffers = (Planes(order.width, order.height), Planes(order.width, order.height))
    with writer, ThreadPoolExecutor(1) as pen:
        waiting: list[Future[None]] = []
        for i, frame in enumerate(film.frames()):
            planes = buffers[i % 2]
            if len(waiting) == 2:
                waiting.pop(0).result()
            planes.take(_sized(frame, order.width, order.height))
            waiting.append(pen.submit(writer.write, planes.buffer.data))
        for future in waiting:
            future.result()
    return order.frames


def _workable(order: ClipOrder) -> ClipOrder:
    """The order at a size whose plates fit into memory; larger clips are enlarged at the end."""
    factor = LARGEST / max(order.width, order.height)
    if factor >= 1:
        return order
    width, height = (max(64, round(side * factor / 2) * 2) for side in (order.width, order.height))
    return order.model_copy(update={"width": width, "height": height})


def _sized(frame: Pixels, width: int, height: int) -> Pixels:
    if frame.shape[:2] == (height, width):
        return frame
    return cv2.resize(frame, (width, height), interpolation=cv2.INTER_LINEAR)


class Film:
    """All frames of one order, in video colours."""

    def __init__(self, order: ClipOrder):
        self._order = order
        seconds = float(Fraction(order.frames) / order.rate)
        self._path = Path(order.prompt.camera.move, seconds, order.seed)
        self._corners = blank(order.width, order.height)
        self._scene = self._staged(_decoded(order.still, order.width, order.height))
        self._end: FlatScene | None = None
        if order.end_still is not None:
            end = _decoded(order.end_still, order.width, order.height)
            self._end = FlatScene(end, self._path, arrive=True)
        self._label = self._slated()

    def frames(self) -> Iterator[Pixels]:
        """Each frame in turn; the array is used again for the next one."""
        order = self._order
        frame, other = blank(order.width, order.height), blank(order.width, order.height)
        corners_in, label = Cover(self._corners), Cover(self._label)
        last = max(1, order.frames - 1)
        for i in range(order.frames):
            second = float(Fraction(i) / order.rate)
            weight = self._arrived(i / last)
            if weight < 1:
                self._scene.draw(frame, second)
                corners_in.lay(frame)
            if weight > 0 and self._end is not None:
                self._end.draw(other, second)
                cv2.addWeighted(frame, 1 - weight, other, weight, 0, dst=frame)
            if weight == 0:
                label.lay(frame)
            yield frame

    def _arrived(self, share: float) -> float:
        """How far the end still has taken over; from there on its own slate is seen."""
        if self._end is None:
            return 0.0
        start, end = DISSOLVE
        t = min(1.0, max(0.0, (share - start) / (end - start)))
        return t * t * (3 - 2 * t)

    def _staged(self, still: Pixels) -> "Scene | FlatScene":
        """Layers, if the still is what this prompt and seed draw; else the flat picture."""
        order = self._order
        composition = compose(order.still_prompt, order.seed, order.width, order.height)
        scene = Scene(composition, self._path)
        first = blank(order.width, order.height)
        scene.draw(first, 0.0)
        dark = turned(composition.corners)
        lay_over(first, dark)
        if _difference(first, turned(still)) > ALIKE:
            return FlatScene(still, self._path)
        self._corners = dark
        return scene

    def _slated(self) -> Pixels:
        """The slate, where the still does not bring its own."""
        order = self._order
        label = blank(order.width, order.height)
        if isinstance(self._scene, Scene):
            draw_slate(ink_on(label), order.slate, order.width, order.height)
        return turned(label)


class Cover:
    """A plate that lies over every frame in the same place."""

    def __init__(self, plate: Pixels):
        self._used = bool(plate[:, :, 3].any())
        self._rows = slice(0, 0)
        if self._used:
            rows = np.flatnonzero(plate[:, :, 3].any(axis=1))
            self._rows = slice(int(rows[0]), int(rows[-1]) + 1)
        self._plate = plate[self._rows]
        self._holes = holes_of(self._plate) if self._used else plate

    def lay(self, frame: Pixels) -> None:
        """Over one frame, in place."""
        if self._used:
            over_with(frame[self._rows], self._plate, self._holes)


class Scene:
    """A drawn picture whose layers move apart."""

    def __init__(self, composition: Composition, path: Path):
        view = composition.view
        self._path = path
        self._view = view
        seen = composition.grade.seen
        self._dye: Dye = lambda colour: dye(seen(colour))
        anchor_y = view.y(0.36) if view.close else view.y(0.5)
        self._lens = Lens(
            view.width, view.height, composition.scenery.subject_x, anchor_y, view.horizon,
            path.parallax,
        )  # fmt: skip
        looks = [path.at(path.seconds * k / SAMPLES) for k in range(SAMPLES + 1)]
        scale = 1 + (path.widest - 1) * 0.6
        self._panes = [
            self._paced(pane) for pane in panes(composition, self._lens, looks, scale, path.seconds)
        ]
        self._foot = float(view.height) if view.close else view.feet
        self._spare = blank(view.width, view.height)

    def draw(self, frame: Pixels, second: float) -> None:
        """The picture at a time."""
        height, width = frame.shape[:2]
        due = [(pane, pane.at(second), self._matrix(pane, second)) for pane in self._panes]
        lows = [height]
        for _, drawing, matrix in reversed(due):
            lows.append(min(lows[-1], covered_from(drawing, matrix, width, height)))
        for (pane, drawing, matrix), low in zip(due, lows[-2::-1], strict=True):
            lay(frame[:low], drawing, matrix, self._spare)
            if pane.lives:
                self._live(frame, pane, matrix, second)

    def _matrix(self, pane: Pane, second: float) -> np.ndarray:
        look = self._path.at(second)
        matrix = self._lens.matrix(look, pane.depth, pane.near)
        if pane.act is not None:
            matrix[0, 2] += pane.act.travel * second * look.zoom
        if pane.drift:
            return matrix @ wind(self._view.horizon, pane.drift * self._view.unit * second)
        return matrix @ breath(self._foot, second) if pane.breathes else matrix

    def _paced(self, pane: Pane) -> Pane:
        """Walkers cross no more of the frame than looks right; then they walk more slowly."""
        act = pane.act
        if act is None or act.travel == 0:
            return pane
        reach = (0.3 if self._view.stature < 0.5 * self._view.height else 0.1) * self._view.width
        way = abs(act.travel) * max(self._path.seconds, 0.1)
        slow = max(1.0, way / reach)
        paced = replace(act, travel=act.travel / slow, period=act.period * min(1.7, slow))
        return replace(pane, act=paced)

    def _live(self, frame: Pixels, pane: Pane, matrix: np.ndarray, second: float) -> None:
        ink = ink_on(frame, self._dye)
        view = self._view
        with ink.through(matrix):
            for layer, life in pane.lives:
                zoom = view.zoom if layer.behind else 1.0
                with ink.moved(view.x(0.5) * (1 - zoom), view.horizon * (1 - zoom), zoom):
                    life(ink, second)


class FlatScene:
    """A finished picture that can only be moved as a whole.

    `arrive` makes the path end on the picture itself; otherwise it begins close to it.
    """

    def __init__(self, picture: Pixels, path: Path, arrive: bool = False):
        height, width = picture.shape[:2]
        self._path = path
        self._arrive = arrive
        self._pane = Pane(turned(picture), 0, 0, 1, 1, 1, opaque=True)
        self._lens = Lens(width, height, width / 2, height * 0.46, height / 2, Parallax(1.0))
        self._spare = blank(2, 2)

    def draw(self, frame: Pixels, second: float) -> None:
        """The picture at a time."""
        look = self._path.at(second)
        if self._arrive:
            end = self._path.at(self._path.seconds)
            look = Look(look.zoom / end.zoom, look.x - end.x, look.y - end.y, look.roll - end.roll)
        else:
            look = self._inside(look)
        matrix = self._lens.matrix(look, 1.0, 1.0)
        lay(frame, self._pane, matrix, self._spare)

    def _inside(self, look: Look) -> Look:
        """Zoomed in just enough that no edge of the picture shows."""
        reserve = {CameraMove.PUSH: 0.0, CameraMove.HOLD: 0.02, CameraMove.HANDHELD: 0.04}
        extra = reserve.get(self._path.move, 0.16)
        return Look(look.zoom * (1 + extra), look.x * 0.8, look.y * 0.8, look.roll)


def _decoded(data: bytes, width: int, height: int) -> Pixels:
    """A picture's bytes as opaque pixels of the clip's size, cropped to fill it."""
    image = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    if image is None:
        raise BadMedia("The still of this clip is not a picture that can be read.")
    scale = max(width / image.shape[1], height / image.shape[0])
    size = (max(width, round(image.shape[1] * scale)), max(height, round(image.shape[0] * scale)))
    if size != (image.shape[1], image.shape[0]):
        image = cv2.resize(
            image, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        )
    left, top = (size[0] - width) // 2, (size[1] - height) // 2
    return cv2.cvtColor(image[top : top + height, left : left + width], cv2.COLOR_BGR2RGBA)


def _difference(one: Pixels, other: Pixels) -> float:
    """Mean difference of two pictures seen from afar, their corners left out (slates)."""
    small = [
        cv2.resize(p, (96, 54), interpolation=cv2.INTER_AREA)[:44].astype(np.float32)
        for p in (one, other)
    ]
    return float(np.abs(small[0][:, :, :3] - small[1][:, :, :3]).mean())
