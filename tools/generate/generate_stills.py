"""generate_stills: has the first pictures of shots made, or further takes of them.

Why here: draft first, then pay: a still is judged before it moves.
Next: takes.py; tools/review/approve_version.py.
"""

from pydantic import Field

from miri.domain.asset import Asset
from miri.domain.shot import Shot, ShotStatus
from miri.domain.time import timecode
from miri.domain.version import VersionKind
from miri.errors import Refused
from miri.ports.image_model import Slate
from tools.context import ToolContext, block
from tools.generate.choosing import chosen_shots
from tools.generate.pictured import picture_of
from tools.generate.takes import StillPlan, Taken, ordered_still, outcome_of
from tools.outcome import Outcome
from tools.targets import MOST_NAMED, SceneRef, ShotRefs
from tools.tool import Params, Permission, declare

WAITING = (ShotStatus.DRAFT, ShotStatus.FAILED)
READ = ("timeline", "scenes", "look", "rules", "assets", "settings")
"""What a picture's order rests on, beside its shot."""


class GenerateStills(Params):
    """Arguments of generate_stills."""

    shots: ShotRefs = Field(
        default=(), max_length=MOST_NAMED, description="Shot numbers; each gets another take"
    )
    scene: SceneRef = Field(default="", description="All shots of this scene that have none")


async def run(ctx: ToolContext, params: GenerateStills) -> Outcome:
    """Order stills: of the shots named (another take each), or of all that have none.

    Raises Refused before there are shots, and for locked ones that were named.
    """
    wanted = chosen_shots(ctx, params.shots, params.scene)
    if not params.shots:
        wanted = [s for s in wanted if s.status in WAITING and not s.locked]
    busy = [s for s in wanted if s.status is ShotStatus.GENERATING_IMAGE]
    wanted = [s for s in wanted if s not in busy]
    if not wanted:
        key = "generate_stills.busy" if busy else "generate_stills.all_there"
        return Outcome(result=Taken(says=ctx.say(key), count=0))
    _audit(ctx, wanted)
    taken = [ordered_still(ctx, await _plan(ctx, shot)) for shot in wanted]
    says = ctx.say("generate_stills.started", count=len(taken))
    shown = block("progress", job_id=taken[0].job.id, label=says, jobs=[t.job.id for t in taken])
    return outcome_of(says, taken, (shown,), *READ)


def _audit(ctx: ToolContext, shots: list[Shot]) -> None:
    """Before anything is spent: a still must describe a static state."""
    for shot in shots:
        if not shot.image.scene.strip():
            raise Refused(ctx.say("generate_stills.blank", shot=shot.number))


async def _plan(ctx: ToolContext, shot: Shot) -> StillPlan:
    number = len(ctx.project.versions_of(shot.id, VersionKind.STILL)) + 1
    scene = ctx.film.scenes.get(shot.scene_id)
    seed = ((scene.seed if scene else 0) + number - 1) % 2**32
    return StillPlan(
        target_id=shot.id,
        name=str(shot.number),
        label=ctx.say("generate_stills.label", shot=shot.number),
        image=await picture_of(ctx, shot),
        seed=seed,
        number=number,
        slate=slate_of(ctx, shot),
        references=references_of(ctx, shot),
    )


def slate_of(ctx: ToolContext, shot: Shot) -> Slate:
    """The storyboard's corner label."""
    return Slate(number=str(shot.number), time=timecode(shot.start_frame, ctx.film.settings.fps))


def references_of(ctx: ToolContext, shot: Shot) -> tuple[str, ...]:
    """Media ids of the shot's assets, those that have a picture, characters first."""
    order = {"character": 0, "outfit": 1, "prop": 2, "location": 3}
    assets: list[Asset] = [ctx.film.assets[a] for a in shot.asset_ids if a in ctx.film.assets]
    versions = [
        ctx.project.versions.get(a.selected_version_id or "")
        for a in sorted(assets, key=lambda a: order[a.kind.value])
    ]
    return tuple(v.media_id for v in versions if v and v.media_id)


TOOL = declare(__name__, Permission.SPEND, GenerateStills, run)
