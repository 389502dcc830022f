"""The composition root: settings in, a whole Studio out. Only this file knows concrete classes.

Why here: everything else names ports; what stands behind them is chosen once.
Next: studio.py (what comes out); miri/config.py (what goes in).
"""

import asyncio
import importlib
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agent.checkpoints import Saver, firestore_saver, open_saver
from agent.conductor import Conductor
from agent.graph import build_graph
from agent.model import open_model
from agent.talk import Talker
from agent.toolbox import Toolbox
from agent.turn import TurnRunner
from agent.wakeups import WakeUps
from miri.config import Settings
from miri.domain.job import Job, JobKind
from miri.domain.project import Project
from miri.domain.song import Hearing
from miri.jobs.analysis_worker import AnalysisWorker
from miri.jobs.clip_worker import ClipWorker
from miri.jobs.engine import Engine
from miri.jobs.purge import Purger
from miri.jobs.render_worker import RenderWorker
from miri.jobs.still_worker import StillWorker
from miri.log.archive import Archive
from miri.log.feed import Feed
from miri.ports.film_renderer import FilmRenderer
from miri.ports.image_model import ImageModel
from miri.ports.media_store import MediaStore
from miri.ports.project_store import ProjectStore
from miri.ports.song_analyst import SongAnalyst
from miri.ports.story_writer import StoryWriter
from miri.ports.video_model import VideoModel
from miri.providers.offline.artist.artist import AnimaticArtist
from miri.providers.offline.probe import CodecSongProbe
from miri.providers.offline.writer.writer import RuleStoryWriter
from miri.sample.sample import SampleSong
from miri.stores.firestore.connection import connect, disconnect
from miri.stores.firestore.failures import asked
from miri.stores.firestore.firestore_project_store import FirestoreProjectStore
from miri.stores.media.object_media_store import ObjectMediaStore
from miri.stores.memory.memory_project_store import MemoryProjectStore
from miri.stores.sqlite.sqlite_project_store import SqliteProjectStore
from renderer.renderer import LocalFilmRenderer
from server.studio import Studio
from tools.context import Desk
from tools.registry import Registry
from tools.song.placing import place_lyrics

LIMITS = {JobKind.ANALYSIS: 1, JobKind.STILL: 2, JobKind.CLIP: 2, JobKind.RENDER: 1}
"""How many jobs of a kind one process works at once; sized for two cores."""


class LateAnalyst:
    """The offline analyst, loaded in a thread when it first listens: its signal processing takes a
    second to import, and Miri answers before that."""

    async def listen(self, path: Path) -> Hearing:
        """See the port."""
        name = "miri.providers.offline.analyst.analyst"
        module = await asyncio.to_thread(importlib.import_module, name)
        analyst: SongAnalyst = module.SignalSongAnalyst()
        return await analyst.listen(path)


@dataclass(frozen=True)
class Parts:
    """Adapters to use instead of those the settings choose; for tests and embedding."""

    store: ProjectStore | None = None
    media: MediaStore | None = None
    images: ImageModel | None = None
    clips: VideoModel | None = None
    analyst: SongAnalyst | None = None
    writer: StoryWriter | None = None
    renderer: FilmRenderer | None = None
    model: Any = None
    """A chat model (LangChain's) for the director's chair."""


@asynccontextmanager
async def open_studio(settings: Settings, parts: Parts | None = None) -> AsyncIterator[Studio]:
    """A studio, not started yet; its checkpointer is open while the context is."""
    async with _saver(settings) as saver:
        yield build_studio(settings, saver, parts or Parts())


def _saver(settings: Settings) -> AbstractAsyncContextManager[Saver]:
    if settings.store == "firestore":
        return _firestore_saver(settings)
    return open_saver(None if settings.store == "memory" else settings.folder / "talk.db")


@asynccontextmanager
async def _firestore_saver(settings: Settings) -> AsyncIterator[Saver]:
    client = connect(settings.google_cloud_project, settings.firestore_emulator_host)
    try:
        yield firestore_saver(client, asked)
    finally:
        await disconnect(client)


def build_studio(settings: Settings, saver: Saver, parts: Parts) -> Studio:
    """Put everything together."""
    archive = _archive(settings, parts)
    media = parts.media or _media(settings)
    artist = AnimaticArtist()
    images, clips = parts.images or artist, parts.clips or artist
    desk = Desk(
        archive=archive,
        media=media,
        writer=parts.writer or RuleStoryWriter(),
        images=images,
        clips=clips,
        probe=CodecSongProbe(),
        sample_song=sample_song,
    )
    registry = Registry(desk)
    talker = Talker(archive)
    model = parts.model or open_model(settings.model)
    graph = build_graph(model, archive, Toolbox(registry), saver)
    conductor = Conductor(archive, registry, talker, TurnRunner(graph, registry, talker))
    wakeups = WakeUps(archive, conductor)
    renderer = parts.renderer or LocalFilmRenderer(settings.folder / "segments")
    engine = Engine(
        archive=archive,
        workers={
            JobKind.ANALYSIS: AnalysisWorker(parts.analyst or LateAnalyst(), media, place_lyrics),
            JobKind.STILL: StillWorker(images, media),
            JobKind.CLIP: ClipWorker(clips, media),
            JobKind.RENDER: RenderWorker(renderer, media),
        },
        limits=LIMITS,
        on_over=_telling(wakeups),
    )
    director = settings.model if settings.model not in (None, "offline") else "offline"
    return Studio(
        settings=settings,
        archive=archive,
        media=media,
        registry=registry,
        conductor=conductor,
        engine=engine,
        purger=Purger(archive, media, forget=_forgetting_talk(saver)),
        wakeups=wakeups,
        director=director or "offline",
    )


def _forgetting_talk(saver: Saver) -> Any:
    async def forget(project: Project) -> None:
        for thread_id in project.threads:
            await saver.adelete_thread(thread_id)

    return forget


def _telling(wakeups: WakeUps) -> Any:
    async def over(job: Job) -> None:
        await wakeups.job_over(job)

    return over


def _archive(settings: Settings, parts: Parts) -> Archive:
    store = parts.store or _store(settings)
    return Archive(store, Feed(store))


def _store(settings: Settings) -> ProjectStore:
    if settings.store == "memory":
        return MemoryProjectStore()
    if settings.store == "sqlite":
        return SqliteProjectStore(settings.folder / "projects.db")
    return FirestoreProjectStore(settings.google_cloud_project, settings.firestore_emulator_host)


def _media(settings: Settings) -> MediaStore:
    url = settings.media_url or f"file://{settings.folder / 'media'}"
    return ObjectMediaStore.at(url, settings.folder / "media-cache")


async def sample_song(language: str) -> Mapping[str, Any]:
    """The song that ships: its file, name and lyrics in a language."""
    song = SampleSong()
    path: Path = song.path
    return {"path": path, "name": song.name(language), "lyrics": song.lyrics(language)}
