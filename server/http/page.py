"""The page: the built studio, served from the package; a plain page says when it was not built.

Why here: one port for everything; no inline script, no remote origin.
Next: web/README.md for its source.
"""

from importlib.resources import files
from pathlib import Path

from fastapi import APIRouter, FastAPI
from fastapi.responses import FileResponse, HTMLResponse, Response
from fastapi.staticfiles import StaticFiles

from miri.errors import NotFound
from server.http.policy import HEADERS

STUDIO = Path(str(files("server"))) / "static" / "studio"
NOT_BUILT = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Miri</title>
<body style="font-family:system-ui;max-width:36rem;margin:4rem auto;line-height:1.6">
<h1>Miri is running</h1><p>The studio page is not built yet: run <code>make run</code>, which builds
it. Everything else works: the API is described at <a href="/docs">/docs</a>, and
<code>python -m server chat</code> talks in the terminal.</p></body></html>"""
router = APIRouter(include_in_schema=False)


@router.get("/")
async def page() -> Response:
    """The studio: nothing in it is secret; where a token is needed it asks for one itself."""
    index = STUDIO / "index.html"
    if not index.exists():
        return HTMLResponse(NOT_BUILT, headers=HEADERS)
    return FileResponse(index, headers=HEADERS)


def install(app: FastAPI) -> None:
    """Serve the page and its files."""
    app.include_router(router)
    if (STUDIO / "assets").exists():
        app.mount("/assets", StaticFiles(directory=STUDIO / "assets"), name="assets")

        @app.get("/{name}", include_in_schema=False)
        async def top_level(name: str) -> Response:
            path = STUDIO / Path(name).name
            if not path.is_file():
                raise NotFound(f"There is nothing at /{name}.")
            return FileResponse(path, headers=HEADERS)
