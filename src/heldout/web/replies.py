"""What a candidate does at a question: reply to a part, take a hint, give up.

With a script the answer is the changed pieces of the page; without one it is a redirect back to
the page, which then shows them.
"""

from __future__ import annotations

from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from heldout.errors import HeldoutError, NotFound
from heldout.records import Variant
from heldout.web.addresses import number_in
from heldout.web.door import Door, door_of, now
from heldout.web.forms import Fields, field_text, read_form, read_reply
from heldout.web.judging import Watch
from heldout.web.questions import QuestionView, view_question
from heldout.web.runs import Run, read_run
from heldout.web.templating import render

__all__ = ["routes"]

PATIENCE = 0.15  # seconds that an answer waits for a quick verdict before it opens a stream


class ChangedMeanwhile(HeldoutError):
    """The question on disk is not the one that the page shows."""


@dataclass(frozen=True, slots=True)
class _Sent:
    """What a form of a question page sent, and to where."""

    door: Door
    question_id: str
    seed: int
    run: Run
    form: Fields
    scripted: bool  # our script asks: it wants pieces, not pages

    def variant(self) -> Variant:
        """The variant that the page showed; refused when its files have changed since."""
        variant = self.door.practice.variant(self.question_id, self.seed)
        if field_text(self.form, "hash") != variant.question.hash:
            raise ChangedMeanwhile(
                "This question has changed on disk since the page was opened, so the reply might "
                "be to something else. Reload the page and reply again."
            )
        return variant


async def _read(request: Request) -> _Sent:
    return _Sent(
        door_of(request),
        request.path_params["question_id"],
        number_in(request, "seed"),
        read_run(request),
        await read_form(request),
        bool(request.headers.get("HX-Request")),
    )


async def _receive_reply(request: Request) -> Response:
    """Store the reply first; then judge it, and answer with the verdict or a stream of it."""
    sent, part_id = await _read(request), request.path_params["part_id"]
    client = request.client.host if request.client else "unknown"
    variant, watch = await run_in_threadpool(_admit, sent, client, part_id)
    # Waited for without a thread, of which there are few: slow code must not keep pages away.
    if not sent.scripted:
        await watch.over()
        return _back(variant, sent.run, f"part-{part_id}")
    if await watch.over(PATIENCE) and not watch.sight.trouble:
        return await run_in_threadpool(_changed, sent, variant, part_id)
    return HTMLResponse(
        render("waiting.html", attempt_id=watch.attempt_id, run=sent.run, sight=watch.sight)
    )


def _admit(sent: _Sent, client: str, part_id: str) -> tuple[Variant, Watch]:
    """The reply stored and on its way to a judge; Busy when too many of that client's wait."""
    variant, door = sent.variant(), sent.door
    part = variant.part(part_id)
    if part is None:
        raise NotFound(f"Question {sent.question_id!r} has no part {part_id!r}.")
    reply = read_reply(part, sent.form)
    watch = door.judging.admit(
        client, lambda: door.practice.receive_reply(variant, reply, now()).id
    )
    return variant, watch


def _changed(sent: _Sent, variant: Variant, part_id: str) -> Response:
    view = _view(sent.door, variant, sent.run)
    return HTMLResponse(render("changed.html", q=view, part_id=part_id))


async def _show_hint(request: Request) -> Response:
    """One more hint."""
    return await run_in_threadpool(_with_one_more_hint, await _read(request))


def _with_one_more_hint(sent: _Sent) -> Response:
    variant = sent.variant()
    sent.door.practice.show_hint(variant, now())
    if not sent.scripted:
        return _back(variant, sent.run, "hints")
    view = _view(sent.door, variant, sent.run)
    return HTMLResponse(render("hints.html", q=view, fresh=True))


async def _reveal(request: Request) -> Response:
    """Give up: the answers are shown."""
    return await run_in_threadpool(_with_answers, await _read(request))


def _with_answers(sent: _Sent) -> Response:
    variant = sent.variant()
    sent.door.practice.reveal(variant, now())
    if not sent.scripted:
        return _back(variant, sent.run, "after")
    return HTMLResponse(render("revealed.html", q=_view(sent.door, variant, sent.run)))


def _view(door: Door, variant: Variant, run: Run) -> QuestionView:
    return view_question(door.practice, variant, door.practice.sitting(variant), run, now())


def _back(variant: Variant, run: Run, anchor: str) -> Response:
    page = f"/questions/{variant.question.id}/{variant.seed}{run.query}#{anchor}"
    return RedirectResponse(page, status_code=303)


_PAGE = "/questions/{question_id}/{seed}"
routes = [
    Route(f"{_PAGE}/parts/{{part_id}}", _receive_reply, methods=["POST"]),
    Route(f"{_PAGE}/hints", _show_hint, methods=["POST"]),
    Route(f"{_PAGE}/reveal", _reveal, methods=["POST"]),
]
