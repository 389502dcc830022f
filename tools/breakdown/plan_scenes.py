"""plan_scenes: breaks the film into scenes over the song's sections.

Why here: a scene fixes place, time, seed and assets for all its shots.
Next: plan_shots.py.
"""

import hashlib

from pydantic import Field

from miri.domain.asset import Asset, AssetKind
from miri.domain.identity import new_id
from miri.domain.scene import Scene
from miri.domain.slots import scene_bounds
from miri.domain.time import timecode
from miri.errors import Refused
from miri.events.event import Event
from miri.events.film_events import AssetDefined, ScenesPlanned
from miri.ports.story_writer import AssetIdea, SceneIdea, ScenePlan
from tools.breakdown.timeline import Timeline, refusing, timeline
from tools.context import ToolContext, block
from tools.outcome import Outcome, Result
from tools.tool import Params, Permission, Row, declare


class SceneLine(Row):
    """One scene as the director writes it; sections are counted from 1."""

    title: str = Field(min_length=1, max_length=120, description="What people call it")
    summary: str = Field(default="", max_length=1000, description="What happens in it")
    time_of_day: str = Field(default="", max_length=60, description="dawn, noon, night ...")
    first_section: int = Field(ge=1, description="The song's section it begins with")
    last_section: int = Field(ge=1, description="The section it ends with, the same or a later one")
    assets: tuple[str, ...] = Field(default=(), description="Names of characters, places, props")


class PlanScenes(Params):
    """Arguments of plan_scenes."""

    scenes: tuple[SceneLine, ...] = Field(
        default=(), max_length=40, description="All scenes in order, covering every section once"
    )
    note: str = Field(default="", max_length=1000, description="What to do differently")


class ScenesRead(Result):
    """What the model reads."""

    scenes: tuple[str, ...]
    assets: tuple[str, ...]


async def run(ctx: ToolContext, params: PlanScenes) -> Outcome:
    """Plan. Raises Refused where scenes don't cover the song."""
    line = timeline(ctx)
    _nothing_locked(ctx)
    plan = _given(params) if params.scenes else await ctx.desk.writer.scenes(ctx.film, params.note)
    _covers(ctx, line, plan)
    assets, defined = _assets(ctx, plan)
    scenes = tuple(_scene(ctx, line, n, idea, assets) for n, idea in enumerate(plan.scenes, 1))
    events: tuple[Event, ...] = (*defined, ScenesPlanned(scenes=scenes))
    rows = [[str(s.number), s.title, _span(line, s), s.summary] for s in scenes]
    return Outcome(
        result=ScenesRead(
            says=ctx.say("plan_scenes.done", count=len(scenes)),
            scenes=tuple(f"{s.number}. {s.title} {_span(line, s)}" for s in scenes),
            assets=tuple(a.name for a in assets.values()),
        ),
        events=events,
        reads=("song", "scenes", "timeline", "assets", *ctx.film.shots),
        blocks=(block("table", columns=_columns(ctx), rows=rows),),
    )


def _nothing_locked(ctx: ToolContext) -> None:
    locked = [str(s.number) for s in ctx.film.ordered_shots if s.locked]
    if locked:
        raise Refused(ctx.say("plan_scenes.locked", shots=", ".join(locked)))


def _columns(ctx: ToolContext) -> list[str]:
    return ctx.say("plan_scenes.columns").split("|")


def _span(line: Timeline, scene: Scene) -> str:
    return f"{timecode(scene.start_frame, line.rate)}-{timecode(scene.end_frame, line.rate)}"


def _given(params: PlanScenes) -> ScenePlan:
    return ScenePlan(
        scenes=tuple(
            SceneIdea(
                title=s.title,
                summary=s.summary,
                time_of_day=s.time_of_day,
                first_section=s.first_section - 1,
                last_section=s.last_section - 1,
                assets=s.assets,
            )
            for s in params.scenes
        )
    )


def _covers(ctx: ToolContext, line: Timeline, plan: ScenePlan) -> None:
    """Every section once, in order."""
    expected = 0
    last = max(1, len(line.song.sections))
    for idea in plan.scenes:
        if idea.first_section != expected or idea.last_section < idea.first_section:
            raise Refused(ctx.say("plan_scenes.gap", section=expected + 1, title=idea.title))
        expected = idea.last_section + 1
    if expected != last:
        raise Refused(ctx.say("plan_scenes.short", covered=expected, count=last))


def _assets(ctx: ToolContext, plan: ScenePlan) -> tuple[dict[str, Asset], list[AssetDefined]]:
    """The film's assets by name (in any case), with those the plan brings in. A name that nobody
    described is a prop of that name; define_asset says better."""
    assets = {a.name.casefold(): a for a in ctx.film.assets.values()}
    named = dict.fromkeys(name for scene in plan.scenes for name in scene.assets)
    ideas = [*plan.assets, *(AssetIdea(kind="prop", name=n, description=n) for n in named)]
    fresh: list[AssetDefined] = []
    for idea in ideas:
        if idea.name.casefold() not in assets:
            assets[idea.name.casefold()] = _asset(idea)
            fresh.append(AssetDefined(asset=assets[idea.name.casefold()]))
    return assets, fresh


def _asset(idea: AssetIdea) -> Asset:
    return Asset(
        id=new_id("asset"),
        kind=AssetKind(idea.kind),
        name=idea.name,
        description=idea.description,
        colours=idea.colours,
    )


def _scene(
    ctx: ToolContext, line: Timeline, number: int, idea: SceneIdea, assets: dict[str, Asset]
) -> Scene:
    with refusing(ctx):
        span = scene_bounds(line.song, idea.first_section, idea.last_section, line.rate)
    return Scene(
        id=new_id("scene"),
        number=number,
        title=idea.title,
        summary=idea.summary,
        seed=_seed(ctx, number),
        start_frame=span.start_frame,
        end_frame=span.end_frame,
        time_of_day=idea.time_of_day,
        asset_ids=tuple(dict.fromkeys(assets[name.casefold()].id for name in idea.assets)),
    )


def _seed(ctx: ToolContext, number: int) -> int:
    """Random between films and plans, the same when this decision is made again."""
    text = f"{ctx.project.id}:{ctx.call_id}:{number}"
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")


TOOL = declare(__name__, Permission.DRAFT, PlanScenes, run)
