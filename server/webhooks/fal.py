"""POST /webhooks/fal/{attempt}?s=seal: fal tells how an attempt ended.

Why here: 200 only once the report is on disk; 401 for a forged or stale one, 400 for one that can't
be read, 413 for one too large, 503 while the store is away, so that fal sends it again.
Next: miri/jobs/mailbox.py; miri/providers/fal/webhook.py, which proves it.
"""

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from miri.errors import Forbidden, MiriError, Refused, TooLarge
from miri.ports.inbox import Letter
from server.http.asking import StudioNow

MOST_BYTES = 1 << 20
STATUS: dict[type[MiriError], int] = {Forbidden: 401, Refused: 400}
router = APIRouter(tags=["webhooks"])


@router.post("/webhooks/fal/{attempt}", include_in_schema=False)
async def told(attempt: str, request: Request, studio: StudioNow, s: str = "") -> JSONResponse:
    """Prove it, keep it, answer."""
    letter = Letter(
        attempt_id=attempt, seal=s, headers=dict(request.headers), body=await _body(request)
    )
    try:
        is_new = await studio.report("fal", letter)
    except (Forbidden, Refused) as error:
        return JSONResponse(error.document(), STATUS.get(type(error), error.status))
    return JSONResponse({"ok": True, "new": is_new})


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > MOST_BYTES:
            raise TooLarge(f"A webhook has at most {MOST_BYTES} bytes.")
    return bytes(body)
