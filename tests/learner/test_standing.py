"""Standing says what was practised, what is due, and no more than that."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.learner import overview, recall, replay, standing
from heldout.records import Review, Schedule

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def review(question_id: str, score: float, at: datetime = NOON) -> Review:
    """A review with that score, rated good."""
    return Review(question_id, at, 3, score, 0, 0)


def schedules_of(*reviews: Review) -> dict[str, Schedule]:
    """The schedules that reviews of several questions lead to."""
    ids = {item.question_id for item in reviews}
    return {
        question: replay([item for item in reviews if item.question_id == question])
        for question in ids
    }


def test_nothing_practised_has_no_mastery() -> None:
    """A skill never practised is unknown, which is not the same as zero."""
    found = standing("s", ["a", "b"], [], {}, NOON)
    assert (found.total, found.practised, found.due, found.mastery) == (2, 0, 0, None)
    assert found.coverage == 0


def test_a_skill_without_questions_is_no_error() -> None:
    """A pack may name a skill before it has questions for it."""
    found = standing("s", [], [], {}, NOON)
    assert (found.total, found.mastery, found.coverage) == (0, None, 0)


def test_mastery_is_the_mean_of_last_score_times_recall() -> None:
    """The last score counts, weighted with the recall of now; unpractised questions do not."""
    past = [review("a", 0.2), review("a", 1.0, NOON + timedelta(days=1)), review("b", 0.5)]
    schedules = schedules_of(*past)
    now = NOON + timedelta(days=5)
    found = standing("s", ["a", "b", "c"], past, schedules, now)
    expected = (1.0 * recall(schedules["a"], now) + 0.5 * recall(schedules["b"], now)) / 2
    assert found.mastery == pytest.approx(expected)
    assert (found.total, found.practised) == (3, 2)
    assert found.coverage == pytest.approx(2 / 3)


def test_due_counts_from_the_very_moment() -> None:
    """A question is due at its due time, and not a microsecond before."""
    schedules = schedules_of(review("a", 1.0))
    due = schedules["a"].due
    just_before = due - timedelta(microseconds=1)
    assert standing("s", ["a"], [review("a", 1.0)], schedules, due).due == 1
    assert standing("s", ["a"], [review("a", 1.0)], schedules, just_before).due == 0


def test_questions_of_other_skills_are_passed_over() -> None:
    """Reviews and schedules of everything may be given; only the skill's own count."""
    past = [review("a", 1.0), review("elsewhere", 0.0)]
    found = standing("s", ["a"], past, schedules_of(*past), NOON)
    assert (found.total, found.practised, found.mastery) == (1, 1, 1.0)


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from("abcde"), st.floats(0, 1)), min_size=1, max_size=20),
    st.timedeltas(timedelta(0), timedelta(days=900)),
)
def test_mastery_lies_in_the_unit_interval_and_falls_with_time(
    given_scores: list[tuple[str, float]], wait: timedelta
) -> None:
    """Mastery is in [0, 1], at most the mean last score, and never rises by waiting."""
    past = [
        review(q, score, NOON + timedelta(hours=i)) for i, (q, score) in enumerate(given_scores)
    ]
    now = past[-1].at
    schedules = schedules_of(*past)
    early = standing("s", "abcde", past, schedules, now).mastery
    late = standing("s", "abcde", past, schedules, now + wait).mastery
    last = dict(given_scores)
    assert early is not None
    assert late is not None
    assert 0 <= late <= early <= sum(last.values()) / len(last) + 1e-12


def test_the_overview_counts_a_question_of_two_skills_once_in_total() -> None:
    """Each skill counts its own questions; the total counts questions, not memberships."""
    past = [review("a", 1.0), review("b", 0.0)]
    found = overview(
        ["empty", "s", "t"], {"a": ["s", "t"], "b": ["s"]}, past, schedules_of(*past), NOON
    )
    assert list(found.skills) == ["empty", "s", "t"]
    assert [row.total for row in found.skills.values()] == [0, 2, 1]
    assert found.total.total == 2
    assert found.total.mastery == 0.5
    assert found.skills["t"] == standing("t", ["a"], past, schedules_of(*past), NOON)
