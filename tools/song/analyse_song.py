"""analyse_song: has the song listened to: beats, bars, sections, energy.

Why here: long work is a job; this only asks for it.
Next: miri/jobs/analysis_worker.py.
"""

from miri.domain.job import JobKind
from miri.errors import Refused
from tools.context import ToolContext, block
from tools.tool import Outcome, Params, Permission, Result, declare


class AnalyseSong(Params):
    """analyse_song takes no arguments."""


class Listening(Result):
    """What the model reads; a STUDIO NOTE follows when the analysis is over."""

    job_id: str


async def run(ctx: ToolContext, params: AnalyseSong) -> Outcome:
    """Queue the listening. Raises Refused without a song."""
    song = ctx.film.song
    if song is None:
        raise Refused(ctx.say("set_lyrics.no_song"))
    label = ctx.say("analyse_song.label", name=song.name)
    job = ctx.job(JobKind.ANALYSIS, song.media_id, label, {"media_id": song.media_id})
    return Outcome(
        result=Listening(says=ctx.say("analyse_song.started"), job_id=job.id),
        jobs=(job,),
        reads=("song",),
        blocks=(block("progress", job_id=job.id, label=label),),
    )


TOOL = declare(__name__, Permission.DRAFT, AnalyseSong, run)
