"""plan_shots: cuts scenes into shots on the beat, or lays a person's own list to the letter.

Why here: the timing contract is enforced where shots are born.
Next: shooting.py, timeline.py; retime_shot.py and its kin change what is laid here.
"""

from itertools import zip_longest
from typing import Literal

from pydantic import Field

from miri.domain.prompt import Camera, CameraMove, Framing
from miri.domain.scene import Scene
from miri.domain.shot import Shot
from miri.domain.shot_list import Entry, slots_from_list
from miri.domain.slot import Slot
from miri.domain.slots import plan_slots
from miri.domain.time import timecode
from miri.errors import Refused
from miri.events.film_events import ShotsPlanned
from miri.ports.story_writer import ShotIdea, ShotSlot
from tools.breakdown.shooting import shot_from, slot_for
from tools.breakdown.timeline import Timeline, When, judge, refusing, timeline, unlocked
from tools.context import ToolContext, block
from tools.outcome import Outcome, Result
from tools.targets import SceneRef, find_scene
from tools.tool import Params, Permission, Row, declare

SHOWN = 12


class ShotLine(Row):
    """One row of a person's own list. Times: seconds (4.5), 0:12.500, 96f, or 0:00:04:12."""

    duration: When = Field(default="", description="How long, after the row before")
    start: When = Field(default="", description="Where it begins; empty: where the last one ended")
    end: When = Field(default="", description="Where it ends; empty: where the next one begins")
    description: str = Field(default="", max_length=2000, description="What is seen")
    motion: str = Field(default="", max_length=600, description="What moves")
    framing: Framing | None = Field(default=None, description="How much the frame holds")
    move: CameraMove | None = Field(default=None, description="What the camera does")


class PlanShots(Params):
    """Arguments of plan_shots."""

    scene: SceneRef = Field(default="", description="Only this scene; empty: the whole film")
    pace: Literal["slower", "normal", "faster"] = Field(
        default="normal", description="How fast it is cut, against what the music asks for"
    )
    shots: tuple[ShotLine, ...] = Field(
        default=(), max_length=400, description="A person's own list for the whole film"
    )
    note: str = Field(default="", max_length=1000, description="What to do differently")


class ShotsRead(Result):
    """What the model reads."""

    shots: int
    shortest_frames: int
    longest_frames: int


async def run(ctx: ToolContext, params: PlanShots) -> Outcome:
    """Plan. Raises Refused before there are scenes, or where a list breaks the contract."""
    line = timeline(ctx)
    if not ctx.film.scenes:
        raise Refused(ctx.say("plan_shots.no_scenes"))
    scenes = _scenes(ctx, params)
    ids = {scene.id for scene in scenes}
    replaced = [s for s in ctx.film.ordered_shots if s.scene_id in ids]
    unlocked(ctx, *replaced)
    fresh = await (_own(ctx, line, params) if params.shots else _planned(ctx, line, scenes, params))
    kept = [s for s in ctx.film.shots.values() if s.scene_id not in ids]
    whole = sorted((*kept, *fresh), key=lambda s: s.start_frame)
    judge(ctx, line, whole, obeyed=bool(params.shots))
    places = {s.id: n for n, s in enumerate(whole, start=1)}
    numbered = [s.model_copy(update={"number": places[s.id]}) for s in fresh]
    return _outcome(ctx, line, numbered, scenes, replaced)


def _scenes(ctx: ToolContext, params: PlanShots) -> tuple[Scene, ...]:
    """The scene named, with those that have no shots yet; or all."""
    if not params.scene or params.shots:
        return ctx.film.ordered_scenes
    wanted = find_scene(ctx.project, params.scene)
    filled = {s.scene_id for s in ctx.film.shots.values()}
    return tuple(s for s in ctx.film.ordered_scenes if s.id == wanted.id or s.id not in filled)


async def _planned(
    ctx: ToolContext, line: Timeline, scenes: tuple[Scene, ...], params: PlanShots
) -> list[Shot]:
    slots: list[ShotSlot] = []
    for scene in scenes:
        span = Slot(start_frame=scene.start_frame, end_frame=scene.end_frame)
        with refusing(ctx):
            cut = plan_slots(line.song, span, line.rate, line.longest, params.pace)
        slots += [slot_for(line, len(slots) + n, scene, slot) for n, slot in enumerate(cut)]
    ideas = await ctx.desk.writer.shots(ctx.film, tuple(slots), params.note)
    return [shot_from(ctx, slot, idea) for slot, idea in zip(slots, ideas, strict=True)]


async def _own(ctx: ToolContext, line: Timeline, params: PlanShots) -> list[Shot]:
    with refusing(ctx):
        cut = slots_from_list(_entries(line, params.shots), line.song.frames, line.rate)
    slots = tuple(slot_for(line, n, _scene_at(ctx, s), s) for n, s in enumerate(cut))
    ideas = await ctx.desk.writer.shots(ctx.film, slots, params.note)
    return [
        shot_from(ctx, slot, _as_written(row, idea))
        for slot, row, idea in zip(slots, params.shots, ideas, strict=True)
    ]


def _entries(line: Timeline, rows: tuple[ShotLine, ...]) -> list[Entry]:
    """The list's times. A row without an end lasts to the next, the last one to the song's end;
    a row without a beginning goes on from the last."""
    entries: list[Entry] = []
    end = "0"
    for row, after in zip_longest(rows, rows[1:]):
        if row.duration:
            entries.append(row.duration)
            end = ""
            continue
        start = row.start or end
        end = row.end or (after.start if after else f"{line.song.frames}f")
        entries.append((start, end))
    return entries


def _scene_at(ctx: ToolContext, slot: Slot) -> Scene:
    scenes = ctx.film.ordered_scenes
    return next((s for s in scenes if slot.start_frame < s.end_frame), scenes[-1])


def _as_written(row: ShotLine, idea: ShotIdea) -> ShotIdea:
    """What the person wrote, over what the writer thought of."""
    camera: Camera = idea.camera
    if row.framing:
        camera = camera.model_copy(update={"framing": row.framing})
    if row.move:
        camera = camera.model_copy(update={"move": row.move})
    given: dict[str, object] = {"camera": camera, "motion": row.motion or idea.motion}
    if row.description:
        given |= {"display": row.description, "scene": row.description}
    return idea.model_copy(update=given)


def _outcome(
    ctx: ToolContext,
    line: Timeline,
    shots: list[Shot],
    scenes: tuple[Scene, ...],
    replaced: list[Shot],
) -> Outcome:
    lengths = [s.frames for s in shots]
    rows = [
        [str(s.number), timecode(s.start_frame, line.rate), s.description] for s in shots[:SHOWN]
    ]
    if len(shots) > SHOWN:
        rows.append(["…", "", ctx.say("plan_shots.more", count=len(shots) - SHOWN)])
    columns = ctx.say("plan_shots.columns").split("|")
    return Outcome(
        result=ShotsRead(
            says=ctx.say("plan_shots.done", count=len(shots)),
            shots=len(shots),
            shortest_frames=min(lengths),
            longest_frames=max(lengths),
        ),
        events=(ShotsPlanned(shots=tuple(shots), scene_ids=tuple(s.id for s in scenes)),),
        reads=("song", "scenes", "timeline", "assets", "look", *(s.id for s in replaced)),
        blocks=(block("table", columns=columns, rows=rows),),
    )


TOOL = declare(__name__, Permission.DRAFT, PlanShots, run)
