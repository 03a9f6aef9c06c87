"""Reviews to schedules: when a question is due again, and how likely it is recalled until then.

The model is FSRS-6 as the package `fsrs` implements it, with its published default parameters, a
desired retention of 0.9. There is one learning step, of 10 minutes, so that what was answered right
the first time goes straight to days instead of coming back at once; what was not comes back the
same day. Fuzzing, which spreads due days at random, is off: a schedule must be the same each time
it is rebuilt from its reviews.

The forgetting curve, with stability S in days (the interval after which recall is 0.9) and t days
since the last review:

    R(t) = (1 + F t / S) ** D        D = -w[20],  F = 0.9 ** (1 / D) - 1

A `Schedule` is only ever derived. One that another version of the scheduler wrote is never read
here: ask `is_current`, and `replay` the reviews when it says no.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import reduce
from importlib.metadata import version

import fsrs

from heldout.moments import as_utc
from heldout.records import Rating, Review, Schedule

__all__ = ["SCHEDULER", "after_review", "is_current", "lateness", "rate", "recall", "replay"]

SCHEDULER = f"fsrs-{'.'.join(version('fsrs').split('.')[:2])} 10min"
"""The scheduler in use and its steps. Patch releases share a name: they compute the same."""

_STEP = (timedelta(minutes=10),)
_FSRS = fsrs.Scheduler(learning_steps=_STEP, relearning_steps=_STEP, enable_fuzzing=False)
_DECAY = -_FSRS.parameters[20]
_FACTOR = 0.9 ** (1 / _DECAY) - 1
_DAY = timedelta(days=1)

# A card without an id of its own makes one from the clock, and sleeps a millisecond to do so.
_CARD_ID = 0


def rate(scores: Sequence[float], hints: int, revealed: bool) -> Rating:
    """The rating that a finished sitting earns: 1 again, 2 hard or 3 good.

    `scores` holds the first graded score of each part, `hints` how many were shown before the end.
    A revealed answer or a mean below one half is 1; anything lost, or any hint, is 2; all right
    without a hint is 3. Easy (4) is a feeling that nobody can read off a reply: never given.
    """
    if hints < 0:
        raise ValueError(f"hints must be 0 or more; got {hints}")
    for score in scores:
        if not 0 <= score <= 1:
            raise ValueError(f"a score must lie in [0, 1]; got {score}")
    if revealed:
        return 1
    if not scores:
        raise ValueError("a sitting with nothing graded and nothing revealed cannot be rated")
    if math.fsum(scores) / len(scores) < 0.5:
        return 1
    if hints or min(scores) < 1:
        return 2
    return 3


def after_review(schedule: Schedule | None, review: Review) -> Schedule:
    """The schedule after one more review; `schedule` is None when it is the first.

    ValueError when the schedule is of another question, or is not current: replay it instead.
    """
    at = as_utc(review.at, "Review.at")
    if schedule is None:
        card = fsrs.Card(card_id=_CARD_ID, due=at)
    elif schedule.question_id != review.question_id:
        raise ValueError(
            f"a schedule takes reviews of its own question {schedule.question_id!r}; "
            f"got one of {review.question_id!r}"
        )
    else:
        card = _card(schedule)
    card, _ = _FSRS.review_card(card, fsrs.Rating(review.rating), at)
    return Schedule(
        question_id=review.question_id,
        due=card.due,
        reviews=1 + (schedule.reviews if schedule else 0),
        card=card.to_json(),
        scheduler=SCHEDULER,
    )


def replay(reviews: Sequence[Review]) -> Schedule:
    """The schedule that all reviews of one question lead to, in the order in which they happened.

    It equals `after_review` folded over them. ValueError when there are none.
    """
    if not reviews:
        raise ValueError("a schedule is made from at least one review; got none")
    return reduce(after_review, reviews[1:], after_review(None, reviews[0]))


def is_current(schedule: Schedule) -> bool:
    """Whether this version can go on from that schedule; if not, `replay` its reviews."""
    try:
        card = _card(schedule)
    except ValueError:
        return False
    return card.due == schedule.due


def recall(schedule: Schedule, now: datetime) -> float:
    """The modelled probability, in [0, 1], that the question would be answered now.

    Equal to FSRS at whole days since the last review; between them the same curve is followed,
    where `fsrs` cuts to whole days and so holds recall at 1 for a full day after a failure.
    """
    card = _card(schedule)
    elapsed = max(0.0, (as_utc(now, "now") - _reviewed(card)) / _DAY)  # a clock may be set back
    return float((1 + _FACTOR * elapsed / _stability(card)) ** _DECAY)


def lateness(schedule: Schedule, now: datetime) -> float:
    """The share of its interval that has passed: 0 just reviewed, 1 due now, 2 overdue by as much.

    Relative, because a day late matters after an interval of one day and not after one of a year.
    """
    card = _card(schedule)
    last = _reviewed(card)
    return (as_utc(now, "now") - last) / (card.due - last)


def _card(schedule: Schedule) -> fsrs.Card:
    if schedule.scheduler != SCHEDULER:
        raise ValueError(
            f"the schedule of {schedule.question_id!r} must be written by {SCHEDULER!r}; it is by "
            f"{schedule.scheduler!r}: rebuild it from its reviews with replay()"
        )
    try:
        card = fsrs.Card.from_json(schedule.card)
        _reviewed(card), _stability(card)
    except (ValueError, TypeError, KeyError) as error:
        raise ValueError(
            f"the schedule of {schedule.question_id!r} must hold a reviewed card as JSON; this one "
            "cannot be read: rebuild it from its reviews with replay()"
        ) from error
    return card


def _reviewed(card: fsrs.Card) -> datetime:
    if card.last_review is None:
        raise ValueError("the card was never reviewed")
    return as_utc(card.last_review, "last_review")


def _stability(card: fsrs.Card) -> float:
    if card.stability is None:
        raise ValueError("the card has no stability")
    return card.stability
