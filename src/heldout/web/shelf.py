"""The pages of the reference shelf: what it holds, and each file to read."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse

from heldout import shelf
from heldout.records import Question
from heldout.web.door import OpenDoor
from heldout.web.templating import render

__all__ = ["router"]

router = APIRouter()


@router.get("/shelf")
def list_references() -> HTMLResponse:
    """All files, package by package, and the systems of the syllabus that are no code."""
    by_package = {
        title: [item for item in shelf.references() if item.name.partition(".")[0] == package]
        for package, title in shelf.packages().items()
    }
    elsewhere = [place for place in shelf.places() if place.instead]
    return HTMLResponse(render("shelf.html", packages=by_package, elsewhere=elsewhere))


@router.get("/shelf/{name}", response_model=None)
def show_reference(name: str, door: OpenDoor) -> HTMLResponse | RedirectResponse:
    """One file; any of its public names leads to it."""
    reference = shelf.find(name)
    if name != reference.name:
        return RedirectResponse(f"/shelf/{reference.name}", 303)
    questions = [item for item in door.practice.questions() if _refers(item, reference)]
    return HTMLResponse(render("reference.html", reference=reference, questions=questions))


def _refers(question: Question, reference: shelf.Reference) -> bool:
    return any(shelf.find(part) is reference for part in question.references)
