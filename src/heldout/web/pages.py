"""The pages that only look: nothing is stored by opening one of them."""

from __future__ import annotations

import secrets
from collections.abc import Container
from dataclasses import replace
from itertools import groupby

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse
from starlette.routing import Route

from heldout.needs import Need
from heldout.records import Question, Variant
from heldout.web.addresses import number_in, word_in
from heldout.web.assets import FOLDER
from heldout.web.door import Door, door_of, now
from heldout.web.overviews import view_home
from heldout.web.questions import view_question
from heldout.web.runs import Run, read_run
from heldout.web.safety import content_security_policy
from heldout.web.templating import render

__all__ = ["routes"]

SEE_OTHER = 303
NO_STORE = {"Cache-Control": "no-store"}  # a fresh variant each time, also from the back button


def _show_home(request: Request) -> HTMLResponse:
    """What is due, where to go on, and how each skill stands."""
    view = view_home(door_of(request).practice, now())
    is_done = word_in(request, "run", 20) == "done"
    return HTMLResponse(render("home.html", home=view, review_is_done=is_done))


def _list_questions(request: Request) -> HTMLResponse:
    """All questions that the filters let through."""
    practice, run = door_of(request).practice, read_run(request)
    everything = practice.questions()
    used = {skill for question in everything for skill in question.skills}
    schedules, moment = practice.schedules(), now()
    due = {schedule.question_id for schedule in practice.due(moment)}
    rows = [
        (question, _standing(question, schedules.keys(), due), practice.missing(question))
        for question in practice.questions(replace(run, review=False).wish)
    ]
    return HTMLResponse(
        render(
            "questions.html",
            groups=[(skill, list(group)) for skill, group in groupby(rows, _home)],
            askable=sum(missing is None for _, _, missing in rows),
            run=run,
            all_skills=[skill for key, skill in practice.library.skills.items() if key in used],
            all_kinds=sorted({part.kind for question in everything for part in question.parts}),
            skills=practice.library.skills,
        )
    )


def _home(row: tuple[Question, str, Need | None]) -> str:
    """The skill under which a question is listed; rows come in the order of these."""
    return row[0].skills[0]


def _standing(question: Question, practised: Container[str], due: Container[str]) -> str:
    return "due" if question.id in due else "practised" if question.id in practised else "new"


def _draw_variant(request: Request) -> RedirectResponse:
    """A fresh variant of that question."""
    run = read_run(request)
    variant = door_of(request).practice.variant(request.path_params["question_id"])
    return _to_variant(variant.question.id, variant.seed, run)


def _show_question(request: Request) -> HTMLResponse:
    """The question page."""
    door, run = door_of(request), read_run(request)
    variant = door.practice.variant(request.path_params["question_id"], number_in(request, "seed"))
    door.warming.expect(variant.question)
    sitting = door.practice.sitting(variant)
    view = view_question(door.practice, variant, sitting, run, now())
    nonce = secrets.token_urlsafe(16) if view.has_code else None
    page = render("question.html", q=view, nonce=nonce)
    return HTMLResponse(page, headers={"Content-Security-Policy": content_security_policy(nonce)})


def _choose_question(request: Request) -> RedirectResponse:
    """What is best asked now, within the filters; the list when they fit nothing."""
    chosen = replace(read_run(request), review=False)
    variant = _next_question(request, chosen)
    if variant is None:
        return RedirectResponse(f"/questions{chosen.query}", SEE_OTHER, headers=NO_STORE)
    return _to_variant(variant.question.id, variant.seed, chosen)


def _choose_due(request: Request) -> RedirectResponse:
    """The next question that is due; home, which says so, when none is."""
    chosen = replace(read_run(request), review=True)
    variant = _next_question(request, chosen)
    if variant is None:
        return RedirectResponse("/?run=done", SEE_OTHER, headers=NO_STORE)
    return _to_variant(variant.question.id, variant.seed, chosen)


def _next_question(request: Request, run: Run) -> Variant | None:
    after = word_in(request, "after", 200) or None
    return door_of(request).practice.next_question(run.wish, now(), after=after)


def _to_variant(question_id: str, seed: int, run: Run) -> RedirectResponse:
    return RedirectResponse(
        f"/questions/{question_id}/{seed}{run.query}", SEE_OTHER, headers=NO_STORE
    )


def _show_progress(request: Request) -> HTMLResponse:
    """Every skill, and what was attempted lately."""
    view = view_home(door_of(request).practice, now(), recent=50)
    return HTMLResponse(render("progress.html", home=view))


def _show_about(request: Request) -> HTMLResponse:
    """Version, where the data lies, how code is judged, licences, and what packs could not load."""
    return HTMLResponse(render("about.html", **_about(door_of(request))))


def _about(door: Door) -> dict[str, object]:
    library = door.practice.library
    return {
        "location": door.practice.store.location,
        "counts": door.practice.store.counts(),
        "mode": door.practice.judge.mode,
        "packs": library.packs,
        "problems": [str(problem) for problem in library.problems],
        "licences": (FOLDER / "LICENSES.txt").read_text(encoding="utf-8"),
    }


routes = [
    Route("/", _show_home),
    Route("/questions", _list_questions),
    Route("/questions/{question_id}", _draw_variant),
    Route("/questions/{question_id}/{seed}", _show_question),
    Route("/practice", _choose_question),
    Route("/review", _choose_due),
    Route("/progress", _show_progress),
    Route("/about", _show_about),
]
