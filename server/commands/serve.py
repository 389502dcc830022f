"""serve: the server on one port; prints the address when it answers.

Why here: `make run` ends here.
Next: server/app.py; listening.py, which was asked before anything of this was loaded.
"""

import asyncio
import contextlib
import gc
import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Iterator

import uvicorn
from rich.console import Console

from miri.config import Settings
from server.app import build_app
from server.bootstrap import count_workers, is_shared, open_studio
from server.sockets.one_write import WebSocketProtocol
from server.studio import Studio

GRACE_SECONDS = 4
"""What open requests and streams get to finish in."""
LAST_SECONDS = 2.0
"""What threads that draw or decode get, once all that counts is on disk."""


class _Server(uvicorn.Server):
    """Stops when it is told to, and then the command ends well: uvicorn itself would die of the
    signal it was stopped by."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Ctrl-C and SIGTERM ask for the end; a second Ctrl-C does not wait."""
        stops = (signal.SIGINT, signal.SIGTERM)
        before = {stop: signal.signal(stop, self.handle_exit) for stop in stops}
        try:
            yield
        finally:
            for stop, handler in before.items():
                signal.signal(stop, handler)


def serve(settings: Settings, listening: socket.socket) -> None:
    """Serve on an open socket until told to stop."""
    asyncio.run(_serve(settings, listening))
    sys.stdout.flush()


def set_aside() -> None:
    """What was loaded stays to the end: the garbage collector need not look through it again and
    again, which would hold up whoever talks for a tenth of a second."""
    gc.collect()
    gc.freeze()


def _leave_soon() -> None:
    """Everything durable is closed; a thread that still draws must not hold the exit up."""
    last = threading.Timer(LAST_SECONDS, os._exit, (0,))
    last.daemon = True
    last.start()


async def _serve(settings: Settings, listening: socket.socket) -> None:
    async with open_studio(settings, works=not is_shared(settings)) as studio:
        config = uvicorn.Config(
            build_app(studio),
            log_level="warning",
            timeout_graceful_shutdown=GRACE_SECONDS,
            ws=WebSocketProtocol,
        )
        server = _Server(config)
        telling = asyncio.create_task(_tell(server, settings, listening, studio))
        await server.serve(sockets=[listening])
        telling.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await telling
    _leave_soon()


async def _tell(
    server: uvicorn.Server, settings: Settings, listening: socket.socket, studio: Studio
) -> None:
    while not server.started:  # noqa: ASYNC110  (uvicorn tells only by this flag)
        await asyncio.sleep(0.02)
    set_aside()
    port = listening.getsockname()[1]
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host  # noqa: S104
    out = Console(highlight=False)
    out.print(f"Miri is at http://{host}:{port}/  (stop with Ctrl-C)", soft_wrap=True)
    if not studio.works:
        out.print(await _left_to(settings), soft_wrap=True)
    out.print(who_works(settings, studio.director), soft_wrap=True)
    logging.getLogger("uvicorn").setLevel(logging.WARNING)


def who_works(settings: Settings, director: str) -> str:
    """Who directs, listens and draws, and what of it costs money."""
    talk = "The director works offline" if director == "offline" else f"{director} directs"
    if settings.fal_key is not None:
        return (
            f"{talk}. FAL_KEY is set: stills are bought from fal, each quoted first; clips are "
            "animatics drawn here, and the listener works offline, both for nothing."
        )
    if director == "offline":
        return "No key is set: the director, the listener and the artist work offline, for nothing."
    return f"{talk}; the listener and the artist work offline, for nothing."


async def _left_to(settings: Settings) -> str:
    count = await count_workers(settings)
    answered = {0: "none answers yet; start one", 1: "one answers; start more"}
    return (
        "REDIS_URL is set: turns and jobs are left to workers "
        f"({answered.get(count, f'{count} answer; start more')} with `python -m server worker`)."
    )
