"""Sketches on a page: the paper to draw on, and what was drawn upon what is true."""

from __future__ import annotations

from markupsafe import Markup

from heldout.grading import drawn_points
from heldout.records import Attempt, VariantPart
from heldout.typeset.plot import Line, Paper, plot

__all__ = ["blank_paper", "judged_drawing"]


def blank_paper(part: VariantPart) -> Markup:
    """The axes, and a place for a script to draw into."""
    return Markup(plot(_paper(part), title="Paper to draw on", name=f"hand-{part.id}"))


def judged_drawing(part: VariantPart, attempt: Attempt) -> Markup:
    """The reply upon the truth once it is graded, which is not before the candidate may see it;
    empty while it is not."""
    if attempt.verdict is None or attempt.verdict.outcome != "graded":
        return Markup()
    pens = {name: f"pen-{place}" for place, name in enumerate(part.spec.curves)}
    reply = attempt.reply.value if isinstance(attempt.reply.value, str) else ""
    lines = [
        *(Line(line, f"{pens[name]} true") for name, line in part.truth["curves"].items()),
        *(Line(line, pens[name], name) for name, line in drawn_points(part, reply).items()),
    ]
    return Markup(plot(_paper(part), lines, title="Your drawing upon the right one"))


def _paper(part: VariantPart) -> Paper:
    spec = part.spec
    return Paper(spec.axes.x, spec.axes.y, spec.x_label, spec.y_label)
