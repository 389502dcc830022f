"""plan_shots: cuts scenes into shots on the beat, or lays a person's own list to the letter.

Why here: the timing contract is enforced where shots are born.
Next: shooting.py, timeline.py; retime_shot.py and its kin change what is laid here.
"""

from itertools import groupby, zip_longest
from typing import Literal

from pydantic import Field

from miri.domain.prompt import Camera, CameraMove, Framing
from miri.domain.scene import Scene
from miri.domain.shot import Shot
from miri.domain.shot_list import Entry, slots_from_list
from miri.domain.slot import Slot
from miri.domain.slots import plan_slots
from miri.domain.song import Section
from miri.domain.time import timecode
from miri.errors import NotFound, Refused
from miri.events.film_events import ShotsPlanned
from miri.ports.story_writer import ShotIdea, ShotSlot
from tools.breakdown.shooting import shot_from, slot_for
from tools.breakdown.timeline import Timeline, When, judge, refusing, timeline, unlocked
from tools.context import ToolContext, block
from tools.outcome import Outcome, Result
from tools.targets import Ref, SceneRef, find_scene
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
    section: Ref = Field(
        default="", description="Only the shots of this part of the song: chorus, verse 2"
    )
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
    """Plan; what is locked stays. Raises Refused before there are scenes, where all is locked, or
    where a list breaks the contract."""
    line = timeline(ctx)
    if not ctx.film.scenes:
        raise Refused(ctx.say("plan_shots.no_scenes"))
    scenes = _scenes(ctx, params)
    standing = _standing(ctx, scenes, params)
    replaced = [s for s in standing if not s.locked]
    if params.shots or (standing and not replaced):
        unlocked(ctx, *standing)
    spans = _spans(ctx, scenes, standing)
    fresh = await (_own(ctx, line, params) if params.shots else _planned(ctx, line, spans, params))
    gone = {s.id for s in replaced}
    kept = [s for s in ctx.film.shots.values() if s.id not in gone]
    whole = sorted((*kept, *fresh), key=lambda s: s.start_frame)
    judge(ctx, line, whole, obeyed=bool(params.shots))
    places = {s.id: n for n, s in enumerate(whole, start=1)}
    numbered = [s.model_copy(update={"number": places[s.id]}) for s in fresh]
    return _outcome(ctx, line, numbered, kept, standing)


def _standing(ctx: ToolContext, scenes: tuple[Scene, ...], params: PlanShots) -> tuple[Shot, ...]:
    """The shots that are asked to be planned anew, locked ones too."""
    ids = {scene.id for scene in scenes}
    parts = _parts(ctx, params.section) if params.section else ()
    return tuple(
        shot
        for shot in ctx.film.ordered_shots
        if shot.scene_id in ids
        and (not parts or any(p.start_frame <= shot.start_frame < p.end_frame for p in parts))
    )


def _parts(ctx: ToolContext, ref: str) -> tuple[Section, ...]:
    """Every chorus, or the second one. Raises NotFound where the song has none."""
    song = ctx.film.song
    found: list[Section] = []
    counts: dict[str, int] = {}
    for section in song.sections if song else ():
        label = section.label.value
        counts[label] = counts.get(label, 0) + 1
        names = (label, ctx.say(f"section.{label}"))
        if ref.casefold() in {*names, *(f"{name} {counts[label]}" for name in names)}:
            found.append(section)
    if not found:
        raise NotFound(ctx.say("plan_shots.no_section", section=ref))
    return tuple(found)


def _spans(
    ctx: ToolContext, scenes: tuple[Scene, ...], standing: tuple[Shot, ...]
) -> list[tuple[Scene, Slot]]:
    """What is laid anew: runs of unlocked neighbours in one scene; scenes without shots whole."""
    spans: list[tuple[Scene, Slot]] = []
    bare = {s.id for s in scenes} - {s.scene_id for s in ctx.film.shots.values()}
    for scene in scenes:
        of_scene = [s for s in standing if s.scene_id == scene.id]
        if scene.id in bare:
            spans.append((scene, Slot(start_frame=scene.start_frame, end_frame=scene.end_frame)))
        for locked, run_of in groupby(of_scene, key=lambda s: s.locked):
            run_ = list(run_of)
            if not locked:
                spans += [(scene, slot) for slot in _touching(run_)]
    return spans


def _touching(shots: list[Shot]) -> list[Slot]:
    """Shots that follow each other without a gap, as one stretch each."""
    stretches: list[Slot] = []
    for shot in shots:
        start = shot.start_frame
        if stretches and stretches[-1].end_frame == start:
            start = stretches.pop().start_frame
        stretches.append(Slot(start_frame=start, end_frame=shot.end_frame))
    return stretches


def _scenes(ctx: ToolContext, params: PlanShots) -> tuple[Scene, ...]:
    """The scene named, with those that have no shots yet; or all."""
    if not params.scene or params.shots:
        return ctx.film.ordered_scenes
    wanted = find_scene(ctx.project, params.scene)
    filled = {s.scene_id for s in ctx.film.shots.values()}
    return tuple(s for s in ctx.film.ordered_scenes if s.id == wanted.id or s.id not in filled)


async def _planned(
    ctx: ToolContext, line: Timeline, spans: list[tuple[Scene, Slot]], params: PlanShots
) -> list[Shot]:
    slots: list[ShotSlot] = []
    for scene, span in spans:
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
    kept: list[Shot],
    standing: tuple[Shot, ...],
) -> Outcome:
    touched = {s.scene_id for s in (*shots, *standing)}
    beside = [s for s in kept if s.scene_id in touched]
    locked = [str(s.number) for s in standing if s.locked]
    says = ctx.say("plan_shots.done", count=len(shots))
    if locked:
        says += " " + ctx.say("plan_shots.kept", shots=", ".join(locked))
    lengths = [s.frames for s in shots]
    rows = [
        [str(s.number), timecode(s.start_frame, line.rate), s.description] for s in shots[:SHOWN]
    ]
    if len(shots) > SHOWN:
        rows.append(["…", "", ctx.say("plan_shots.more", count=len(shots) - SHOWN)])
    columns = ctx.say("plan_shots.columns").split("|")
    return Outcome(
        result=ShotsRead(
            says=says,
            shots=len(shots),
            shortest_frames=min(lengths),
            longest_frames=max(lengths),
        ),
        events=(ShotsPlanned(shots=(*beside, *shots), scene_ids=tuple(sorted(touched))),),
        reads=(
            "song",
            "scenes",
            "timeline",
            "assets",
            "look",
            *(s.id for s in (*standing, *beside)),
        ),
        blocks=(block("table", columns=columns, rows=rows),),
    )


TOOL = declare(__name__, Permission.DRAFT, PlanShots, run)
