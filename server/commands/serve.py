"""serve: the server on one port; prints the address when it answers.

Why here: `make run` ends here.
Next: server/app.py.
"""

import asyncio
import contextlib
import logging
import socket

import uvicorn
from rich.console import Console

from miri.config import Settings, check_exposure
from miri.errors import Refused
from server.app import build_app
from server.bootstrap import open_studio

GRACE_SECONDS = 7


def serve(settings: Settings) -> None:
    """Serve until told to stop. Raises Refused for an open door or a taken port."""
    check_exposure(settings)
    asyncio.run(_serve(settings))


async def _serve(settings: Settings) -> None:
    listening = _listen(settings)
    async with open_studio(settings) as studio:
        config = uvicorn.Config(
            build_app(studio),
            log_level="warning",
            timeout_graceful_shutdown=GRACE_SECONDS,
            ws="websockets-sansio",
        )
        server = uvicorn.Server(config)
        telling = asyncio.create_task(_tell(server, settings, listening, studio.director))
        await server.serve(sockets=[listening])
        telling.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await telling


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
    except OSError as error:
        listening.close()
        raise Refused(
            f"Port {settings.port} on {settings.host} can't be used ({error.strerror}). "
            "Choose another with MIRI_PORT, or 0 for a free one."
        ) from error
    return listening


async def _tell(
    server: uvicorn.Server, settings: Settings, listening: socket.socket, director: str
) -> None:
    while not server.started:  # noqa: ASYNC110  (uvicorn tells only by this flag)
        await asyncio.sleep(0.02)
    port = listening.getsockname()[1]
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host  # noqa: S104
    out = Console(highlight=False)
    out.print(f"Miri is at http://{host}:{port}/  (stop with Ctrl-C)")
    if director == "offline":
        out.print(
            "No key is set: the director, the listener and the artist work offline, for nothing."
        )
    logging.getLogger("uvicorn").setLevel(logging.WARNING)
