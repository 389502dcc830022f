"""edit_shot: changes what one shot shows or how its camera moves; its slot stays.

Why here: "shot 3 darker" changes shot 3 and nothing else.
Next: tools/generate/generate_stills.py draws it anew.
"""

from typing import Any

from pydantic import Field

from miri.domain.prompt import CameraAngle, CameraMove, Framing, Subject
from miri.domain.shot import Shot
from miri.errors import Refused
from miri.events.film_events import ShotsChanged
from tools.breakdown.shooting import not_drawn, shot_fields
from tools.breakdown.timeline import unlocked
from tools.context import ToolContext
from tools.outcome import Outcome, Result
from tools.targets import ShotRef, find_shot
from tools.tool import Params, Permission, declare

CAMERA = ("framing", "move", "angle", "lens_mm")


class EditShot(Params):
    """Arguments of edit_shot: exact fields, or a note in words."""

    shot: ShotRef
    note: str = Field(default="", max_length=1000, description="A wish in words: darker, closer")
    description: str = Field(default="", max_length=1000, description="For people, their language")
    scene: str = Field(default="", max_length=2000, description="What is seen, static, English")
    subjects: tuple[Subject, ...] = Field(
        default=(), max_length=8, description="All that is to be seen, each with its pose"
    )
    lighting: str = Field(default="", max_length=400, description="Where light comes from, English")
    motion: str = Field(default="", max_length=600, description="What moves while it lasts")
    framing: Framing | None = Field(default=None, description="How much the frame holds")
    move: CameraMove | None = Field(default=None, description="What the camera does")
    angle: CameraAngle | None = Field(default=None, description="Where the camera stands")
    lens_mm: int | None = Field(default=None, ge=8, le=400, description="Full-frame focal length")


class ShotNow(Result):
    """What the model reads."""

    shot_id: str
    number: int
    description: str


async def run(ctx: ToolContext, params: EditShot) -> Outcome:
    """Edit. Raises NotFound, or Refused for a locked shot or when nothing was said."""
    shot = find_shot(ctx.project, params.shot)
    unlocked(ctx, shot)
    given = params.model_dump(exclude={"shot"}, exclude_defaults=True)
    if not given:
        raise Refused(ctx.say("edit_shot.nothing", shot=shot.number))
    unread = ""
    if params.note:
        idea = await ctx.desk.writer.note(ctx.film, shot, params.note)
        shot = shot.model_copy(update=shot_fields(ctx, idea))
        unread = idea.unread
    edited = _as_given(shot, params)
    says = ctx.say("edit_shot.done", shot=edited.number, what=edited.description)
    return Outcome(
        result=ShotNow(
            says=f"{says} {not_drawn(ctx, unread)}".strip(),
            shot_id=edited.id,
            number=edited.number,
            description=edited.description,
        ),
        events=(ShotsChanged(how="edited", shots=(edited,)),),
        reads=("timeline", edited.id, edited.scene_id, "look"),
    )


def _as_given(shot: Shot, params: EditShot) -> Shot:
    camera_changes: dict[str, Any] = {
        name: getattr(params, name) for name in CAMERA if getattr(params, name) is not None
    }
    camera = shot.camera.model_copy(update=camera_changes)
    picture: dict[str, Any] = {"camera": camera}
    if params.scene:
        picture["scene"] = params.scene
    if params.subjects:
        picture["subjects"] = params.subjects
    if params.lighting:
        picture["lighting"] = params.lighting
    return shot.model_copy(
        update={
            "camera": camera,
            "image": shot.image.model_copy(update=picture),
            "motion": params.motion or shot.motion,
            "description": params.description or shot.description,
        }
    )


TOOL = declare(__name__, Permission.DRAFT, EditShot, run)
