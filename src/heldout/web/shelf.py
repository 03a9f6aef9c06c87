"""The pages of the reference shelf: what it holds, and each file to read."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse
from starlette.routing import Route

from heldout import shelf
from heldout.records import Question
from heldout.web.door import door_of
from heldout.web.templating import render

__all__ = ["routes"]


def _list_references(request: Request) -> HTMLResponse:
    """All files, package by package, and the systems of the syllabus that are no code."""
    by_package = {
        title: [item for item in shelf.references() if item.name.partition(".")[0] == package]
        for package, title in shelf.packages().items()
    }
    elsewhere = [place for place in shelf.places() if place.instead]
    return HTMLResponse(render("shelf.html", packages=by_package, elsewhere=elsewhere))


def _show_reference(request: Request) -> HTMLResponse | RedirectResponse:
    """One file; any of its public names leads to it."""
    name = request.path_params["name"]
    reference = shelf.find(name)
    if name != reference.name:
        return RedirectResponse(f"/shelf/{reference.name}", 303)
    questions = [item for item in door_of(request).practice.questions() if _refers(item, reference)]
    return HTMLResponse(render("reference.html", reference=reference, questions=questions))


def _refers(question: Question, reference: shelf.Reference) -> bool:
    return any(shelf.find(part) is reference for part in question.references)


routes = [
    Route("/shelf", _list_references),
    Route("/shelf/{name}", _show_reference),
]
