"""The web app, put together."""

from __future__ import annotations

import logging
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from heldout.errors import HeldoutError, JudgeClosed
from heldout.practice import Practice
from heldout.web import assets, pages, replies, shelf, streams
from heldout.web.door import Door, open_door
from heldout.web.mishaps import HANDLERS, refuse
from heldout.web.safety import Guard
from heldout.web.templating import block

__all__ = ["create_app"]

log = logging.getLogger(__name__)


def create_app(practice: Practice, *, host: str = "127.0.0.1") -> Starlette:
    """The app over that practice, which stays the caller's to close. `host` is the address that
    the app is reached by besides the loopback names."""
    door = open_door(practice)

    @asynccontextmanager
    async def live(app: Starlette) -> AsyncIterator[None]:
        for work in (_catch_up, _get_ready):
            threading.Thread(target=work, args=[door], name=work.__name__, daemon=True).start()
        yield
        door.warming.close()
        door.judging.close(patience=0.0)  # the server waits, and this would hold it up

    modules = (assets, pages, shelf, replies, streams)
    app = Starlette(
        routes=[route for module in modules for route in module.routes],
        # The first one sees a request first: the guard stands outside, and packs nothing.
        middleware=[
            Middleware(Guard, listening=host, refuse=refuse),
            Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5),
        ],
        exception_handlers=HANDLERS,
        lifespan=live,
    )
    app.state.door = door
    return app


def _get_ready(door: Door) -> None:
    """Have the judge prove its mode, which starts the warm parent for NumPy, and colour some code:
    else the first reply after the start would wait for both."""
    try:
        log.debug("Code is judged in mode %s.", door.practice.judge.mode)
    except JudgeClosed:
        return  # Heldout was stopped again at once
    except HeldoutError as error:
        # Whoever hands in code is told the same; all other questions can be practised.
        log.warning("Code cannot be judged: %s", error)
    block("```python\npass\n```")


def _catch_up(door: Door) -> None:
    """Judge what was received and never judged, because Heldout was ended in between."""
    try:
        for attempt in door.practice.unjudged():
            door.judging.start(attempt.id)
    except HeldoutError as error:
        log.error("What was left unjudged could not be read: %s", error)
