"""Cutting: the film's shots as they stand become a numbered cut, and a job that renders it.

Why here: preview and final differ in profile and in nothing else.
Next: render_preview.py, render_final.py; renderer/.
"""

from typing import Any

from miri.domain.cut import Cut, TimelineClip
from miri.domain.identity import new_id
from miri.domain.job import JobKind
from miri.domain.project import MadeCut
from miri.domain.shot import Shot
from miri.errors import Refused
from miri.events.version_events import CutMade
from miri.ports.film_renderer import Chapter, RenderProfile
from renderer.plan import delivered_size
from tools.breakdown.timeline import judge, timeline
from tools.context import ToolContext, block
from tools.outcome import Outcome, Result

DRAWN_BY_RULE = ("offline", "rehearsal")


class Cutting(Result):
    """What the model reads; a STUDIO NOTE follows when the film is there."""

    cut_number: int
    frames: int
    moving: int
    still: int
    missing: int
    job_id: str


def cut_film(ctx: ToolContext, profile: RenderProfile) -> Outcome:
    """Order a film. Raises Refused before there are shots, or where they break the contract."""
    line = timeline(ctx)
    shots = ctx.film.ordered_shots
    if not shots:
        raise Refused(ctx.say("generate_stills.no_shots"))
    judge(ctx, line, shots)
    cut = _cut(ctx, shots)
    width, height = delivered_size(cut.width, cut.height, profile)
    made = MadeCut(
        id=cut.id,
        number=cut.number,
        kind=profile.value,
        frames=cut.frames,
        width=width,
        height=height,
        seq=cut.seq,
    )
    label = ctx.say(f"cutting.label_{profile.value}", number=cut.number)
    job = ctx.job(JobKind.RENDER, cut.id, label, _order(ctx, cut, profile))
    made = made.model_copy(update={"job_id": job.id})
    moving = sum(1 for s in shots if s.selected.clip)
    missing = len(cut.missing)
    still = len(shots) - moving - missing
    says = ctx.say(f"cutting.started_{profile.value}")
    if still:
        says = f"{says} {ctx.say('cutting.still', count=still)}"
    if missing:
        says = f"{says} {ctx.say('cutting.missing', count=missing)}"
    return Outcome(
        Cutting(
            says=says,
            cut_number=cut.number,
            frames=cut.frames,
            moving=moving,
            still=still,
            missing=missing,
            job_id=job.id,
        ),
        (CutMade(cut=made),),
        jobs=(job,),
        reads=("song", "timeline", "cuts"),
        blocks=(block("progress", job_id=job.id, label=label),),
    )


def _cut(ctx: ToolContext, shots: tuple[Shot, ...]) -> Cut:
    settings, song = ctx.film.settings, ctx.film.song
    return Cut(
        id=new_id("cut"),
        number=len(ctx.project.cuts) + 1,
        seq=ctx.project.seq,
        created_micros=ctx.now,
        frames=song.frames if song else 0,
        rate=settings.fps,
        width=settings.width,
        height=settings.height,
        song_media_id=song.media_id if song else "",
        clips=tuple(_clip(ctx, shot) for shot in shots),
    )


def _clip(ctx: ToolContext, shot: Shot) -> TimelineClip:
    chosen = ctx.project.versions.get(shot.selected.clip or shot.selected.still or "")
    return TimelineClip(
        shot_id=shot.id,
        number=shot.number,
        start_frame=shot.start_frame,
        end_frame=shot.end_frame,
        media_id=chosen.media_id if chosen else None,
        version_id=chosen.id if chosen and chosen.media_id else None,
        label=shot.description,
    )


def _order(ctx: ToolContext, cut: Cut, profile: RenderProfile) -> dict[str, Any]:
    return {
        "cut": cut.model_dump(mode="json"),
        "profile": profile.value,
        "title": ctx.film.settings.name,
        "chapters": [chapter.model_dump(mode="json") for chapter in _chapters(ctx)],
        "trained_models": _trained_models(ctx, cut),
    }


def _chapters(ctx: ToolContext) -> tuple[Chapter, ...]:
    """The song's sections, named as people read them."""
    song = ctx.film.song
    return tuple(
        Chapter(
            title=ctx.say(f"section.{s.label.value}"),
            start_frame=s.start_frame,
            end_frame=s.end_frame,
        )
        for s in (song.sections if song else ())
    )


def _trained_models(ctx: ToolContext, cut: Cut) -> list[str]:
    """The models whose pictures are in the cut; what is drawn by rule is none."""
    used = [ctx.project.versions[c.version_id] for c in cut.clips if c.version_id]
    return sorted({v.endpoint for v in used if v.provider not in DRAWN_BY_RULE})
