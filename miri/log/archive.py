"""The Archive: opens projects (snapshot + tail), commits to them, tells the Feed.

Why here: everything above the stores reads and writes projects through this one door.
Next: tools/registry.py (commands), miri/jobs (workers), server/ (readers).
"""

from collections import OrderedDict
from collections.abc import Callable

from miri.domain.project import SCHEMA, Project
from miri.errors import NotFound
from miri.events.event import Recorded
from miri.events.fold import fold
from miri.log.feed import Feed
from miri.ports.project_store import Commit, ProjectStore, Snapshot

SNAPSHOT_EVERY = 200
"""Events between snapshots: opening folds at most about this many."""
OPEN_PROJECTS = 64
"""Folded projects kept in memory; the store stays the truth and is asked for the tail each time."""


class Archive:
    """Project state by fold, cached; never stale, because the tail is read on every open.

    `job_hint` is called after a commit that wrote job rows (the engine listens); `passing` is told
    of places where the chaos tests kill (miri/jobs/crash_points.py).
    """

    def __init__(self, store: ProjectStore, feed: Feed) -> None:
        self.store = store
        self.feed = feed
        self.job_hint: Callable[[], None] = lambda: None
        self.passing: Callable[[str], None] = lambda _: None
        self._open: OrderedDict[str, Project] = OrderedDict()

    async def open(self, project_id: str, at: int | None = None) -> Project:
        """The project now, or as it was at revision `at`.

        Raises NotFound for an unknown or deleted project, or a revision beyond its log.
        """
        project = await (self._now(project_id) if at is None else self._then(project_id, at))
        if project.seq == 0 or project.deleted:
            raise NotFound(f"There is no project {project_id[:80]}.")
        return project

    async def remains(self, project_id: str) -> Project:
        """As `open`, of a deleted project too; a blank one where nothing is known. For the purge."""
        return await self._now(project_id)

    async def _now(self, project_id: str) -> Project:
        known = self._open.get(project_id) or await self._from_snapshot(project_id, None)
        fresh = await self.store.events(project_id, after=known.seq)
        project = fold(known, fresh)
        self._remember(project)
        if fresh and project.seq // SNAPSHOT_EVERY > known.seq // SNAPSHOT_EVERY:
            await self.store.keep_snapshot(
                Snapshot(project_id=project_id, seq=project.seq, document=project.model_dump_json())
            )
        return project

    async def _then(self, project_id: str, at: int) -> Project:
        head = await self.store.head(project_id)
        if not 1 <= at <= head:
            raise NotFound(f"This project's history goes from 1 to {head}; there is no {at}.")
        known = await self._from_snapshot(project_id, at)
        return fold(known, await self.store.events(project_id, after=known.seq, until=at))

    async def _from_snapshot(self, project_id: str, until: int | None) -> Project:
        snapshot = await self.store.snapshot(project_id, until)
        blank = Project(id=project_id)
        if snapshot is None or f'"schema_version":{SCHEMA},' not in snapshot.document[:40]:
            return blank
        return Project.model_validate_json(snapshot.document)

    def _remember(self, project: Project) -> None:
        held = self._open.get(project.id)
        if held is None or held.seq <= project.seq:
            self._open[project.id] = project
        self._open.move_to_end(project.id)
        while len(self._open) > OPEN_PROJECTS:
            self._open.popitem(last=False)

    async def commit(self, commit: Commit) -> tuple[Recorded, ...]:
        """Commit and wake the feed. Raises what the store raises."""
        self.passing("log.before_commit")
        recorded = await self.store.commit(commit)
        self.passing("log.after_commit")
        if recorded:
            self.feed.committed(commit.project_id, recorded)
        if commit.jobs:
            self.job_hint()
        return recorded

    def forget(self, project_id: str) -> None:
        """Drop a purged project from memory."""
        self._open.pop(project_id, None)
