"""Errors as pages: a sentence and a way on; a piece of a page where our script asked."""

from __future__ import annotations

import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException
from starlette.types import Scope

from heldout.errors import Busy, HeldoutError, NotFound, SettingsError
from heldout.web.replies import ChangedMeanwhile
from heldout.web.templating import render

__all__ = ["handle_mishaps", "refuse"]

log = logging.getLogger(__name__)

TITLES = {
    400: "That request cannot be read",
    403: "That is not allowed",
    404: "There is nothing here",
    405: "That is not possible here",
    409: "The question has changed",
    413: "That is too long",
    429: "Too many replies wait",
    500: "Something in Heldout failed",
    503: "Heldout cannot go on",
}
SENTENCES = {
    404: "No page has this address. It may have been mistyped, or the question may have gone.",
    405: "This address can be opened, but nothing can be sent to it.",
    500: "This is our fault. Your replies are safe: each is stored before it is judged. "
    "The window in which Heldout runs says more.",
}
STATUSES: tuple[tuple[type[HeldoutError], int], ...] = (
    (NotFound, 404),
    (ChangedMeanwhile, 409),
    (SettingsError, 400),
    (Busy, 429),
    (HeldoutError, 503),
)


def handle_mishaps(app: FastAPI) -> None:
    """Teach the app to answer every error with a page."""

    @app.exception_handler(HeldoutError)
    def show_known(request: Request, error: HeldoutError) -> HTMLResponse:
        status = next(status for kind, status in STATUSES if isinstance(error, kind))
        if status >= 500:
            log.error("%s", error)
        return _answer(request.scope, status, str(error))

    @app.exception_handler(HTTPException)
    def show_http(request: Request, error: HTTPException) -> HTMLResponse:
        sentence = SENTENCES.get(error.status_code, str(error.detail))
        return _answer(request.scope, error.status_code, sentence)

    @app.exception_handler(RequestValidationError)
    def show_unreadable(request: Request, error: RequestValidationError) -> HTMLResponse:
        in_path = any(item["loc"][0] == "path" for item in error.errors())
        status = 404 if in_path else 400
        sentence = SENTENCES[404] if in_path else "A part of the address is too long to be meant."
        return _answer(request.scope, status, sentence)

    @app.exception_handler(Exception)
    def show_unknown(request: Request, error: Exception) -> HTMLResponse:
        return _answer(request.scope, 500, SENTENCES[500])


def refuse(scope: Scope, status: int, sentence: str) -> HTMLResponse:
    """The answer to a request that does not come in."""
    return _answer(scope, status, sentence)


def _answer(scope: Scope, status: int, sentence: str) -> HTMLResponse:
    title = TITLES.get(status, "That did not work")
    if (b"hx-request", b"true") in scope["headers"]:
        return HTMLResponse(render("trouble.html", sentence=sentence), status_code=status)
    page = render("error.html", title=title, sentence=sentence, status=status)
    return HTMLResponse(page, status_code=status)
