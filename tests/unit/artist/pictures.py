"""Prompts and measures shared by the artist's tests."""

import cv2
import numpy as np
from coloraide import Color

from miri.domain.prompt import Camera, CameraMove, Framing, ImagePrompt, Subject

RED_COAT = "a woman with short black hair in a long red coat hex #B3322B"


def prompt(scene: str, *subjects: Subject, framing: Framing = Framing.WIDE, **rest) -> ImagePrompt:
    camera = rest.pop("camera", Camera(framing=framing))
    return ImagePrompt(scene=scene, subjects=subjects, camera=camera, **rest)


def moving(move: CameraMove, framing: Framing = Framing.WIDE) -> Camera:
    return Camera(framing=framing, move=move)


def decoded(data: bytes) -> np.ndarray:
    """height x width x 3, red first."""
    image = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    assert image is not None
    return cv2.cvtColor(image, cv2.COLOR_BGR2RGB)


def oklab(rgb: np.ndarray) -> np.ndarray:
    share = rgb.reshape(-1, 3) / 255.0
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    cones = linear @ np.array(
        [[0.41222, 0.2119, 0.0883], [0.53633, 0.6807, 0.28172], [0.05145, 0.1074, 0.62998]]
    )
    return np.cbrt(cones) @ np.array(
        [[0.21045, 1.978, 0.0259], [0.79362, -2.42859, 0.78277], [-0.00407, 0.45059, -0.80868]]
    )


def dominant(image: np.ndarray, count: int = 6) -> list[tuple[Color, float]]:
    """The picture's main colours with their shares."""
    small = cv2.resize(image, (160, 90), interpolation=cv2.INTER_AREA)
    values = oklab(small).astype(np.float32)
    cv2.setRNGSeed(1)
    first = np.zeros((len(values), 1), np.int32)
    _, labels, centres = cv2.kmeans(values, count, first, (3, 30, 1e-4), 3, cv2.KMEANS_PP_CENTERS)
    shares = np.bincount(labels[:, 0], minlength=count) / len(labels)
    return [
        (Color("oklab", [float(v) for v in centre]), float(share))
        for centre, share in zip(centres, shares, strict=True)
    ]


def farness(image: np.ndarray, palette: tuple[str, ...]) -> float:
    """Mean CIEDE2000 from the main colours, by their shares, to the palette's nearest."""
    wanted = [Color(code) for code in palette]
    return sum(
        share * min(colour.delta_e(one, method="2000") for one in wanted)
        for colour, share in dominant(image)
    )


def share_near(image: np.ndarray, code: str, limit: float = 0.09) -> float:
    """How much of a picture is about one colour (OKLab distance without much of its lightness)."""
    target = oklab(np.array([[int(code[i : i + 2], 16) for i in (1, 3, 5)]], np.float64))[0]
    values = oklab(image)
    gap = (values - target) * np.array([0.35, 1.0, 1.0])
    return float((np.linalg.norm(gap, axis=1) < limit).mean())
