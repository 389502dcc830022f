"""Works clip jobs: a still comes alive, and the clip is kept by its hash.

Why here: the seam between the jobs engine and whoever animates.
Next: analysis_worker.py.
"""

import tempfile
from pathlib import Path
from typing import Any

from miri.domain.job import Job
from miri.domain.project import Project
from miri.events.event import Event
from miri.events.version_events import VersionReady
from miri.jobs.still_worker import version_failed
from miri.jobs.worker import Finished, Progress
from miri.ports.media_store import MediaStore
from miri.ports.video_model import ClipOrder, VideoModel


class ClipWorker:
    """Animates with a VideoModel; stills are read from the media store when the work starts."""

    def __init__(self, clips: VideoModel, media: MediaStore) -> None:
        self._clips = clips
        self._media = media

    async def work(self, job: Job, project: Project, progress: Progress) -> Finished:
        """See the port."""
        order = await self._order(dict(job.order["clip"]))
        with tempfile.TemporaryDirectory(prefix="miri-clip-") as folder:
            out = Path(folder) / "clip.mp4"
            frames = await self._clips.animate(order, out)
            kept = await self._media.keep_file(out, "video/mp4")
        version = project.versions[job.target_id]
        ready = VersionReady(
            version_id=version.id,
            target_id=version.target_id,
            media=kept,
            cost_micros=job.price_micros,
        )
        progress(1, 1)
        return Finished((ready,), {"media_id": kept.id, "frames": frames}, job.price_micros)

    async def _order(self, stored: dict[str, Any]) -> ClipOrder:
        still_id, end_id = stored.pop("still_media_id"), stored.pop("end_still_media_id", None)
        stored["still"] = await self._media.read(still_id)
        stored["end_still"] = await self._media.read(end_id) if end_id else None
        return ClipOrder.model_validate(stored)

    def failed(self, job: Job, reason: str) -> tuple[Event, ...]:
        """See the port."""
        return version_failed(job, reason)
