"""Errors as pages: a sentence and a way on; a piece of a page where our script asked."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.types import ExceptionHandler, Scope

from heldout.errors import Busy, HeldoutError, NotFound, SettingsError, Unavailable
from heldout.web.replies import ChangedMeanwhile
from heldout.web.templating import render

__all__ = ["HANDLERS", "refuse"]

log = logging.getLogger(__name__)

TITLES = {
    400: "That request cannot be read",
    403: "That is not allowed",
    404: "There is nothing here",
    405: "That is not possible here",
    409: "That cannot be done now",
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
    (Unavailable, 409),
    (Busy, 429),
    (HeldoutError, 503),
)


def _show_known(request: Request, error: Exception) -> HTMLResponse:
    status = next(status for kind, status in STATUSES if isinstance(error, kind))
    if status >= 500:
        log.error("%s", error)
    return _answer(request.scope, status, str(error))


def _show_http(request: Request, error: Exception) -> HTMLResponse:
    assert isinstance(error, HTTPException)
    sentence = SENTENCES.get(error.status_code, str(error.detail))
    return _answer(request.scope, error.status_code, sentence)


def _show_unknown(request: Request, error: Exception) -> HTMLResponse:
    return _answer(request.scope, 500, SENTENCES[500])


HANDLERS: Mapping[type[Exception], ExceptionHandler] = {
    HeldoutError: _show_known,
    HTTPException: _show_http,
    Exception: _show_unknown,
}
"""Who answers which error: every one of them with a page."""


def refuse(scope: Scope, status: int, sentence: str) -> HTMLResponse:
    """The answer to a request that does not come in."""
    return _answer(scope, status, sentence)


def _answer(scope: Scope, status: int, sentence: str) -> HTMLResponse:
    title = TITLES.get(status, "That did not work")
    if (b"hx-request", b"true") in scope["headers"]:
        return HTMLResponse(render("trouble.html", sentence=sentence), status_code=status)
    page = render("error.html", title=title, sentence=sentence, status=status)
    return HTMLResponse(page, status_code=status)
