"""Errors over HTTP: one handler, `{error, message, details, retryable}`, the right status.

Why here: each channel renders the error tree once; this is HTTP's once.
Next: miri/errors.py for the tree.
"""

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from miri.errors import Broken, MiriError, NotFound, Refused

SAID = {
    400: "The body of that request can't be read.",
    405: "{path} does not take {method}.",
}
"""The framework's own refusals, by status, as sentences."""
log = structlog.get_logger(__name__)


def render(error: MiriError) -> JSONResponse:
    """An error as a response; what may be retried says when."""
    headers = {"Retry-After": "2"} if error.retryable else None
    return JSONResponse(error.document(), status_code=error.status, headers=headers)


def install(app: FastAPI) -> None:
    """Handle every error of the tree, of validation, of routing, and our own faults."""

    @app.exception_handler(MiriError)
    async def miri_error(_: Request, error: MiriError) -> JSONResponse:
        return render(error)

    @app.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        wrong = {".".join(str(part) for part in e["loc"]): e["msg"] for e in error.errors()}
        listed = "; ".join(f"{where}: {what}" for where, what in wrong.items())
        return render(Refused(f"That request can't be read: {listed}.", fields=wrong))

    @app.exception_handler(HTTPException)
    async def routing(request: Request, error: HTTPException) -> JSONResponse:
        if error.status_code == 404:
            return render(NotFound(f"There is nothing at {request.url.path}."))
        told = SAID.get(error.status_code, f"{error.detail}.")
        refused = Refused(told.format(method=request.method, path=request.url.path))
        return JSONResponse(refused.document(), error.status_code, error.headers)

    @app.exception_handler(Exception)
    async def broken(request: Request, error: Exception) -> JSONResponse:
        log.error("http.broken", path=request.url.path, exc_info=error)
        return render(Broken("Something broke on our side; it was logged, and nothing was lost."))
