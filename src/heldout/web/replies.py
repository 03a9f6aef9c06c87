"""What a candidate does at a question: reply to a part, take a hint, give up.

With a script the answer is the changed pieces of the page; without one it is a redirect back to
the page, which then shows them.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool

from heldout.errors import HeldoutError, NotFound
from heldout.records import Variant
from heldout.web.door import Door, OpenDoor, now
from heldout.web.forms import Fields, Form, field_text, read_reply
from heldout.web.judging import Watch
from heldout.web.questions import QuestionView, view_question
from heldout.web.runs import Run, RunQuery
from heldout.web.templating import render

__all__ = ["Scripted", "router"]

PATIENCE = 0.15  # seconds that an answer waits for a quick verdict before it opens a stream

router = APIRouter(prefix="/questions/{question_id}/{seed}")

Scripted = Annotated[str, Header(alias="HX-Request")]
"""`true` when our script asks: it wants pieces, not pages."""


class ChangedMeanwhile(HeldoutError):
    """The question on disk is not the one that the page shows."""


@router.post("/parts/{part_id}")
async def receive_reply(
    request: Request,
    question_id: str,
    seed: int,
    part_id: str,
    form: Form,
    run: RunQuery,
    door: OpenDoor,
    hx_request: Scripted = "",
) -> Response:
    """Store the reply first; then judge it, and answer with the verdict or a stream of it."""
    client = request.client.host if request.client else "unknown"
    variant, watch = await run_in_threadpool(_admit, door, client, question_id, seed, part_id, form)
    # Waited for without a thread, of which there are few: slow code must not keep pages away.
    if not hx_request:
        await watch.over()
        return _back(variant, run, f"part-{part_id}")
    if await watch.over(PATIENCE) and not watch.sight.trouble:
        return await run_in_threadpool(_changed, door, variant, run, part_id)
    return HTMLResponse(
        render("waiting.html", attempt_id=watch.attempt_id, run=run, sight=watch.sight)
    )


def _admit(
    door: Door, client: str, question_id: str, seed: int, part_id: str, form: Fields
) -> tuple[Variant, Watch]:
    """The reply stored and on its way to a judge; Busy when too many of that client's wait."""
    variant = _variant_of(door, question_id, seed, form)
    part = variant.part(part_id)
    if part is None:
        raise NotFound(f"Question {question_id!r} has no part {part_id!r}.")
    reply = read_reply(part, form)
    watch = door.judging.admit(
        client, lambda: door.practice.receive_reply(variant, reply, now()).id
    )
    return variant, watch


def _changed(door: Door, variant: Variant, run: Run, part_id: str) -> Response:
    return HTMLResponse(render("changed.html", q=_view(door, variant, run), part_id=part_id))


@router.post("/hints")
def show_hint(
    question_id: str,
    seed: int,
    form: Form,
    run: RunQuery,
    door: OpenDoor,
    hx_request: Scripted = "",
) -> Response:
    """One more hint."""
    variant = _variant_of(door, question_id, seed, form)
    door.practice.show_hint(variant, now())
    if not hx_request:
        return _back(variant, run, "hints")
    return HTMLResponse(render("hints.html", q=_view(door, variant, run), fresh=True))


@router.post("/reveal")
def reveal(
    question_id: str,
    seed: int,
    form: Form,
    run: RunQuery,
    door: OpenDoor,
    hx_request: Scripted = "",
) -> Response:
    """Give up: the answers are shown."""
    variant = _variant_of(door, question_id, seed, form)
    door.practice.reveal(variant, now())
    if not hx_request:
        return _back(variant, run, "after")
    return HTMLResponse(render("revealed.html", q=_view(door, variant, run)))


def _variant_of(door: Door, question_id: str, seed: int, form: Fields) -> Variant:
    """The variant that the page showed; refused when its files have changed since."""
    variant = door.practice.variant(question_id, seed)
    if field_text(form, "hash") != variant.question.hash:
        raise ChangedMeanwhile(
            "This question has changed on disk since the page was opened, so the reply might be "
            "to something else. Reload the page and reply again."
        )
    return variant


def _view(door: Door, variant: Variant, run: Run) -> QuestionView:
    return view_question(door.practice, variant, door.practice.sitting(variant), run, now())


def _back(variant: Variant, run: Run, anchor: str) -> Response:
    page = f"/questions/{variant.question.id}/{variant.seed}{run.query}#{anchor}"
    return RedirectResponse(page, status_code=303)
