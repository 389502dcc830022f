"""The composition root: settings in, a whole Studio out. Only this file knows concrete classes.

Why here: everything else names ports; what stands behind them is chosen once.
Next: studio.py (what comes out); miri/config.py (what goes in).
"""

import asyncio
import hashlib
import hmac
import importlib
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from agent.checkpoints import Saver, firestore_saver, open_saver
from agent.conductor import Conductor
from agent.graph import build_graph
from agent.model import open_model
from agent.rounds import Rounds
from agent.talk import Talker
from agent.toolbox import Toolbox
from agent.turn import TurnRunner
from agent.wakeups import WakeUps
from miri.config import Settings
from miri.domain.job import Job, JobKind
from miri.domain.project import Project
from miri.domain.song import Hearing
from miri.errors import Refused
from miri.jobs.analysis_worker import AnalysisWorker
from miri.jobs.book import JobBook
from miri.jobs.clip_worker import ClipWorker
from miri.jobs.desk import ProviderDesk
from miri.jobs.engine import Engine
from miri.jobs.pace import Pace
from miri.jobs.purge import Purger
from miri.jobs.render_worker import RenderWorker
from miri.jobs.still_worker import StillWorker
from miri.log.archive import Archive
from miri.log.feed import Feed
from miri.ports.film_renderer import FilmRenderer
from miri.ports.image_model import ImageModel
from miri.ports.media_store import MediaStore
from miri.ports.project_store import ProjectStore
from miri.ports.provider_queue import ProviderQueue
from miri.ports.relay import Relay
from miri.ports.song_analyst import SongAnalyst
from miri.ports.story_writer import StoryWriter
from miri.ports.video_model import VideoModel
from miri.providers.fal.fal_images import FalImages
from miri.providers.fal.fal_queue import FalQueue
from miri.providers.fal.webhook import SealedAddress
from miri.providers.offline.artist.artist import AnimaticArtist
from miri.providers.offline.probe import CodecSongProbe
from miri.providers.offline.writer.writer import RuleStoryWriter
from miri.relays.redis_relay import RedisRelay
from miri.relays.work_hints import WorkHints
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
LOOK_SECONDS, LOOK_SECONDS_IN_THE_CLOUD = 2, 15
"""How often the store is looked at for what no hint told of; where each look is paid for, and Redis
hints, rarely."""


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
    pace: Pace = field(default_factory=Pace)
    model: Any = None
    """A chat model (LangChain's) for the director's chair."""


@asynccontextmanager
async def open_studio(
    settings: Settings, parts: Parts | None = None, *, works: bool = True
) -> AsyncIterator[Studio]:
    """A studio, not started yet; its checkpointer is open while the context is. Where it does not
    work, turns and jobs are left to workers."""
    async with _saver(settings) as saver:
        yield build_studio(settings, saver, parts or Parts(), works=works)


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


def build_studio(settings: Settings, saver: Saver, parts: Parts, *, works: bool = True) -> Studio:
    """Put everything together."""
    archive, look_seconds = _archive(settings, parts, works=works), _look_seconds(settings)
    media = parts.media or _media(settings)
    artist = AnimaticArtist()
    images, clips = parts.images or artist, parts.clips or artist
    desk = Desk(
        archive=archive,
        media=media,
        writer=parts.writer or RuleStoryWriter(),
        images=FalImages() if settings.fal_key and not parts.images else images,
        clips=clips,
        probe=CodecSongProbe(),
        sample_song=sample_song,
    )
    registry = Registry(desk)
    talker = Talker(archive)
    model = parts.model or open_model(settings.model)
    graph = build_graph(model, archive, Toolbox(registry), saver)
    conductor = Conductor(archive, registry, talker, TurnRunner(graph, registry, talker), works)
    wakeups = WakeUps(archive, conductor)
    renderer = parts.renderer or LocalFilmRenderer(settings.folder / "segments")
    workers = {
        JobKind.ANALYSIS: AnalysisWorker(parts.analyst or LateAnalyst(), media, place_lyrics),
        JobKind.STILL: StillWorker(images, media),
        JobKind.CLIP: ClipWorker(clips, media),
        JobKind.RENDER: RenderWorker(renderer, media),
    }
    engine = Engine(
        archive=archive,
        workers=workers,
        limits=LIMITS,
        on_over=wakeups.job_over,
        poll_seconds=look_seconds,
    )
    address = _sealed_address(settings)
    desk_of_providers = ProviderDesk(
        book=JobBook(archive, workers, wakeups.job_over),
        queues=_queues(settings, address),
        media=media,
        webhook=address.of if settings.public_url else _no_webhook,
        pace=parts.pace,
        poll_seconds=look_seconds,
    )
    director = settings.model if settings.model not in (None, "offline") else "offline"
    return Studio(
        settings=settings,
        archive=archive,
        media=media,
        registry=registry,
        conductor=conductor,
        engine=engine,
        desk=desk_of_providers,
        purger=Purger(archive, media, forget=_forgetting_talk(saver)),
        rounds=Rounds(archive, conductor, wakeups, look_seconds),
        director=director or "offline",
    )


def _forgetting_talk(saver: Saver) -> Any:
    async def forget(project: Project) -> None:
        for thread_id in project.threads:
            await saver.adelete_thread(thread_id)

    return forget


def _sealed_address(settings: Settings) -> SealedAddress:
    """The seal's secret follows from fal's key, so that every process makes the same one."""
    key = settings.fal_key.get_secret_value() if settings.fal_key else ""
    secret = hmac.new(key.encode(), b"miri webhooks", hashlib.sha256).digest()
    return SealedAddress(settings.public_url or "", secret)


def _no_webhook(_: Job) -> None:
    """Nobody could reach us: the provider is asked instead."""


def _queues(settings: Settings, address: SealedAddress) -> dict[str, ProviderQueue]:
    if settings.fal_key is None:
        return {}
    queue = FalQueue(
        settings.fal_key.get_secret_value(),
        settings.fal_queue_url,
        settings.fal_jwks_url,
        address,
        settings.fal_rest_url,
    )
    return {queue.name: queue}


def _archive(settings: Settings, parts: Parts, *, works: bool) -> Archive:
    store = parts.store or _store(settings)
    return Archive(store, Feed(store, _relay(settings, works=works), _look_seconds(settings)))


def _relay(settings: Settings, *, works: bool) -> Relay | None:
    if settings.redis_url is None or settings.store == "memory":
        return None
    url = settings.redis_url.get_secret_value()
    return RedisRelay(url, WorkHints(url), works=works)


def is_shared(settings: Settings) -> bool:
    """Whether several processes work on one store, and tell each other."""
    return settings.redis_url is not None and settings.store != "memory"


def _look_seconds(settings: Settings) -> float:
    in_the_cloud = settings.store == "firestore" and is_shared(settings)
    return LOOK_SECONDS_IN_THE_CLOUD if in_the_cloud else LOOK_SECONDS


async def count_workers(settings: Settings) -> int:
    """How many workers said lately that they work. Raises Refused where none can."""
    relay = _relay(settings, works=False)
    if relay is None:
        raise Refused("Workers need REDIS_URL, and a store that processes can share.")
    await relay.start()
    try:
        return await relay.workers()
    finally:
        await relay.stop()


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
