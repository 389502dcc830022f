"""doctor: what is configured and what works, one line each; exit code 1 when something is broken.

Why here: the first thing to ask when something is odd.
Next: miri/config.py for the settings.
"""

import asyncio
import shutil
from collections.abc import Callable, Iterator

from rich.console import Console

from miri.codec.ffmpeg import ffmpeg_version
from miri.codec.sandbox import sandbox_kind
from miri.config import Settings, check_exposure
from miri.errors import MiriError, Unavailable
from miri.stores.firestore.connection import EMULATED
from server.bootstrap import count_workers, is_shared, open_studio
from server.http.page import STUDIO

Check = tuple[str, Callable[[], str]]


def examine(settings: Settings) -> int:
    """Print every check; 0 when all that is configured works."""
    console = Console(highlight=False)
    broken = 0
    for name, check in _checks(settings):
        try:
            console.print(f"[green]ok[/green]      {name}: {check()}")
        except MiriError as error:
            broken += 1
            console.print(f"[red]broken[/red]  {name}: {error.message}")
    return 1 if broken else 0


def _checks(settings: Settings) -> Iterator[Check]:
    yield "director", lambda: settings.model or "offline (no MIRI_MODEL)"
    yield "stills", lambda: "fal, each quoted first" if settings.fal_key else "offline animatics"
    yield "clips", lambda: "offline animatics"
    yield "listening", lambda: "signal processing"
    yield "store", lambda: asyncio.run(_store(settings))
    if is_shared(settings):
        yield "workers", lambda: _workers(settings)
    yield "media", lambda: settings.media_url or f"files in {settings.folder / 'media'}"
    yield "ffmpeg", ffmpeg_version
    yield "sandbox", sandbox_kind
    yield "disk", lambda: _disk(settings)
    yield "door", lambda: _door(settings)
    yield (
        "studio page",
        lambda: "built" if (STUDIO / "index.html").exists() else "not built (make run builds it)",
    )


async def _store(settings: Settings) -> str:
    async with open_studio(settings) as studio:
        count = len(await studio.archive.store.projects())
        await studio.archive.store.close()
    return f"{_place(settings)}, {count} projects"


def _workers(settings: Settings) -> str:
    count = asyncio.run(count_workers(settings))
    if not count:
        raise Unavailable(
            "None answered lately, so nothing is done: start one with `python -m server worker`, "
            "and see that Redis answers."
        )
    return f"{count} answered in the last 15 s"


def _place(settings: Settings) -> str:
    if settings.store != "firestore":
        return settings.store
    emulator = settings.firestore_emulator_host
    where = f", emulator at {emulator}" if emulator else ""
    return f"firestore ({settings.google_cloud_project or EMULATED}{where})"


def _disk(settings: Settings) -> str:
    settings.folder.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(settings.folder).free >> 30
    return f"{free} GB free in {settings.folder}"


def _door(settings: Settings) -> str:
    check_exposure(settings)
    return f"{settings.host}:{settings.port}, {len(settings.tokens) or 'no'} tokens"
