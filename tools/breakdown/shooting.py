"""Ideas become shots: what a writer or a person wrote, put on slots with look and assets.

Why here: plan_shots, edit_shot, split and merge all make shots the same way.
Next: plan_shots.py.
"""

from typing import Any

from miri.domain.identity import new_id
from miri.domain.prompt import ImagePrompt
from miri.domain.scene import Scene
from miri.domain.shot import Shot
from miri.domain.slot import Slot
from miri.ports.story_writer import ShotIdea, ShotSlot
from tools.breakdown.timeline import Timeline
from tools.context import ToolContext


def slot_for(line: Timeline, index: int, scene: Scene, slot: Slot) -> ShotSlot:
    """A slot as a story writer reads it: with what is sung and how loud it is."""
    section = line.song.section_at(slot.start_frame)
    sung = [
        text.text
        for text in line.song.lyrics
        if text.start_frame < slot.end_frame and text.end_frame > slot.start_frame
    ]
    return ShotSlot(
        index=index,
        scene_id=scene.id,
        start_frame=slot.start_frame,
        end_frame=slot.end_frame,
        section=section.label.value if section else "verse",
        energy=line.song.energy_between(slot.start_frame, slot.end_frame, line.rate),
        lyric=" / ".join(sung),
    )


def shot_from(ctx: ToolContext, slot: ShotSlot, idea: ShotIdea) -> Shot:
    """A new shot on its slot."""
    return Shot(
        id=new_id("shot"),
        number=slot.index + 1,
        scene_id=slot.scene_id,
        start_frame=slot.start_frame,
        end_frame=slot.end_frame,
        lyric=slot.lyric,
        **shot_fields(ctx, idea),
    )


def shot_fields(ctx: ToolContext, idea: ShotIdea) -> dict[str, Any]:
    """What an idea says of a shot: its picture, its words, its motion."""
    look = ctx.film.look
    by_name = {a.name: a.id for a in ctx.film.assets.values()}
    image = ImagePrompt(
        scene=idea.scene,
        subjects=idea.subjects,
        style=look.words if look else "",
        lighting=idea.lighting or (look.lighting if look else ""),
        camera=idea.camera,
        palette=idea.palette,
    )
    return {
        "description": idea.display,
        "image": image,
        "motion": idea.motion,
        "camera": idea.camera,
        "asset_ids": tuple(by_name[n] for n in idea.assets if n in by_name),
        "chained": idea.chained,
    }


def not_drawn(ctx: ToolContext, unread: str) -> str:
    """What to say of a wish's words that nobody here understood: a painting model may obey them,
    the offline artist can't, and Miri doesn't pretend."""
    if not unread:
        return ""
    sketched = ctx.desk.images.provider == "offline"
    return ctx.say("edit_shot.not_drawn" if sketched else "edit_shot.in_words", what=unread)
