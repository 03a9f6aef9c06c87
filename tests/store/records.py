"""Records for tests of the store: simple ones, and Hypothesis strategies for any."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import strategies as st

from heldout.records import Evidence, Finding, Reply, Review, Schedule, Verdict

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
KEY = ("conv/output-shape", "a1b2", 7)
RIGHT = Verdict("graded", 1.0, (Finding("right", "Right."),))
WRONG = Verdict("graded", 0.0, (Finding("wrong-value", "No."),), answer="$4$")
TYPED = Reply("main", "42")


def review(seed: int = KEY[2], question_id: str = KEY[0], *, score: float = 1.0) -> Review:
    """A review of a sitting at that question."""
    return Review(question_id, NOON, 3, score, 0, seed)


def schedule(question_id: str = KEY[0], *, reviews: int = 1) -> Schedule:
    """A schedule of that question; the store does not look inside the card."""
    return Schedule(question_id, NOON + timedelta(days=1), reviews, "{}", "test 1")


anything = st.text(st.characters(), max_size=40)  # NUL and lone surrogates included
evidence = st.builds(Evidence, anything, anything)
findings = st.builds(
    Finding, anything, anything, st.none() | anything, st.lists(evidence, max_size=3).map(tuple)
)
verdicts = st.builds(
    Verdict,
    st.sampled_from(["graded", "unreadable", "grader_failed"]),
    st.floats(0, 1, allow_subnormal=True),
    st.lists(findings, max_size=3).map(tuple),
    st.none() | anything,
    st.none() | anything,
    st.none() | st.integers(),
)
replies = st.builds(Reply, anything, anything | st.lists(anything, max_size=4).map(tuple))
seeds = st.integers(0, 2**63 - 1)
moments = st.datetimes(
    datetime(1900, 1, 1),
    datetime(2900, 1, 1),
    timezones=st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m))),
)
