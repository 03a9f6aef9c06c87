"""How a candidate stands, skill by skill: what was practised, what is due, what is likely known.

Mastery is kept simple enough to explain in a sentence: the mean, over the questions practised, of
the score in the last review times the probability that it is still recalled. So it falls by
itself while nothing is practised, and rises with each good review.

What it is not: it says nothing about questions never asked (read it beside `practised` of
`total`), it is not a probability of passing an interview, and it has no error bar. A handful of
questions is a handful of questions.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from math import fsum

from heldout.learner.memory import recall
from heldout.records import Review, Schedule

__all__ = ["Overview", "Standing", "overview", "standing"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a candidate stands in one skill, or in all of them."""

    skill: str  # empty for all skills together
    total: int  # questions that there are
    practised: int  # of them, reviewed at least once
    due: int  # of the practised, to be asked again now or earlier
    mastery: float | None  # in [0, 1]; None when nothing is practised

    @property
    def coverage(self) -> float:
        """The share of questions practised, in [0, 1]; 0 where there are none."""
        return self.practised / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Overview:
    """The standing in each skill, by its id, and over all questions, each counted once."""

    total: Standing
    skills: Mapping[str, Standing]


def standing(
    skill: str,
    questions: Collection[str],
    reviews: Iterable[Review],
    schedules: Mapping[str, Schedule],
    now: datetime,
) -> Standing:
    """The standing in one skill, given the ids of its questions.

    `reviews` are oldest first; those of other questions are passed over, and so are schedules.
    A question counts as practised when it has both a review and a schedule.
    """
    return _standing(skill, questions, _last_scores(reviews), schedules, now)


def overview(
    skills: Iterable[str],
    questions: Mapping[str, Collection[str]],
    reviews: Iterable[Review],
    schedules: Mapping[str, Schedule],
    now: datetime,
) -> Overview:
    """The standing in each of those skills, in their order; `questions` maps ids to skills.

    A question of two skills counts in both, and once in the total. `reviews` are oldest first.
    """
    scores = _last_scores(reviews)
    members: dict[str, list[str]] = {skill: [] for skill in skills}
    for question, taught in questions.items():
        for skill in taught:
            members.setdefault(skill, []).append(question)
    return Overview(
        total=_standing("", questions, scores, schedules, now),
        skills={
            skill: _standing(skill, found, scores, schedules, now)
            for skill, found in members.items()
        },
    )


def _last_scores(reviews: Iterable[Review]) -> dict[str, float]:
    return {review.question_id: review.score for review in reviews}


def _standing(
    skill: str,
    questions: Collection[str],
    scores: Mapping[str, float],
    schedules: Mapping[str, Schedule],
    now: datetime,
) -> Standing:
    practised = sorted(q for q in set(questions) if q in scores and q in schedules)
    known = [scores[q] * recall(schedules[q], now) for q in practised]
    return Standing(
        skill=skill,
        total=len(set(questions)),
        practised=len(practised),
        due=sum(schedules[q].due <= now for q in practised),
        mastery=fsum(known) / len(known) if known else None,
    )
