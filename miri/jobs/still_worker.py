"""Works still jobs: one order, one picture, kept by its hash.

Why here: the seam between the jobs engine and whoever draws.
Next: clip_worker.py.
"""

from miri.domain.job import Job
from miri.domain.project import Project
from miri.events.event import Event
from miri.events.version_events import VersionFailed, VersionReady
from miri.jobs.worker import Finished, Progress
from miri.ports.image_model import ImageModel, StillOrder
from miri.ports.media_store import MediaStore


class StillWorker:
    """Draws with an ImageModel; the job's target is the version it makes."""

    def __init__(self, images: ImageModel, media: MediaStore) -> None:
        self._images = images
        self._media = media

    async def work(self, job: Job, project: Project, progress: Progress) -> Finished:
        """See the port."""
        order = StillOrder.model_validate(job.order["still"])
        picture = await self._images.draw(order)
        kept = await self._media.keep(picture.data, picture.content_type)
        version = project.versions[job.target_id]
        ready = VersionReady(
            version_id=version.id,
            target_id=version.target_id,
            media=kept,
            cost_micros=job.price_micros,
        )
        progress(1, 1)
        return Finished((ready,), {"media_id": kept.id}, job.price_micros)

    def failed(self, job: Job, reason: str) -> tuple[Event, ...]:
        """See the port."""
        return version_failed(job, reason)


def version_failed(job: Job, reason: str) -> tuple[Event, ...]:
    """The version a job was making failed; its target is in the order."""
    target = str(job.order.get("target_id", ""))
    return (VersionFailed(version_id=job.target_id, target_id=target, reason=reason),)
