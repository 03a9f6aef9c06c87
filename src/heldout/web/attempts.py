"""An attempt as pages show it: its state in words, and the reply in the candidate's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from markupsafe import Markup

from heldout.records import Attempt, Finding, ReplyValue, VariantPart, Verdict
from heldout.web.drawings import judged_drawing
from heldout.web.templating import ago

__all__ = ["STATES", "AttemptView", "State", "state_of", "view_attempt"]

State: TypeAlias = Literal["right", "partly", "wrong", "unreadable", "fault", "waiting"]

STATES: dict[State, str] = {
    "right": "Right",
    "partly": "Partly right",
    "wrong": "Not right",
    "unreadable": "Could not be read",
    "fault": "Our fault",
    "waiting": "Judging",
}


@dataclass(frozen=True, slots=True)
class AttemptView:
    """What the templates for verdicts are given."""

    id: int
    state: State
    heading: str
    at: datetime
    ago: str
    findings: tuple[Finding, ...]
    mode: str | None
    chosen: tuple[str, ...] | None  # Markdown, for choice and order
    text: str  # verbatim, for the other kinds
    drawing: Markup  # what was drawn upon what is true; empty for other kinds


def state_of(verdict: Verdict | None) -> State:
    """Which of the six looks a verdict has."""
    if verdict is None:
        return "waiting"
    if verdict.outcome == "unreadable":
        return "unreadable"
    if verdict.outcome == "grader_failed":
        return "fault"
    if verdict.right:
        return "right"
    return "partly" if verdict.score >= 0.5 else "wrong"


def view_attempt(attempt: Attempt, part: VariantPart, now: datetime) -> AttemptView:
    """The attempt at that part, ready to be shown beside it."""
    verdict, value = attempt.verdict, attempt.reply.value
    texts = {option.key: option.text for option in part.options}
    state = state_of(verdict)
    return AttemptView(
        id=attempt.id,
        state=state,
        heading=_heading(state, verdict),
        at=attempt.at,
        ago=ago(attempt.at, now),
        findings=_worth_saying(verdict) if verdict else (),
        mode=verdict.mode if verdict else None,
        chosen=_chosen(value, texts),
        text=value if isinstance(value, str) else ", ".join(value),
        drawing=judged_drawing(part, attempt) if part.kind == "sketch" else Markup(),
    )


def _chosen(value: ReplyValue, texts: Mapping[str, str]) -> tuple[str, ...] | None:
    """What the keys stand for; None where a reply has none."""
    if isinstance(value, str) or not texts:
        return None
    return tuple(texts.get(key, key) for key in value)


def _heading(state: State, verdict: Verdict | None) -> str:
    if verdict and 0 < verdict.score < 1:
        # Rounded, but never to what would be wholly right or wholly wrong.
        return f"{STATES[state]} · {min(99, max(1, round(100 * verdict.score)))} %"
    return STATES[state]


def _worth_saying(verdict: Verdict) -> tuple[Finding, ...]:
    """The findings, without one that only repeats the heading."""
    return tuple(item for item in verdict.findings if item.message != "Right." or item.evidence)
