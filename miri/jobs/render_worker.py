"""Works render jobs: a cut becomes a film, kept by its hash.

Why here: the seam between the jobs engine and the renderer.
Next: miri/ports/film_renderer.py; renderer/renderer.py.
"""

import tempfile
from pathlib import Path

from miri.domain.cut import Cut
from miri.domain.job import Job
from miri.domain.project import Project
from miri.events.event import Event
from miri.events.version_events import CutRendered
from miri.jobs.worker import Finished, Progress
from miri.ports.film_renderer import Chapter, FilmRenderer, RenderOrder, RenderProfile
from miri.ports.media_store import MediaStore


class RenderWorker:
    """Renders with a FilmRenderer; files are fetched by hash before it starts."""

    def __init__(self, renderer: FilmRenderer, media: MediaStore) -> None:
        self._renderer = renderer
        self._media = media

    async def work(self, job: Job, project: Project, progress: Progress) -> Finished:
        """See the port."""
        cut = Cut.model_validate(job.order["cut"])
        with tempfile.TemporaryDirectory(prefix="miri-film-") as folder:
            film = await self._renderer.render(
                await self._order(job, cut, Path(folder) / "film.mp4"), progress
            )
            kept = await self._media.keep_file(film.path, "video/mp4", f"film-{cut.number}.mp4")
        rendered = CutRendered(cut_id=cut.id, media=kept, seconds_micros=film.duration_micros)
        report = film.report.model_dump(mode="json")
        result = {"media_id": kept.id, "frames": film.frames, "report": report}
        return Finished((rendered,), result)

    async def _order(self, job: Job, cut: Cut, out: Path) -> RenderOrder:
        named = {clip.media_id for clip in cut.clips if clip.media_id}
        paths = {media_id: await self._media.local_path(media_id) for media_id in sorted(named)}
        return RenderOrder(
            cut=cut,
            media=paths,
            song=await self._media.local_path(cut.song_media_id),
            out=out,
            profile=RenderProfile(job.order["profile"]),
            title=job.order.get("title", ""),
            chapters=tuple(Chapter.model_validate(c) for c in job.order.get("chapters", ())),
            trained_models=tuple(job.order.get("trained_models", ())),
        )

    def failed(self, job: Job, reason: str) -> tuple[Event, ...]:
        """A cut that could not be rendered stays a cut without a film."""
        return ()
