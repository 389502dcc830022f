"""A film in the middle of its making, with the registry in front of it, for trying tools one by one.

Why here: the shipped memory store and offline providers behind the real registry, without the agent;
the song's beats, sections and lines are written down here, so that every frame is known.
Next: conftest.py, which hands these out.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from miri.domain.film import Film, FilmSettings
from miri.domain.identity import LOCAL_PERSON, SYSTEM, Actor, ActorKind, new_id
from miri.domain.job import Job, JobKind
from miri.domain.project import Project
from miri.domain.shot import Shot
from miri.domain.song import Beat, LyricLine, Section, SectionLabel, Song
from miri.errors import MiriError
from miri.events.event import Context, Event, Recorded
from miri.events.film_events import SongAdded
from miri.events.project_events import MediaAdded, ProjectCreated
from miri.events.talk_events import ThreadOpened
from miri.jobs.analysis_worker import AnalysisWorker
from miri.jobs.clip_worker import ClipWorker
from miri.jobs.engine import Engine
from miri.jobs.still_worker import StillWorker
from miri.log.archive import Archive
from miri.log.feed import Feed
from miri.ports.project_store import Commit, JobWrite
from miri.providers.offline.analyst.analyst import SignalSongAnalyst
from miri.providers.offline.artist.artist import AnimaticArtist
from miri.providers.offline.probe import CodecSongProbe
from miri.providers.offline.rehearsal import RehearsedClips, RehearsedImages
from miri.providers.offline.writer.writer import RuleStoryWriter
from miri.sample.sample import SampleSong
from miri.stores.media.object_media_store import ObjectMediaStore
from miri.stores.memory.memory_project_store import MemoryProjectStore
from tools.context import Desk
from tools.registry import Answer, Caller, Registry
from tools.song.placing import place_lyrics

RATE = Fraction(24)
SONG_BYTES = b"a song"
BEAT = 12
"""Frames from beat to beat: 120 beats a minute at 24 frames a second."""
FRAMES = 576
SHOT = 48
"""Frames of each of the twelve shots: one bar."""
LINES = ((52, 90, "I leave a light on for you"), (200, 236, "the sea is calling my name"))
"""Sung lines with their times: none lies on the edge of a shot."""
SECTIONS = (SectionLabel.VERSE, SectionLabel.CHORUS, SectionLabel.OUTRO)
THEMES = {
    "en": "a woman drives through the night to the sea",
    "he": "אישה נוסעת בלילה אל הים",
}
OTHER_PERSON = Actor(kind=ActorKind.PERSON, person_id="person_dana", name="Dana")
DAY = 24 * 3600 * 1_000_000


def the_song(media_id: str) -> Song:
    """24 seconds, heard: a beat every 12 frames, three sections of 8 seconds, two timed lines."""
    micros = 1_000_000 // RATE.numerator
    length = FRAMES // len(SECTIONS)
    return Song(
        media_id=media_id,
        name="Night drive",
        frames=FRAMES,
        duration_micros=24_000_000,
        tempo_millibpm=120_000,
        analysed=True,
        beats=tuple(
            Beat(micros=frame * micros, frame=frame, downbeat=frame % SHOT == 0)
            for frame in range(0, FRAMES, BEAT)
        ),
        sections=tuple(
            Section(id=f"section_{n}", label=label, start_frame=n * length, end_frame=end * length)
            for n, (label, end) in enumerate(zip(SECTIONS, (1, 2, 3), strict=True))
        ),
        energy=(500,) * 48,
        lyrics=tuple(
            LyricLine(
                text=text,
                start_micros=start * micros,
                end_micros=end * micros,
                start_frame=start,
                end_frame=end,
                timed=True,
            )
            for start, end, text in LINES
        ),
        lyrics_text="\n".join(text for _, _, text in LINES),
    )


class PoliteStore(MemoryProjectStore):
    """The memory store, letting whoever else is ready go first before each commit: so that calls
    made at once all decide on the same state, and all but one find it changed."""

    async def commit(self, commit: Commit) -> tuple[Recorded, ...]:
        """See the port."""
        await asyncio.sleep(0)
        return await super().commit(commit)


@dataclass
class Stage:
    """One project with a thread, the registry, and short verbs. `now` is what the clock says."""

    registry: Registry
    project_id: str = ""
    thread: str = "thread_one"
    actor: Actor = LOCAL_PERSON
    now: list[int] = field(default_factory=lambda: [1_000_000])

    @property
    def archive(self) -> Archive:
        """The project's door."""
        return self.registry.desk.archive

    async def call(
        self,
        tool: str,
        /,
        *,
        by: Actor | None = None,
        at: str | None = None,
        idempotency: str = "",
        **arguments: Any,
    ) -> Answer:
        """A tool in the thread (or `at` another), as the person (or `by` another)."""
        caller = Caller(by or self.actor, idempotency or new_id("key"), at or self.thread)
        return await self.registry.call(tool, arguments, self.project_id, caller)

    async def refusal(self, tool: str, /, **arguments: Any) -> MiriError:
        """The error a call ends in; the log is as long as before."""
        before = await self.archive.store.head(self.project_id)
        try:
            answer = await self.call(tool, **arguments)
        except MiriError as error:
            assert await self.archive.store.head(self.project_id) == before
            return error
        raise AssertionError(f"{tool} was not refused: {answer.text}")

    async def told(self, tool: str, /, **arguments: Any) -> str:
        """What a call says to the person."""
        return (await self.call(tool, **arguments)).text

    async def project(self) -> Project:
        """The project now."""
        return await self.archive.open(self.project_id)

    async def film(self) -> Film:
        """The film now."""
        return (await self.project()).film

    async def shot(self, number: int) -> Shot:
        """A shot by its number."""
        return (await self.film()).ordered_shots[number - 1]

    async def spans(self) -> list[tuple[int, int]]:
        """Where the shots lie."""
        return [(s.start_frame, s.end_frame) for s in (await self.film()).ordered_shots]

    async def jobs(self, kind: JobKind | None = None) -> list[Job]:
        """The job rows, of one kind or all."""
        rows = await self.archive.store.jobs(self.project_id)
        return [j for j in rows if kind in (None, j.kind)]

    async def events(self, after: int = 0) -> list[Recorded]:
        """The log."""
        return list(await self.archive.store.events(self.project_id, after=after))

    async def types(self, after: int) -> list[str]:
        """What happened since, but for the telling of calls and jobs."""
        told = {"ToolCalled", "ToolReturned", "JobMoved"}
        return [r.type for r in await self.events(after) if r.type not in told]

    async def commit(self, *events: Event, jobs: tuple[JobWrite, ...] = ()) -> None:
        """Put events into the log, as what has happened before."""
        context = Context(actor=SYSTEM)
        await self.archive.commit(
            Commit(project_id=self.project_id, context=context, events=events, jobs=jobs)
        )

    async def work(self) -> None:
        """Have everything that is queued made, by the engine and the offline artist."""
        async with self.engine():
            pass

    @contextlib.asynccontextmanager
    async def engine(self) -> AsyncIterator[Engine]:
        """An engine that works all but renders; on leaving, all of it is over."""
        desk = self.registry.desk
        workers = {
            JobKind.STILL: StillWorker(desk.images, desk.media),
            JobKind.CLIP: ClipWorker(desk.clips, desk.media),
            JobKind.ANALYSIS: AnalysisWorker(SignalSongAnalyst(), desk.media, place_lyrics),
        }
        limits = {JobKind.STILL: 4, JobKind.CLIP: 4}
        engine = Engine(archive=self.archive, workers=workers, limits=limits, on_over=_nothing)
        self.archive.job_hint = engine.wake
        engine.start()
        try:
            yield engine
            await engine.finish(self.project_id)
        finally:
            await engine.stop()

    async def with_pictures(self, *shots: int) -> "Stage":
        """... with a still of each shot named, or of every one."""
        await self.call("generate_stills", shots=list(shots))
        await self.work()
        return self


async def _nothing(_: Job) -> None:
    """Nobody waits for these jobs."""


def open_registry(folder: Path, price: int = 0, now: list[int] | None = None) -> Registry:
    """A registry over memory and the offline providers; `price` micro-dollars for each picture."""
    artist = AnimaticArtist()
    clips = RehearsedClips(artist, price) if price else artist
    clips.longest_micros = 5_000_000
    store = PoliteStore()
    desk = Desk(
        archive=Archive(store, Feed(store)),
        media=ObjectMediaStore.at(f"file://{folder / 'media'}", folder / "cache"),
        writer=RuleStoryWriter(),
        images=RehearsedImages(artist, price) if price else artist,
        clips=clips,
        probe=CodecSongProbe(),
        sample_song=sample_song,
    )
    return Registry(desk, clock=(lambda: now[0])) if now else Registry(desk)


async def sample_song(language: str) -> dict[str, Any]:
    """As bootstrap's."""
    song = SampleSong()
    return {"path": song.path, "name": song.name(language), "lyrics": song.lyrics(language)}


async def open_stage(folder: Path, language: str = "en", price: int = 0) -> Stage:
    """A fresh project, small pictures, one thread."""
    settings = FilmSettings(name="Night drive", language=language, width=128, height=72)
    return await _begun(folder, price, Film(settings=settings))


async def _begun(folder: Path, price: int, film: Film) -> Stage:
    """A project that begins with a film, as a branch does."""
    now = [1_000_000]
    stage = Stage(open_registry(folder, price, now), now=now)
    stage.project_id = new_id("project")
    stage.thread = new_id("thread")
    await stage.commit(
        ProjectCreated(owner=stage.actor.person_id, film=film),
        ThreadOpened(thread_id=stage.thread, title="1"),
    )
    return stage


async def with_song(stage: Stage) -> Stage:
    """... with the song, heard."""
    media = await stage.registry.desk.media.keep(SONG_BYTES, "audio/mpeg", "night.mp3")
    await stage.commit(MediaAdded(media=media), SongAdded(song=the_song(media.id)))
    return stage


_FILMS: dict[str, Film] = {}
"""By language: made once by the tools themselves, then what every stage begins with."""


async def open_film(folder: Path, language: str = "en", price: int = 0) -> Stage:
    """A project with the song, three scenes and twelve shots of a bar each."""
    if language not in _FILMS:
        _FILMS[language] = await (await _broken_down(folder, language)).film()
    stage = await _begun(folder, price, _FILMS[language])
    song = await stage.registry.desk.media.keep(SONG_BYTES, "audio/mpeg", "night.mp3")
    await stage.commit(MediaAdded(media=song))
    return stage


async def _broken_down(folder: Path, language: str) -> Stage:
    stage = await with_song(await open_stage(folder, language))
    await stage.call("save_brief", theme=THEMES[language])
    await stage.call("write_treatment")
    await stage.call("set_look", words="deep blue night", palette=["#102040", "#E0A040"])
    titles = {"en": ("Home", "Road", "Sea"), "he": ("בית", "דרך", "ים")}
    await stage.call(
        "plan_scenes",
        scenes=[
            {"title": title, "first_section": n, "last_section": n, "assets": ["Noa"]}
            for n, title in enumerate(titles[language], start=1)
        ],
    )
    await stage.call("plan_shots", shots=[{"duration": f"{SHOT}f"}] * (FRAMES // SHOT))
    return stage


async def at_once(*calls: Any) -> list[Any]:
    """All of these together; errors are among the answers."""
    return await asyncio.gather(*calls, return_exceptions=True)
