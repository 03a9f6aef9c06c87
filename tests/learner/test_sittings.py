"""A sitting is worth the first graded score of each part, whatever came after and in between."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from heldout.learner import rate, review_after, review_of
from heldout.records import Attempt, Outcome, Reply, Sitting, Verdict

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
PARTS = ("a", "b")

verdicts = st.one_of(
    st.none(),
    st.builds(
        lambda outcome, score: Verdict(outcome, score if outcome == "graded" else 0.0, ()),
        st.sampled_from(["graded", "unreadable", "grader_failed"]),
        st.sampled_from([0.0, 0.5, 1.0]),
    ),
)
histories = st.lists(st.tuples(st.sampled_from(PARTS), st.integers(0, 3), verdicts), max_size=6)


def attempt(number: int, part: str, hints: int, verdict: Verdict | None) -> Attempt:
    """The attempt of that number at a part, with so many hints shown before it."""
    at = NOON + timedelta(minutes=number)
    return Attempt(number, "q", "0" * 16, 7, Reply(part, "x"), at, hints, verdict)


def graded(score: float, outcome: Outcome = "graded") -> Verdict:
    """A verdict of that score."""
    return Verdict(outcome, score, ())


def sitting(history: list[tuple[str, int, Verdict | None]], **facts: object) -> Sitting:
    """The sitting in which those attempts were made, in that order."""
    made = tuple(attempt(number, *item) for number, item in enumerate(history))
    return replace(Sitting("q", "0" * 16, 7, attempts=made), **facts)  # type: ignore[arg-type]


def first_graded(history: list[tuple[str, int, Verdict | None]], part: str) -> Verdict | None:
    """The verdict that counts, found the slow way: what stands before it must be settled."""
    own = [verdict for name, _, verdict in history if name == part]
    for place, verdict in enumerate(own):
        if verdict is not None and verdict.outcome == "graded":
            return None if None in own[:place] else verdict
    return None


@given(histories, st.sampled_from(PARTS), verdicts.filter(bool))
def test_a_review_comes_with_the_last_part_and_holds_the_first_scores(
    history: list[tuple[str, int, Verdict | None]], part: str, verdict: Verdict
) -> None:
    """Whatever the order in which verdicts come, and however often one tries."""
    sat = sitting([*history, (part, 0, None)])
    judged = replace(sat.attempts[-1], verdict=verdict)
    review = review_after(sat, PARTS, judged, NOON)
    counted = [first_graded([*history, (part, 0, verdict)], name) for name in PARTS]
    scores = [item.score for item in counted if item is not None]
    if len(scores) < len(PARTS):
        assert review is None
    else:
        assert review is not None
        assert review.score == sum(scores) / len(PARTS)
        assert review.rating == rate(scores, review.hints, False)
        assert (review.question_id, review.seed, review.at) == ("q", 7, NOON)


@given(histories, st.integers(0, 3))
def test_giving_up_counts_what_is_missing_as_nothing(
    history: list[tuple[str, int, Verdict | None]], hints: int
) -> None:
    """And every hint, since all were shown before the end."""
    review = review_of(sitting(history, hints=hints), PARTS, NOON, revealed=True)
    counted = [first_graded(history, name) for name in PARTS]
    assert review.score == sum(item.score if item else 0.0 for item in counted) / len(PARTS)
    assert (review.rating, review.hints) == (1, hints)


def test_a_sitting_is_reviewed_once() -> None:
    """What is replied afterwards makes no second review."""
    sat = sitting([("a", 0, graded(1.0)), ("b", 0, None)], reviewed=True)
    assert review_after(sat, PARTS, replace(sat.attempts[1], verdict=graded(1.0)), NOON) is None


def test_a_hint_after_the_last_reply_that_counts_costs_nothing() -> None:
    """Only those shown before it have helped."""
    history: list[tuple[str, int, Verdict | None]]
    history = [("a", 0, graded(1.0)), ("b", 1, graded(1.0)), ("b", 2, graded(1.0))]
    review = review_of(sitting(history, hints=2), PARTS, NOON, revealed=False)
    assert (review.rating, review.hints) == (2, 1)
