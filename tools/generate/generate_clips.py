"""generate_clips: brings approved stills to life, each for the length of its slot.

Why here: the second half of making pictures; a clip begins on its still.
Next: takes.py; miri/jobs/clip_worker.py.
"""

from typing import Any

from pydantic import Field

from miri.domain.job import JobKind
from miri.domain.prompt import ClipPrompt
from miri.domain.shot import Shot, ShotStatus
from miri.domain.time import show_rate
from miri.domain.version import Recipe, Version, VersionKind, VersionStatus
from miri.errors import Refused
from miri.ports.video_model import ClipOrder
from tools.context import ToolContext, block
from tools.generate.choosing import chosen_shots
from tools.generate.generate_stills import READ, slate_of
from tools.generate.pictured import in_look
from tools.generate.takes import (
    Take,
    Taken,
    inputs_json,
    outcome_of,
    prefix,
    take_of,
    version_id_for,
)
from tools.outcome import Outcome
from tools.targets import MOST_NAMED, SceneRef, ShotRefs
from tools.tool import Params, Permission, declare


class GenerateClips(Params):
    """Arguments of generate_clips."""

    shots: ShotRefs = Field(
        default=(), max_length=MOST_NAMED, description="Shot numbers; each gets another take"
    )
    scene: SceneRef = Field(default="", description="All shots of this scene that have none")


async def run(ctx: ToolContext, params: GenerateClips) -> Outcome:
    """Order clips: of the shots named, or of all whose still was approved and that have none.

    Raises Refused when a named shot has no approved still, or nothing is approved at all.
    """
    wanted = chosen_shots(ctx, params.shots, params.scene)
    ready = [s for s in wanted if _approved(ctx, s)]
    if params.shots and len(ready) < len(wanted):
        missing = ", ".join(str(s.number) for s in wanted if s not in ready)
        raise Refused(ctx.say("generate_clips.unapproved", shots=missing))
    if not ready:
        raise Refused(ctx.say("generate_clips.none_approved"))
    if not params.shots:
        ready = [s for s in ready if s.selected.clip is None and not s.locked]
    busy = [s for s in ready if s.status is ShotStatus.GENERATING_VIDEO]
    ready = [s for s in ready if s not in busy]
    if not ready:
        key = "generate_clips.busy" if busy else "generate_clips.all_there"
        return Outcome(result=Taken(says=ctx.say(key), count=0))
    taken = [_take(ctx, shot) for shot in ready]
    says = ctx.say("generate_clips.started", count=len(taken))
    shown = block("progress", job_id=taken[0].job.id, label=says, jobs=[t.job.id for t in taken])
    return outcome_of(says, taken, (shown,), *READ)


def _approved(ctx: ToolContext, shot: Shot) -> bool:
    still = _still(ctx, shot)
    return still is not None and still.status is VersionStatus.APPROVED


def _still(ctx: ToolContext, shot: Shot) -> Version | None:
    return ctx.project.versions.get(shot.selected.still or "")


def _take(ctx: ToolContext, shot: Shot) -> Take:
    clips = ctx.desk.clips
    number = len(ctx.project.versions_of(shot.id, VersionKind.CLIP)) + 1
    scene = ctx.film.scenes.get(shot.scene_id)
    seed = ((scene.seed if scene else 0) + number - 1) % 2**32
    order = _order(ctx, shot, number, seed)
    recipe = Recipe(
        provider=clips.provider,
        endpoint=clips.endpoint,
        take=number,
        seed=seed,
        inputs=inputs_json(order),
    )
    stored = {
        "target_id": shot.id,
        "recipe_key": recipe.key,
        "quote": ctx.say("money.clip", model=clips.endpoint),
        "clip": order,
    }
    version_id = version_id_for(ctx, shot.id, VersionKind.CLIP, number)
    label = ctx.say("generate_clips.label", shot=shot.number)
    job = ctx.job(JobKind.CLIP, version_id, label, stored, _price(ctx, order), clips.queue)
    return take_of(ctx, shot.id, VersionKind.CLIP, number, recipe, job)


def _order(ctx: ToolContext, shot: Shot, number: int, seed: int) -> dict[str, Any]:
    settings = ctx.film.settings
    still = _still(ctx, shot)
    version_id = version_id_for(ctx, shot.id, VersionKind.CLIP, number)
    prompt = ClipPrompt(rest=shot.image.scene, motion=shot.motion, camera=shot.camera)
    return {
        "prefix": prefix(shot.id, version_id, ctx.desk.clips.endpoint),
        "prompt": prompt.model_dump(mode="json"),
        "still_prompt": _rest(ctx, shot, still),
        "still_media_id": still.media_id if still else None,
        "end_still_media_id": None,
        "seed": still.recipe.seed if still else seed,
        "width": settings.width,
        "height": settings.height,
        "frames": shot.frames,
        "rate": show_rate(settings.fps),
        "slate": slate_of(ctx, shot).model_dump(),
    }


def _rest(ctx: ToolContext, shot: Shot, still: Version | None) -> dict[str, Any]:
    """What the still shows: the prompt it was drawn from, else the shot's own in the look."""
    drawn = still.recipe.inputs.get("prompt") if still and still.recipe else None
    look = ctx.film.look
    image = in_look(shot.image, look) if look else shot.image
    return drawn or image.model_dump(mode="json")


def _price(ctx: ToolContext, order: dict[str, Any]) -> int:
    asked = {k: v for k, v in order.items() if not k.endswith("_media_id")}
    return ctx.desk.clips.price_micros(ClipOrder.model_validate({**asked, "still": b""}))


TOOL = declare(__name__, Permission.SPEND, GenerateClips, run)
