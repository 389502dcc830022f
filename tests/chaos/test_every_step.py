"""The plug is pulled at every single write, one after the other; each time Miri goes on to the same
end.

Why here: a restart test hits a few moments by chance; this one hits them all, in one process.
"""

import asyncio
import io
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver
from PIL import Image

from miri.config import load_settings
from miri.domain.identity import LOCAL_PERSON
from miri.events.event import Recorded
from miri.events.film_events import BriefSaved
from miri.events.money_events import MoneySettled
from miri.events.talk_events import MessagePosted, MiriSpoke, ToolCalled, ToolReturned, TurnMoved
from miri.events.version_events import VersionReady
from miri.ports.image_model import Picture, StillOrder
from miri.ports.project_store import Commit
from miri.providers.offline.artist.artist import AnimaticArtist
from miri.providers.offline.rehearsal import RehearsedImages
from miri.stores.sqlite.sqlite_project_store import SqliteProjectStore
from server.bootstrap import Parts, build_studio
from server.studio import Studio
from tests.chaos.truths import twice
from tests.studio_fixtures import Session, new_session


@dataclass
class Plug:
    """Counts writes; pulled at one of them, before or after it is done, nothing is written any more."""

    at: int = -1
    after: bool = False
    writes: int = 0
    pulled: asyncio.Event = field(default_factory=asyncio.Event)

    async def around(self, write: Callable[[], Awaitable[Any]]) -> Any:
        now, self.writes = self.writes, self.writes + 1
        if self.pulled.is_set() or (now == self.at and not self.after):
            await self._out()
        written = await write()
        if now == self.at:
            await self._out()
        return written

    async def _out(self) -> None:
        self.pulled.set()
        await asyncio.Event().wait()


class PluggedStore(SqliteProjectStore):
    plug: Plug

    async def commit(self, commit: Commit) -> tuple[Recorded, ...]:
        commit_now = super().commit
        return await self.plug.around(lambda: commit_now(commit))


class PluggedSaver(AsyncSqliteSaver):
    plug: Plug

    async def aput(self, *given: Any, **named: Any) -> Any:
        put = super().aput
        return await self.plug.around(lambda: put(*given, **named))

    async def aput_writes(self, *given: Any, **named: Any) -> Any:
        put = super().aput_writes
        return await self.plug.around(lambda: put(*given, **named))


class PlainPictures(AnimaticArtist):
    """One colour: here it does not matter what is drawn."""

    async def draw(self, order: StillOrder) -> Picture:
        out = io.BytesIO()
        Image.new("RGB", (64, 36), (order.seed % 255, 80, 120)).save(out, "PNG")
        return Picture(data=out.getvalue(), content_type="image/png", width=64, height=36)


@asynccontextmanager
async def life(home: Path, plug: Plug) -> AsyncIterator[Studio]:
    """A studio from its start until it ends, or until the plug is pulled: then all its tasks are gone
    where they stand."""
    others = asyncio.all_tasks()
    async with PluggedSaver.from_conn_string(str(home / "talk.db")) as saver:
        saver.plug = plug
        store = PluggedStore(home / "projects.db")
        store.plug = plug
        parts = Parts(store=store, images=RehearsedImages(PlainPictures(), 20_000))
        studio = build_studio(load_settings(home=home, api_tokens=None), saver, parts)
        studio.engine.lease_seconds = studio.engine.poll_seconds = 0.05
        await studio.start()
        yield studio
        while left := asyncio.all_tasks() - others:
            for task in left:
                task.cancel()
            await asyncio.wait(left, timeout=1)
        await store.close()


Script = Callable[[Session], Awaitable[None]]


async def prepare(home: Path, begin: Script) -> Session:
    """A home in which all that comes before was done, in peace."""
    home.mkdir()
    async with life(home, Plug()) as studio:
        session = await new_session(studio)
        await begin(session)
        await studio.settled(session.project_id)
        return session


async def play(home: Path, plug: Plug, known: Session, act: Script) -> list[Recorded]:
    """Act until the plug is pulled, start again, and tell how it ended."""
    async with life(home, plug) as studio:
        here = Session(studio, known.project_id, known.thread_id)

        async def to_the_end() -> None:
            await act(here)
            await studio.settled(known.project_id)

        acting = asyncio.ensure_future(to_the_end())
        pulled = asyncio.ensure_future(plug.pulled.wait())
        await asyncio.wait({acting, pulled}, return_when=asyncio.FIRST_COMPLETED)
    async with life(home, Plug()) as studio:
        again = Session(studio, known.project_id, known.thread_id)
        await act(again)  # who got no answer asks again, under the same key
        await studio.settled(known.project_id)
        return await again.events()


def nothing_twice(log: list[Recorded]) -> None:
    said = [r.event.message.id for r in log if isinstance(r.event, MessagePosted | MiriSpoke)]
    called = [r.event.call_id for r in log if isinstance(r.event, ToolCalled)]
    returned = [r.event.call_id for r in log if isinstance(r.event, ToolReturned)]
    turns = [(r.event.turn, r.event.state) for r in log if isinstance(r.event, TurnMoved)]
    assert twice(said) == twice(called) == twice(turns) == []
    assert called == returned
    ended = {t for t, state in turns if state in ("DONE", "STOPPED", "FAILED")}
    assert {t for t, _ in turns} == ended


async def through_every_write(
    folder: Path, begin: Script, act: Script, check: Callable[[list[Recorded]], None]
) -> int:
    """Play it once in peace to count the writes, then once per write, whose home is the same as
    that after the write before it, and once after the last."""
    known = await prepare(folder / "before", begin)

    async def once(name: str, plug: Plug) -> None:
        shutil.copytree(folder / "before", folder / name)
        log = await play(folder / name, plug, known, act)
        nothing_twice(log)
        check(log)

    peace = Plug()
    await once("peace", peace)
    for at in range(peace.writes):
        await once(str(at), Plug(at))
    await once("last", Plug(peace.writes - 1, after=True))
    return peace.writes


async def test_a_turn_that_calls_a_tool_survives_the_plug_at_every_write(tmp_path: Path) -> None:
    async def begin(session: Session) -> None:
        await session.call("add_song", sample=True)

    async def act(session: Session) -> None:
        say = session.studio.conductor.say
        text = "the film is about a woman who drives through the night"
        await say(session.thread_id, LOCAL_PERSON, text, key="said")

    def check(log: list[Recorded]) -> None:
        assert sum(isinstance(r.event, BriefSaved) for r in log) == 1
        assert sum(isinstance(r.event, MiriSpoke) for r in log) >= 1
        assert sum(isinstance(r.event, MessagePosted) for r in log) == 1

    assert await through_every_write(tmp_path, begin, act, check) >= 8


async def test_a_yes_spends_once_and_brings_the_pictures_whichever_write_was_the_last(
    tmp_path: Path, song_file: Path
) -> None:
    async def begin(session: Session) -> None:
        await session.with_shots(song_file)
        await session.call("set_budget", dollars="5")
        await session.say("/generate_stills shots=1,2")

    async def act(session: Session) -> None:
        await session.studio.conductor.say(session.thread_id, LOCAL_PERSON, "yes", key="yes")

    def check(log: list[Recorded]) -> None:
        settled = [r.event.actual_micros for r in log if isinstance(r.event, MoneySettled)]
        assert settled == [20_000, 20_000]
        assert sum(isinstance(r.event, VersionReady) for r in log) == 2
        assert isinstance([r.event for r in log if isinstance(r.event, TurnMoved)][-1], TurnMoved)

    assert await through_every_write(tmp_path, begin, act, check) >= 12
