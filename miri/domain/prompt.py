"""Image prompts are strict structure, never free text; motion lives only in the clip's prompt.

Why here: every provider, the reviewer and the animatic artist read the same words.
Next: version.py (a Recipe holds a prompt), miri/providers (who turns it into pictures).
"""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from miri.domain.base import Value

HexColour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$", to_upper=True)]


class Framing(StrEnum):
    """How much of the subject the frame holds."""

    EXTREME_WIDE = "extreme_wide"
    WIDE = "wide"
    FULL = "full"
    MEDIUM = "medium"
    CLOSE_UP = "close_up"
    EXTREME_CLOSE_UP = "extreme_close_up"


class CameraMove(StrEnum):
    """What the camera does while the shot lasts."""

    HOLD = "hold"
    PUSH = "push"
    PULL = "pull"
    PAN_LEFT = "pan_left"
    PAN_RIGHT = "pan_right"
    TILT_UP = "tilt_up"
    TILT_DOWN = "tilt_down"
    HANDHELD = "handheld"


class CameraAngle(StrEnum):
    """Where the camera stands."""

    EYE_LEVEL = "eye_level"
    LOW = "low"
    HIGH = "high"
    OVERHEAD = "overhead"


class Camera(Value):
    """A shot's camera. `lens_mm` is the full-frame equivalent focal length."""

    framing: Framing = Framing.MEDIUM
    angle: CameraAngle = CameraAngle.EYE_LEVEL
    move: CameraMove = CameraMove.HOLD
    lens_mm: int = Field(default=35, ge=8, le=400)


class SubjectKind(StrEnum):
    """What a subject of a picture is."""

    PERSON = "person"
    ANIMAL = "animal"
    OBJECT = "object"
    PLACE = "place"


class Subject(Value):
    """One thing to be seen. `position` is where in the frame: left, centre, right, background."""

    type: SubjectKind = SubjectKind.PERSON
    description: str
    pose: str = ""
    position: str = "centre"


class ImagePrompt(Value):
    """What a still shows: a static state. Serialised as JSON, it is what an image model reads."""

    scene: str
    subjects: tuple[Subject, ...] = ()
    style: str = ""
    lighting: str = ""
    camera: Camera = Camera()
    palette: tuple[HexColour, ...] = Field(default=(), max_length=8)


class ClipPrompt(Value):
    """How a still comes alive: begins with the resting state, then the motion and the camera."""

    rest: str
    motion: str
    camera: Camera = Camera()
