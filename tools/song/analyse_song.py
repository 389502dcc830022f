"""analyse_song: has the song listened to: beats, bars, sections, energy.

Why here: long work is a job; this only asks for it.
Next: miri/jobs/analysis_worker.py.
"""

from pydantic import Field

from miri.domain.job import Job, JobKind
from miri.errors import Refused
from tools.context import ToolContext, block
from tools.outcome import Outcome, Result
from tools.tool import Params, Permission, declare


class AnalyseSong(Params):
    """Arguments of analyse_song."""

    again: bool = Field(
        default=False, description="Listen once more; a person's section changes are lost"
    )


class Listening(Result):
    """What the model reads; a STUDIO NOTE follows when the analysis is over.

    `job_id` is empty where it was listened to before."""

    job_id: str = ""


async def run(ctx: ToolContext, params: AnalyseSong) -> Outcome:
    """Queue the listening, once. Raises Refused without a song."""
    song = ctx.film.song
    if song is None:
        raise Refused(ctx.say("set_lyrics.no_song"))
    if song.analysed and not params.again:
        tempo = round(song.tempo_millibpm / 1000)
        says = ctx.say("analyse_song.heard", tempo=tempo, sections=len(song.sections))
        return Outcome(result=Listening(says=says))
    running = await _running(ctx, song.media_id)
    if running is not None:
        return Outcome(result=Listening(says=ctx.say("analyse_song.under_way"), job_id=running.id))
    label = ctx.say("analyse_song.label", name=song.name)
    job = ctx.job(JobKind.ANALYSIS, song.media_id, label, {"media_id": song.media_id})
    return Outcome(
        result=Listening(says=ctx.say("analyse_song.started"), job_id=job.id),
        jobs=(job,),
        reads=("song",),
        blocks=(block("progress", job_id=job.id, label=label),),
    )


async def _running(ctx: ToolContext, media_id: str) -> Job | None:
    """The listening that is under way."""
    jobs = await ctx.desk.archive.store.jobs(ctx.project.id)
    return next(
        (
            j
            for j in jobs
            if j.kind is JobKind.ANALYSIS and j.target_id == media_id and not j.is_over
        ),
        None,
    )


TOOL = declare(__name__, Permission.DRAFT, AnalyseSong, run)
