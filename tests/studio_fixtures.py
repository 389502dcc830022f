"""A whole Miri for tests: the shipped memory store and offline providers, nothing mocked.

Why here: unit, story and browser tests all stand on the same few lines.
Next: server/bootstrap.py.
"""

import wave
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from miri.config import load_settings
from miri.domain.identity import LOCAL_PERSON, Actor, new_id
from miri.domain.project import Project
from miri.events.event import Recorded
from server.bootstrap import Parts, open_studio
from server.studio import Studio
from tools.registry import Answer, Caller


def write_song(path: Path, seconds: float = 12.0, bpm: float = 120.0) -> Path:
    """A small song with a clear pulse: kick on each beat, bass on each bar, a tune that changes."""
    rate = 22_050
    t = np.arange(int(seconds * rate)) / rate
    beat = 60.0 / bpm
    audio = np.zeros_like(t)
    for n in range(int(seconds / beat)):
        start = int(n * beat * rate)
        length = min(len(t) - start, int(0.18 * rate))
        s = np.arange(length) / rate
        accent = 1.0 if n % 4 == 0 else 0.55
        audio[start : start + length] += accent * np.sin(2 * np.pi * 70 * s) * np.exp(-s * 28)
        tune = 220 * 2 ** ((n * 5 % 12) / 12)
        audio[start : start + length] += 0.3 * np.sin(2 * np.pi * tune * s) * np.exp(-s * 9)
    audio *= np.where(t < seconds / 2, 0.5, 0.9)
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes((np.clip(audio, -1, 1) * 32_000).astype("<i2").tobytes())
    return path


@dataclass
class Session:
    """One project and one thread of a studio, with short verbs for tests."""

    studio: Studio
    project_id: str
    thread_id: str
    actor: Actor = LOCAL_PERSON

    async def call(self, tool: str, /, key: str = "", **arguments: Any) -> Answer:
        """A tool as the person, outside any thread."""
        caller = Caller(self.actor, key or new_id("key"))
        return await self.studio.registry.call(tool, arguments, self.project_id, caller)

    async def call_here(self, tool: str, /, **arguments: Any) -> Answer:
        """A tool as the person, in the thread."""
        caller = Caller(self.actor, new_id("key"), self.thread_id)
        return await self.studio.registry.call(tool, arguments, self.project_id, caller)

    async def say(self, text: str, media: tuple[str, ...] = ()) -> str:
        """A message, and all that follows from it; answers Miri's last words."""
        await self.studio.conductor.say(self.thread_id, self.actor, text, media)
        await self.studio.settled(self.project_id)
        return await self.last_words()

    async def last_words(self) -> str:
        """What Miri said last."""
        thread = await self.studio.thread(self.thread_id, self.actor)
        said = [m["text"] for m in thread["messages"] if m["role"] == "miri" and m["text"]]
        return said[-1] if said else ""

    async def project(self) -> Project:
        """The project now."""
        return await self.studio.archive.open(self.project_id)

    async def events(self) -> list[Recorded]:
        """The whole log."""
        return list(await self.studio.archive.store.events(self.project_id))

    async def upload(self, path: Path, content_type: str = "audio/wav") -> str:
        """A file into the project; its media id."""
        media = await self.studio.media.keep_file(path, content_type, path.name)
        await self.call(
            "keep_media",
            media=media.id,
            content_type=content_type,
            size=media.size,
            name=path.name,
        )
        return media.id

    async def with_song(self, path: Path) -> "Session":
        """This session with a song that was listened to."""
        await self.call("add_song", media=await self.upload(path))
        await self.call("analyse_song")
        await self.studio.engine.finish(self.project_id)
        return self

    async def with_shots(self, path: Path) -> "Session":
        """... and broken down into shots."""
        await self.with_song(path)
        await self.call("write_treatment")
        await self.call("set_look")
        await self.call("plan_scenes")
        await self.call("plan_shots")
        return self


@asynccontextmanager
async def running_studio(
    home: Path, store: str = "memory", parts: Parts | None = None, **more: Any
) -> AsyncIterator[Studio]:
    """A started studio, with `more` settings; stopped at the end."""
    settings = load_settings(home=home, store=store, model=None, api_tokens=None, **more)
    async with open_studio(settings, parts) as studio:
        await studio.start()
        yield studio
        await studio.stop()


async def new_session(studio: Studio, language: str = "en", **settings: Any) -> Session:
    """A fresh project with one thread."""
    arguments = {"name": "Test film", "language": language, **settings}
    project_id = await studio.create_project(arguments, LOCAL_PERSON, new_id("key"))
    thread_id = await studio.open_thread(project_id, LOCAL_PERSON, "", new_id("key"))
    return Session(studio, project_id, thread_id)
