"""Is it up: started, alive, ready; and figures for whoever watches.

Why here: load balancers and people ask these before anything else.
Next: app.py.
"""

from typing import Any

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from miri.errors import Unavailable
from server.http.asking import StudioNow

router = APIRouter(tags=["health"])


@router.get("/startupz")
async def startup() -> dict[str, bool]:
    """True once the process serves."""
    return {"ok": True}


@router.get("/livez")
async def live() -> dict[str, bool]:
    """True while the event loop turns; asks no dependency."""
    return {"ok": True}


@router.get("/readyz")
async def ready(studio: StudioNow) -> dict[str, Any]:
    """True while the store answers."""
    try:
        await studio.archive.store.claimed("readyz")
    except Unavailable as error:
        raise Unavailable("The project store does not answer.") from error
    return {"ok": True, "store": studio.settings.store, "director": studio.director}


@router.get("/metrics")
async def metrics() -> Response:
    """Prometheus text."""
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
