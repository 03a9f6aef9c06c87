"""What a sitting was worth: attempts at the parts of one variant become one review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from heldout.learner.memory import rate
from heldout.records import Attempt, Review, Sitting

__all__ = ["is_graded", "review_after", "review_of"]


def is_graded(attempt: Attempt) -> bool:
    """Whether the attempt has a verdict that teaches something."""
    return attempt.verdict is not None and attempt.verdict.outcome == "graded"


def review_after(
    sitting: Sitting, parts: Sequence[str], judged: Attempt, now: datetime
) -> Review | None:
    """The review that this attempt completes, or None: parts are missing, or it is counted.

    `parts` are the ids of all parts of the variant; `judged` is an attempt of the sitting, which
    may hold it without its verdict.
    """
    attempts = tuple(judged if item.id == judged.id else item for item in sitting.attempts)
    sitting = replace(sitting, attempts=attempts)
    if sitting.reviewed or any(_counted(sitting, part) is None for part in parts):
        return None
    return review_of(sitting, parts, now, revealed=False)


def review_of(sitting: Sitting, parts: Sequence[str], now: datetime, *, revealed: bool) -> Review:
    """What the sitting was worth: the first graded score of each part counts, and no other.

    `revealed` when the answers were shown before the last part was answered; what is missing then
    counts as nothing.
    """
    counted = [_counted(sitting, part) for part in parts]
    scores = [_score(attempt) if attempt else 0.0 for attempt in counted]
    # A hint that came after the last reply that counts has helped with none of them.
    hints = max((attempt.hints for attempt in counted if attempt), default=0)
    hints = sitting.hints if revealed else hints
    return Review(
        question_id=sitting.question_id,
        at=now,
        rating=rate(scores, hints, revealed),
        score=sum(scores) / len(scores),
        hints=hints,
        seed=sitting.seed,
    )


def _counted(sitting: Sitting, part: str) -> Attempt | None:
    """The attempt at the part that counts: the first that was graded, in the order received.

    None while there is none, and while an earlier one waits for its verdict: whoever sends a slow
    wrong reply and then a fast right one has still given the wrong one first.
    """
    for attempt in sitting.of_part(part):
        if attempt.verdict is None:
            return None
        if is_graded(attempt):
            return attempt
    return None


def _score(attempt: Attempt) -> float:
    return attempt.verdict.score if attempt.verdict else 0.0
