"""The pages that only look: nothing is stored by opening one of them."""

from __future__ import annotations

import secrets
from collections.abc import Container
from dataclasses import replace
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import HTMLResponse, RedirectResponse

from heldout.needs import Need
from heldout.records import Question
from heldout.web.assets import FOLDER
from heldout.web.door import Door, OpenDoor, now
from heldout.web.overviews import view_home
from heldout.web.questions import view_question
from heldout.web.runs import Run, RunQuery
from heldout.web.safety import content_security_policy
from heldout.web.templating import render

__all__ = ["Seed", "router"]

Seed = Annotated[int, Path(ge=0, lt=2**63)]
After = Annotated[str | None, Query(max_length=200)]

SEE_OTHER = 303
NO_STORE = {"Cache-Control": "no-store"}  # a fresh variant each time, also from the back button

router = APIRouter()


@router.get("/")
def show_home(door: OpenDoor, run: Annotated[str, Query(max_length=20)] = "") -> HTMLResponse:
    """What is due, where to go on, and how each skill stands."""
    view = view_home(door.practice, now())
    return HTMLResponse(render("home.html", home=view, review_is_done=run == "done"))


@router.get("/questions")
def list_questions(run: RunQuery, door: OpenDoor) -> HTMLResponse:
    """All questions that the filters let through."""
    practice = door.practice
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


@router.get("/questions/{question_id}")
def draw_variant(question_id: str, run: RunQuery, door: OpenDoor) -> RedirectResponse:
    """A fresh variant of that question."""
    variant = door.practice.variant(question_id)
    return _to_variant(question_id, variant.seed, run)


@router.get("/questions/{question_id}/{seed}")
def show_question(question_id: str, seed: Seed, run: RunQuery, door: OpenDoor) -> HTMLResponse:
    """The question page."""
    variant = door.practice.variant(question_id, seed)
    door.warming.expect(variant.question)
    sitting = door.practice.sitting(variant)
    view = view_question(door.practice, variant, sitting, run, now())
    nonce = secrets.token_urlsafe(16) if view.has_code else None
    page = render("question.html", q=view, nonce=nonce)
    return HTMLResponse(page, headers={"Content-Security-Policy": content_security_policy(nonce)})


@router.get("/practice")
def choose_question(run: RunQuery, door: OpenDoor, after: After = None) -> RedirectResponse:
    """What is best asked now, within the filters; the list when they fit nothing."""
    chosen = replace(run, review=False)
    variant = door.practice.next_question(chosen.wish, now(), after=after)
    if variant is None:
        return RedirectResponse(f"/questions{chosen.query}", SEE_OTHER, headers=NO_STORE)
    return _to_variant(variant.question.id, variant.seed, chosen)


@router.get("/review")
def choose_due(run: RunQuery, door: OpenDoor, after: After = None) -> RedirectResponse:
    """The next question that is due; home, which says so, when none is."""
    chosen = replace(run, review=True)
    variant = door.practice.next_question(chosen.wish, now(), after=after)
    if variant is None:
        return RedirectResponse("/?run=done", SEE_OTHER, headers=NO_STORE)
    return _to_variant(variant.question.id, variant.seed, chosen)


def _to_variant(question_id: str, seed: int, run: Run) -> RedirectResponse:
    return RedirectResponse(
        f"/questions/{question_id}/{seed}{run.query}", SEE_OTHER, headers=NO_STORE
    )


@router.get("/progress")
def show_progress(door: OpenDoor) -> HTMLResponse:
    """Every skill, and what was attempted lately."""
    return HTMLResponse(render("progress.html", home=view_home(door.practice, now(), recent=50)))


@router.get("/about")
def show_about(door: OpenDoor) -> HTMLResponse:
    """Version, where the data lies, how code is judged, licences, and what packs could not load."""
    return HTMLResponse(render("about.html", **_about(door)))


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
