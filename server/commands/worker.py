"""worker: turns and jobs without a door: what the servers are asked for is done here.

Why here: any number of them share a store with the servers; Redis tells them what waits, leases
keep them apart, and one that is killed is made up for by the others.
Next: server/studio.py, what starts; serve.py, which leaves the work to these.
"""

import asyncio
import contextlib
import os
import signal
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from fastapi import FastAPI
from rich.console import Console

from miri.config import Settings
from miri.errors import Refused
from server.bootstrap import Parts, is_shared, open_studio
from server.commands.serve import set_aside
from server.http import errors, health
from server.studio import Studio

LAST_SECONDS = 8.0
"""Whatever still holds the process then is left where it stands; all that counts is on disk."""


def work(settings: Settings, parts: Parts | None = None) -> None:
    """Work until told to stop. Raises Refused where nobody could leave work to it."""
    if not is_shared(settings):
        raise Refused(
            "A worker shares its store with servers, which tell it by Redis what to do: set "
            "REDIS_URL, and MIRI_STORE=sqlite or firestore. Without Redis, `serve` does all itself."
        )
    asyncio.run(_work(settings, parts))
    sys.stdout.flush()
    _leave(0)


async def _work(settings: Settings, parts: Parts | None) -> None:
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for stop in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(stop, told.set)
    async with open_studio(settings, parts) as studio, _health(studio, settings.worker_port):
        await studio.start()
        set_aside()
        out = Console(highlight=False)
        out.print(f"A worker of Miri is at work, pid {os.getpid()}  (stop with Ctrl-C)")
        await told.wait()
        last = threading.Timer(LAST_SECONDS, _leave, (0,))
        last.daemon = True
        last.start()
        await studio.stop()


def _leave(code: int) -> None:
    """A thread that still draws must not hold up the end."""
    sys.stdout.flush()
    os._exit(code)


class _Quiet(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self):
        """Signals are the worker's."""
        yield


@asynccontextmanager
async def _health(studio: Studio, port: int | None) -> AsyncIterator[None]:
    """/livez, /readyz and /metrics for whoever watches, where a port is set."""
    if port is None:
        yield
        return
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.state.studio = studio
    app.include_router(health.router)
    errors.install(app)
    host = studio.settings.host
    server = _Quiet(uvicorn.Config(app, host=host, port=port, log_level="warning"))
    serving = asyncio.create_task(server.serve())
    try:
        yield
    finally:
        server.should_exit = True
        await serving
