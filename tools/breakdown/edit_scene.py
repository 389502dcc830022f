"""edit_scene: changes a scene's words, time of day or assets; its place in the song stays.

Why here: shots keep their pictures; they are planned again when the person wants it.
Next: plan_shots.py with `scene`.
"""

from pydantic import Field

from miri.errors import Refused
from miri.events.film_events import SceneEdited
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
    edited = scene.model_copy(update=changes)
    return Outcome(
        result=SceneNow(
            says=ctx.say("edit_scene.done", scene=scene.number, title=edited.title),
            scene_id=scene.id,
            title=edited.title,
            summary=edited.summary,
        ),
        events=(SceneEdited(scene=edited),),
        reads=("scenes", scene.id),
    )


TOOL = declare(__name__, Permission.DRAFT, EditScene, run)
