"""The stream of one judging: what is known so far, again and again, then the verdict.

Each message holds the whole state, so that a browser which comes back after a break needs no
history; an attempt that is judged already gets its verdict at once.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.routing import Route

from heldout.web.addresses import number_in
from heldout.web.door import Door, door_of, now
from heldout.web.judging import Watch
from heldout.web.questions import view_question
from heldout.web.runs import Run, read_run
from heldout.web.templating import render

__all__ = ["as_event", "routes"]

PAUSE = 0.1  # seconds between two sights of mere progress: a page can show no more
SILENCE = 15.0  # seconds after which a comment keeps proxies and browsers from hanging up

CHANGED = (
    "The question has changed on disk since this reply was given, so its page shows other values "
    "now. The reply and its verdict are kept."
)


def _stream_attempt(request: Request) -> StreamingResponse:
    """Progress, findings and at last the verdict; judging begins now if it had not."""
    if request.method == "HEAD":  # nobody who only asks for headings has anything judged
        raise HTTPException(405)
    door, attempt_id = door_of(request), number_in(request, "attempt_id")
    run = read_run(request)
    attempt = door.practice.store.attempt(attempt_id)
    watch = None if attempt.verdict else door.judging.start(attempt_id)
    return StreamingResponse(
        _events(door, attempt_id, watch, run),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


async def _events(door: Door, attempt_id: int, watch: Watch | None, run: Run) -> AsyncIterator[str]:
    trouble = None
    if watch is not None:
        async for sight in watch.sights(alive=SILENCE, pause=PAUSE):
            if sight is None:
                yield ": still judging\n\n"
            elif not sight.done:
                yield as_event(render("sight.html", sight=sight))
            else:
                trouble = sight.trouble
    if trouble is not None:
        yield as_event(render("trouble.html", sentence=trouble))
    else:
        yield as_event(await run_in_threadpool(_verdict, door, attempt_id, run))
    yield as_event("", name="close")


def _verdict(door: Door, attempt_id: int, run: Run) -> str:
    attempt = door.practice.store.attempt(attempt_id)
    variant = door.practice.variant(attempt.question_id, attempt.seed)
    if attempt.hash != variant.question.hash:
        return render("trouble.html", sentence=CHANGED)
    view = view_question(door.practice, variant, door.practice.sitting(variant), run, now())
    return render("changed.html", q=view, part_id=attempt.reply.part)


def as_event(text: str, *, name: str | None = None) -> str:
    """One server-sent event; a name makes it one that is not put into the page."""
    head = f"event: {name}\n" if name else ""
    return head + "".join(f"data: {line}\n" for line in text.split("\n")) + "\n"


routes = [Route("/attempts/{attempt_id}/events", _stream_attempt)]
