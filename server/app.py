"""The application: FastAPI and Socket.IO over one studio, on one port.

Why here: what is reachable, in one screen.
Next: http/ and sockets/.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import socketio
from fastapi import FastAPI
from starlette.types import ASGIApp

from server.http import errors, health, media, page, projects, reference, session, threads
from server.http import tools as tools_http
from server.http.gate import Gate
from server.http.limits import BodyLimit
from server.identity import Door
from server.sockets.handlers import build_sockets
from server.studio import Studio
from server.webhooks import fal


def build_app(studio: Studio) -> ASGIApp:
    """Everything on one port. The studio starts with it and stops with it."""
    app = build_api(studio)
    sockets = build_sockets(studio, app.state.door)
    return Gate(BodyLimit(socketio.ASGIApp(sockets, other_asgi_app=app)), studio.settings)


def build_api(studio: Studio) -> FastAPI:
    """What is reached over HTTP."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await studio.start()
        yield
        await studio.stop()

    app = FastAPI(
        title="Miri",
        version="0.1.0",
        description="A director you talk to: a song in, a finished music video out.",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    app.state.studio, app.state.door = studio, Door(studio.settings.tokens)
    app.state.wrong_tokens = session.WrongTokens()
    for part in (health, projects, threads, media, tools_http, session, reference, fal):
        app.include_router(part.router)
    errors.install(app)
    page.install(app)
    return app
