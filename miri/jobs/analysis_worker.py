"""Works analysis jobs: listens to the song and lays what it heard on the project's frames.

Why here: heard microseconds become frames once, here and nowhere else.
Next: render_worker.py.
"""

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise

from miri.domain.identity import new_id
from miri.domain.job import Job
from miri.domain.project import Project
from miri.domain.song import Beat, Hearing, LyricLine, Moment, Section, Song
from miri.domain.time import frames_from_micros
from miri.errors import Refused
from miri.events.event import Event
from miri.events.film_events import LyricsSet, SongAnalysed
from miri.jobs.worker import Finished, Progress
from miri.ports.media_store import MediaStore
from miri.ports.song_analyst import SongAnalyst

PlaceLyrics = Callable[[Song, str, Fraction], tuple[tuple[LyricLine, ...], tuple[Moment, ...]]]
"""Lyrics text laid on an analysed song: its lines and its moments."""


class AnalysisWorker:
    """Listens with a SongAnalyst; lyrics given before the analysis are placed again on what was heard."""

    def __init__(self, analyst: SongAnalyst, media: MediaStore, place_lyrics: PlaceLyrics) -> None:
        self._analyst = analyst
        self._media = media
        self._place_lyrics = place_lyrics

    async def work(self, job: Job, project: Project, progress: Progress) -> Finished:
        """See the port."""
        song = project.film.song
        if song is None or song.media_id != job.order["media_id"]:
            raise Refused("Another song was chosen meanwhile.", he="בינתיים נבחר שיר אחר.")
        hearing = await self._analyst.listen(await self._media.local_path(song.media_id))
        rate = project.film.settings.fps
        heard = lay_on_frames(song, hearing, rate)
        events: tuple[Event, ...] = (SongAnalysed(song=heard),)
        if song.lyrics_text:
            lines, moments = self._place_lyrics(heard, song.lyrics_text, rate)
            placed = LyricsSet(text=song.lyrics_text, lines=lines, moments=moments)
            events = (*events, placed)
        progress(1, 1)
        result = {"tempo_millibpm": heard.tempo_millibpm, "sections": len(heard.sections)}
        return Finished(events, result, reads=("song",))

    def failed(self, job: Job, reason: str) -> tuple[Event, ...]:
        """A song that can't be heard is still a song; nothing changes."""
        return ()


def lay_on_frames(song: Song, hearing: Hearing, rate: Fraction) -> Song:
    """The song with what was heard, on frames. The song's length in frames does not change:
    the last section ends on it, whatever rounding would say."""

    def frame(micros: int) -> int:
        return min(song.frames, frames_from_micros(micros, rate))

    edges = [frame(s.start_micros) for s in hearing.sections] + [song.frames]
    sections = tuple(
        Section(
            id=new_id("section"),
            label=heard.label,
            start_frame=start,
            end_frame=end,
            energy=heard.energy,
        )
        for heard, (start, end) in zip(hearing.sections, pairwise(edges), strict=True)
        if end > start
    )
    beats = {
        frame(b.micros): Beat(micros=b.micros, frame=frame(b.micros), downbeat=b.downbeat)
        for b in hearing.beats
        if frame(b.micros) < song.frames
    }
    return song.model_copy(
        update={
            "analysed": True,
            "tempo_millibpm": hearing.tempo_millibpm,
            "beats_per_bar": hearing.beats_per_bar,
            "beats": tuple(beats.values()),
            "sections": sections,
            "energy": hearing.energy,
            "energy_step_micros": hearing.energy_step_micros,
            "peaks": hearing.peaks,
            "sung": hearing.sung,
            "trailing_silence_frames": frames_from_micros(hearing.trailing_silence_micros, rate),
        }
    )
