"""The entrance: where a browser shows its token once, so that the page, its pictures and its socket
come in by cookie.

Why here: an <img> or a <video> can send no Authorization header. Without MIRI_API_TOKENS the
door is open to this machine, and nobody is asked.
Next: ../identity.py; gate.py, which keeps other sites from using the cookie.
"""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from server.http.policy import HEADERS
from server.identity import COOKIE, Door, Unauthorised

router = APIRouter(include_in_schema=False)
YEAR = 365 * 24 * 3600
FORM = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Miri</title>
<meta name="viewport" content="width=device-width">
<body style="font:17px/1.6 system-ui;max-width:26rem;margin:18vh auto;padding:0 1rem">
<h1>Miri</h1><p>{said}</p><form method="post" action="enter">
<label>Token<br><input name="token" type="password" autocomplete="current-password" required
autofocus style="font:inherit;width:100%;padding:.4rem"></label>
<p><button style="font:inherit;padding:.4rem 1.2rem">Come in</button></p></form></body></html>"""
ASK = "This Miri asks who you are. Type the token you were given."
WRONG = "That token is not known here. Try again."


def is_outside(request: Request) -> bool:
    """Whether whoever asks for the page has not shown a token yet."""
    door: Door = request.app.state.door
    try:
        door.admit(request.cookies.get(COOKIE))
    except Unauthorised:
        return True
    return False


def ask() -> HTMLResponse:
    """The form, in the page's place."""
    return HTMLResponse(FORM.format(said=ASK), status_code=401, headers=HEADERS)


@router.post("/enter")
async def enter(request: Request, token: Annotated[str, Form(max_length=500)]) -> Response:
    """Keep the token in a cookie that no script reads and no other site sends."""
    door: Door = request.app.state.door
    try:
        door.admit(token.strip())
    except Unauthorised:
        return HTMLResponse(FORM.format(said=WRONG), status_code=401, headers=HEADERS)
    inside = RedirectResponse("/", status_code=303)
    inside.set_cookie(
        COOKIE,
        token.strip(),
        max_age=YEAR,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return inside
