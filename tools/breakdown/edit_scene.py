"""edit_scene: changes a scene's words, time of day or assets; its place in the song stays.

Why here: what a note or an hour asks for changes all shots of the scene; pictures that are made
stay until they are drawn anew.
Next: plan_shots.py with `scene`.
"""

from pydantic import Field

from miri.domain.asset import AssetKind
from miri.domain.scene import Scene
from miri.domain.shot import Shot
from miri.errors import Refused
from miri.events.film_events import SceneEdited, ShotsChanged
from tools.breakdown.shooting import shot_fields
from tools.context import ToolContext
from tools.outcome import Outcome, Result
from tools.targets import Names, SceneRef, find_asset, find_scene
from tools.tool import Params, Permission, declare


class EditScene(Params):
    """Arguments of edit_scene; what is left empty stays."""

    scene: SceneRef
    title: str = Field(default="", max_length=120, description="What people call it")
    summary: str = Field(default="", max_length=1000, description="What happens in it")
    time_of_day: str = Field(default="", max_length=60, description="dawn, noon, night ...")
    assets: Names = Field(default=(), max_length=20, description="Names of all it shows")
    note: str = Field(default="", max_length=1000, description="A wish in words, kept with it")


class SceneNow(Result):
    """What the model reads."""

    scene_id: str
    title: str
    summary: str


async def run(ctx: ToolContext, params: EditScene) -> Outcome:
    """Edit. Raises NotFound, or Refused when nothing was said."""
    scene = find_scene(ctx.project, params.scene)
    changes: dict[str, object] = {
        k: getattr(params, k) for k in ("title", "summary", "time_of_day") if getattr(params, k)
    }
    if params.assets:
        changes["asset_ids"] = tuple(find_asset(ctx.project, a).id for a in params.assets)
    if params.note:
        before = str(changes.get("summary", scene.summary))
        changes["summary"] = f"{before} {params.note}".strip()
    if not changes:
        raise Refused(ctx.say("edit_scene.nothing", scene=scene.number))
    shots = await _noted(ctx, scene, "; ".join(filter(None, (params.time_of_day, params.note))))
    gone = _left(ctx, shots)
    if gone and not params.assets:
        changes["asset_ids"] = tuple(a for a in scene.asset_ids if a not in gone)
    edited = scene.model_copy(update=changes)
    changed = (ShotsChanged(how="edited", shots=shots),) if shots else ()
    return Outcome(
        result=SceneNow(
            says=ctx.say("edit_scene.done", scene=scene.number, title=edited.title),
            scene_id=scene.id,
            title=edited.title,
            summary=edited.summary,
        ),
        events=(SceneEdited(scene=edited), *changed),
        reads=("scenes", "timeline", scene.id, *(shot.id for shot in shots)),
    )


async def _noted(ctx: ToolContext, scene: Scene, note: str) -> tuple[Shot, ...]:
    """The scene's shots as the note has them; locked ones stay as they are."""
    if not note:
        return ()
    shots = [s for s in ctx.film.ordered_shots if s.scene_id == scene.id and not s.locked]
    ideas = [await ctx.desk.writer.note(ctx.film, shot, note) for shot in shots]
    return tuple(
        shot.model_copy(update=shot_fields(ctx, idea))
        for shot, idea in zip(shots, ideas, strict=True)
    )


def _left(ctx: ToolContext, shots: tuple[Shot, ...]) -> set[str]:
    """The locations that no shot of the scene plays at any more."""
    before = {a for shot in shots for a in ctx.film.shots[shot.id].asset_ids}
    after = {a for shot in shots for a in shot.asset_ids}
    assets = ctx.film.assets
    return {a for a in before - after if assets[a].kind is AssetKind.LOCATION}


TOOL = declare(__name__, Permission.DRAFT, EditScene, run)
