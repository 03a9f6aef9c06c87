"""A question as its page shows it: what is asked, what has happened, and where each form goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from heldout.grading import line_numbers
from heldout.practice import Practice
from heldout.records import Attempt, Sitting, Variant, VariantPart
from heldout.shelf import Reference, find
from heldout.typeset import html_lines
from heldout.web.attempts import AttemptView, view_attempt
from heldout.web.drawings import blank_paper
from heldout.web.runs import Run
from heldout.web.templating import ahead

__all__ = ["AfterView", "HintsView", "PartView", "QuestionView", "view_question"]


@dataclass(frozen=True, slots=True)
class PartView:
    """One part: its form, filled with the last reply, and the attempts at it."""

    number: int
    part: VariantPart
    action: str
    how: str
    label: str
    paper: Markup  # to draw on; empty for other kinds
    lines: tuple[tuple[str, Markup, bool], ...]  # of a listing: number, colours, can be marked
    text: str
    chosen: frozenset[str]
    places: Mapping[str, int]
    starter: str
    language: str  # of the code, as the editor and the highlighter call it
    last: AttemptView | None
    earlier: tuple[AttemptView, ...]  # newest first


@dataclass(frozen=True, slots=True)
class HintsView:
    """The hints shown so far, and whether there is more to show."""

    shown: tuple[str, ...]
    total: int
    action: str
    reveal: str
    revealable: bool  # nothing is shown yet that giving up would show
    closed: bool  # the explanation stands below: no hint can help any more


@dataclass(frozen=True, slots=True)
class AfterView:
    """What is shown once the sitting is finished."""

    answers: tuple[tuple[int, str], ...]  # number of the part, Markdown
    numbered: bool
    explanation: str
    follow_ups: tuple[str, ...]
    references: tuple[Reference, ...]  # files of the shelf to read
    next_review: str | None
    revealed: bool
    folded: bool  # code that fails may still be mended, so the solution is not thrust upon anyone


@dataclass(frozen=True, slots=True)
class QuestionView:
    """What the question page is given."""

    variant: Variant
    skills: tuple[tuple[str, str], ...]  # id, title
    parts: tuple[PartView, ...]
    example: str
    hints: HintsView
    after: AfterView | None
    run: Run
    next_url: str
    another_url: str
    has_code: bool
    missing: str  # what this machine lacks, a sentence; then there are no forms


def view_question(
    practice: Practice, variant: Variant, sitting: Sitting, run: Run, now: datetime
) -> QuestionView:
    """The page of that variant, with what has happened at it."""
    question = variant.question
    missing = practice.missing(question)
    here = f"/questions/{question.id}/{variant.seed}"
    after = _view_after(practice, variant, sitting, now)
    code = [part for part in variant.parts if part.kind == "code"]
    skills = practice.library.skills
    return QuestionView(
        variant=variant,
        skills=tuple((skill, skills[skill].title) for skill in question.skills),
        parts=tuple(
            _view_part(practice, part, number, sitting, f"{here}/parts/{part.id}{run.query}", now)
            for number, part in enumerate(variant.parts, 1)
        ),
        example=practice.example(code[0]) if code and not missing else "",
        hints=HintsView(
            shown=variant.hints[: sitting.hints],
            total=len(variant.hints),
            action=f"{here}/hints{run.query}",
            reveal=f"{here}/reveal{run.query}",
            revealable=after is None,
            closed=after is not None and not after.folded,
        ),
        after=after,
        run=run,
        next_url=run.next_url(question.id),
        another_url=f"/questions/{question.id}{run.query}",
        has_code=bool(code),
        missing=missing.sentence if missing else "",
    )


def _view_part(
    practice: Practice,
    part: VariantPart,
    number: int,
    sitting: Sitting,
    action: str,
    now: datetime,
) -> PartView:
    attempts = sitting.of_part(part.id)
    views = [view_attempt(attempt, part, now) for attempt in attempts]
    value = attempts[-1].reply.value if attempts else ""
    keys = () if isinstance(value, str) else value
    starter = part.listing if part.kind == "code" else ""
    return PartView(
        number=number,
        part=part,
        action=action,
        how=practice.how_to_reply(part),
        label=_label(part),
        paper=blank_paper(part) if part.kind == "sketch" else Markup(),
        lines=_lines(part) if part.kind == "lines" else (),
        text=value if isinstance(value, str) and attempts else starter,
        chosen=frozenset(keys),
        places=_places(part, keys),
        starter=starter,
        language=_language(part),
        last=views[-1] if views else None,
        earlier=tuple(reversed(views[:-1])),
    )


def _lines(part: VariantPart) -> tuple[tuple[str, Markup, bool], ...]:
    fit = line_numbers(part.listing)
    painted = html_lines(part.listing, part.spec.language)
    return tuple((str(n), Markup(line), n in fit) for n, line in enumerate(painted, 1))


def _places(part: VariantPart, keys: tuple[str, ...]) -> dict[str, int]:
    """Where each step stands: as last replied, else as shown."""
    shown = [option.key for option in part.options]
    order = keys if sorted(keys) == sorted(shown) else shown
    return {key: place for place, key in enumerate(order, 1)}


def _language(part: VariantPart) -> str:
    return "cpp" if part.kind == "code" and part.spec.language == "cpp" else "python"


def _label(part: VariantPart) -> str:
    match part.kind:
        case "number":
            return _number_label(part)
        case "array":
            return "Shape" if part.spec.shape else "Values"
        case "expression":
            return "Formula"
        case "fill":
            return "Term"
        case "lines":
            return "Mark lines"
        case "code":
            return f"Your code for {part.spec.function}"
        case "choice":
            return "Choose all that are right" if part.spec.multiple else "Choose one"
        case "order":
            return "Steps"
        case "sketch":
            return "Your drawing"
    return "Your reply"


def _number_label(part: VariantPart) -> str:
    names: tuple[str, ...] = part.spec.labels
    if part.spec.count == 1:
        return names[0] if names else "Number"
    listed = f": {', '.join(names)}" if names else ""
    return f"{part.spec.count} numbers{listed}"


def _view_after(
    practice: Practice, variant: Variant, sitting: Sitting, now: datetime
) -> AfterView | None:
    if not practice.finished(variant, sitting):
        return None
    answers = practice.right_answers(variant)
    schedule = practice.schedules().get(variant.question.id) if sitting.reviewed else None
    code_fails = any(
        part.kind == "code" and not any(_right(attempt) for attempt in sitting.of_part(part.id))
        for part in variant.parts
    )
    return AfterView(
        answers=tuple((number, answers[p.id]) for number, p in enumerate(variant.parts, 1)),
        numbered=len(variant.parts) > 1,
        explanation=variant.explanation,
        follow_ups=variant.follow_ups,
        references=tuple(dict.fromkeys(map(find, variant.question.references))),
        next_review=ahead(schedule.due, now) if schedule else None,
        revealed=sitting.revealed,
        folded=code_fails and not sitting.revealed,
    )


def _right(attempt: Attempt) -> bool:
    return attempt.verdict is not None and attempt.verdict.right
