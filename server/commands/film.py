"""film: one song to one film through the same agent, unattended.

Why here: the main job in one command: a person who says "you decide" and "yes" to the end.
Next: server/channels/terminal.py for talking yourself.
"""

import asyncio
import re
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from miri.config import Settings
from miri.domain.identity import LOCAL_PERSON, new_id
from miri.domain.project import MadeCut, Project
from miri.errors import Broken, Refused
from miri.events.event import Recorded
from miri.log.feed import Signal
from server.bootstrap import open_studio
from server.sniffing import content_type_of
from server.studio import Studio

MOST_TURNS = 30
SOUND = ("audio/", "video/")
SAYS = {
    "en": {"decide": "you decide", "yes": "yes"},
    "he": {"decide": "תחליטי את", "yes": "כן"},
}


@dataclass(frozen=True)
class FilmOrder:
    """What `make film` was asked for. `budget` is dollars as written, "" for an animatic."""

    song: Path | None
    lyrics: Path | None
    out: Path
    language: str
    budget: str
    format: str = "16:9"


def make_film(settings: Settings, order: FilmOrder) -> None:
    """Make it, showing progress; prints what was made and where.

    Raises Refused before anything begins, where the order can't come to a film.
    """
    _check(order)
    asyncio.run(_make(settings, order))


def _check(order: FilmOrder) -> None:
    for path in (order.song, order.lyrics):
        if path is not None and not path.is_file():
            raise Refused(f"There is no file {path}.")
    if order.song and not content_type_of(order.song, order.song.name).startswith(SOUND):
        raise Refused(f"{order.song.name} is no song: send MP3, WAV, FLAC, M4A or OGG.")
    if order.budget and not re.fullmatch(r"\d+(\.\d{1,2})?", order.budget):
        raise Refused(f"BUDGET={order.budget} is no amount; write dollars, such as BUDGET=5.")
    try:
        order.out.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(f"The film can't be written to {order.out}: {error.strerror}.") from error


async def _make(settings: Settings, order: FilmOrder) -> None:
    console = Console(highlight=False, stderr=False)
    begun = time.monotonic()
    async with open_studio(settings) as studio:
        await studio.start()
        try:
            with _bar(console) as bar:
                project_id = await _begin(studio, order)
                watching = await _watch(studio, project_id, bar)
                cut = await Unattended(studio, order, project_id).run()
                watching()
            await _deliver(studio, project_id, cut, order, console, begun)
        finally:
            await studio.stop()


def _bar(console: Console) -> Progress:
    columns = (
        TextColumn("{task.description:<28}"),
        BarColumn(),
        TextColumn("{task.completed}/{task.total}"),
        TimeElapsedColumn(),
    )
    return Progress(*columns, console=console)


async def _begin(studio: Studio, order: FilmOrder) -> str:
    arguments = {"language": order.language, "format": order.format}
    return await studio.create_project(arguments, LOCAL_PERSON, new_id("key"))


async def _watch(studio: Studio, project_id: str, bar: Progress):
    tasks: dict[str, int] = {}
    counts: dict[str, list[int]] = {}

    async def watcher(item: Recorded | Signal) -> None:
        if isinstance(item, Signal):
            if item.type == "RENDER_PROGRESS":
                _show(bar, tasks, "cut", int(item.data["done"]), int(item.data["total"]))
        elif item.type == "JobMoved":
            kind, state = item.event.kind.value, item.event.state.value  # type: ignore[attr-defined]
            count = counts.setdefault(kind, [0, 0])
            count[1] += state == "QUEUED"
            count[0] += state in ("READY", "FAILED", "CANCELLED")
            if kind != "render":
                _show(bar, tasks, kind, *count)

    return await studio.archive.feed.watch(project_id, watcher)


def _show(bar: Progress, tasks: dict[str, int], name: str, done: int, total: int) -> None:
    if name not in tasks:
        tasks[name] = bar.add_task(name, total=total)
    bar.update(tasks[name], completed=done, total=total)  # type: ignore[arg-type]


class Unattended:
    """A person who hands over the song and then agrees to everything Miri proposes."""

    def __init__(self, studio: Studio, order: FilmOrder, project_id: str) -> None:
        self._studio = studio
        self._order = order
        self._project_id = project_id
        self._thread = ""

    async def run(self) -> MadeCut:
        """Talk until a final film is there. Raises what stopped it, in words."""
        title = self._order.song.stem if self._order.song else ""
        self._thread = await self._studio.open_thread(
            self._project_id, LOCAL_PERSON, title, new_id("key")
        )
        if self._order.budget:
            budget = f"/set_budget dollars={self._order.budget} without_asking={self._order.budget}"
            await self._say(budget)
        await self._hand_over()
        before = -1
        for _ in range(MOST_TURNS):
            project = await self._settled()
            if _progress(project) == before:
                raise Broken(f"Miri got no further. Her last words: {await self._last()}")
            before = _progress(project)
            final = [c for c in project.cuts.values() if c.kind == "final" and c.media_id]
            if final:
                return final[-1]
            decided = project.film.treatment is not None
            words = SAYS[self._order.language]
            await self._say(words["yes"] if decided else words["decide"])
        raise Broken(f"No film after {MOST_TURNS} turns. Miri's last words: {await self._last()}")

    async def _hand_over(self) -> None:
        if self._order.song is None:
            await self._say("/add_song sample=true")
        else:
            await self._say("", (await self._keep(self._order.song),))
        if self._order.lyrics is not None:
            await self._say("", (await self._keep(self._order.lyrics),))
        project = await self._settled()
        if project.film.song is None:
            raise Refused(await self._last())
        if not (project.film.song and project.film.song.analysed):
            raise Refused(await self._why_not())

    async def _keep(self, path: Path) -> str:
        content_type = content_type_of(path, path.name)
        media = await self._studio.media.keep_file(path, content_type, path.name)
        fields = {
            "media": media.id,
            "content_type": content_type,
            "size": media.size,
            "name": path.name,
        }
        await self._studio.call_tool(
            self._project_id, "keep_media", fields, LOCAL_PERSON, new_id("key")
        )
        return media.id

    async def _say(self, text: str, media: tuple[str, ...] = ()) -> None:
        await self._studio.conductor.say(self._thread, LOCAL_PERSON, text, media)

    async def _settled(self) -> Project:
        """The project once nobody speaks and nothing is being made."""
        return await self._studio.settled(self._project_id)

    async def _last(self) -> str:
        thread = await self._studio.thread(self._thread, LOCAL_PERSON)
        said = [m["text"] for m in thread["messages"] if m["role"] == "miri" and m["text"]]
        return said[-1] if said else ""

    async def _why_not(self) -> str:
        jobs = await self._studio.archive.store.jobs(self._project_id)
        errors = [j.error for j in jobs if j.error]
        return errors[-1] if errors else await self._last()


def _progress(project: Project) -> int:
    """The last seq at which the film, a take or a cut changed; talk alone is no progress."""
    told = ("thread_", "approval")
    return max((s for k, s in project.entity_seqs.items() if not k.startswith(told)), default=0)


async def _deliver(
    studio: Studio, project_id: str, cut: MadeCut, order: FilmOrder, console: Console, begun: float
) -> None:
    project = await studio.archive.open(project_id)
    source = await studio.media.local_path(cut.media_id or "")
    _copy(source, order.out)
    song = project.film.song
    seconds = time.monotonic() - begun
    length = float(song.duration_micros) / 1e6 if song else 0.0
    console.print(f"[bold]{project.film.settings.name}[/bold]: {order.out}")
    console.print(
        f"{cut.frames} frames, {cut.width}x{cut.height} at {project.film.settings.fps} fps, "
        f"{len(project.film.scenes)} scenes, {len(project.film.shots)} shots, "
        f"made in {seconds:.1f} s for a song of {length:.1f} s ({seconds / max(length, 0.1):.2f} x)"
    )
    if project.film.treatment:
        console.print(project.film.treatment.logline)


def _copy(source: Path, out: Path) -> None:
    """Whole or not at all."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=out.parent, suffix=".part", delete=False) as part:
            pass
        shutil.copyfile(source, part.name)
        Path(part.name).replace(out)
        out.chmod(0o644)
    except OSError as error:
        raise Refused(f"The film can't be written to {out}: {error.strerror}.") from error
