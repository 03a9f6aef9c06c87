"""Schedules agree with FSRS, are rebuilt exactly from reviews, and never guessed."""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, datetime, timedelta, timezone
from functools import reduce
from itertools import pairwise

import fsrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.learner import (
    SCHEDULER,
    after_review,
    is_current,
    lateness,
    rate,
    recall,
    replay,
)
from heldout.records import Review, Schedule

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)

scores = st.floats(0, 1, allow_nan=False)
ratings = st.sampled_from([1, 2, 3, 4])
waits = st.one_of(
    st.timedeltas(timedelta(seconds=1), timedelta(hours=12)),
    st.timedeltas(timedelta(hours=12), timedelta(days=400)),
)


def review(at: datetime = NOON, rating: int = 3, question_id: str = "q") -> Review:
    """A review of that rating; score and seed do not matter to memory."""
    return Review(question_id, at, rating, 1.0, 0, 0)  # type: ignore[arg-type]


@st.composite
def histories(draw: st.DrawFn) -> list[Review]:
    """Reviews of one question, oldest first, some minutes and some months apart."""
    steps = draw(st.lists(st.tuples(ratings, waits), min_size=1, max_size=12))
    at, found = NOON, []
    for rating, wait in steps:
        found.append(review(at, rating))
        at += wait
    return found


def fsrs_cards(history: list[Review]) -> list[fsrs.Card]:
    """The card after each review, by calling the package directly."""
    step = [timedelta(minutes=10)]
    scheduler = fsrs.Scheduler(learning_steps=step, relearning_steps=step, enable_fuzzing=False)
    card, cards = fsrs.Card(card_id=1, due=NOON), []
    for item in history:
        card, _ = scheduler.review_card(card, fsrs.Rating(item.rating), item.at)
        cards.append(card)
    return cards


@settings(deadline=None)
@given(histories())
def test_intervals_equal_those_of_fsrs(history: list[Review]) -> None:
    """Each review is due when the package says, whatever the history."""
    schedule = None
    for item, card in zip(history, fsrs_cards(history), strict=True):
        schedule = after_review(schedule, item)
        assert schedule.due == card.due
        assert json.loads(schedule.card)["stability"] == card.stability


def test_known_history_has_known_intervals() -> None:
    """Good at each due time: days from the start, as FSRS-6 with default parameters gives."""
    schedule, intervals, at = None, [], NOON
    for _ in range(5):
        schedule = after_review(schedule, review(at))
        intervals.append(schedule.due - at)
        at = schedule.due
    assert [interval.days for interval in intervals] == [2, 11, 46, 163, 497]


def test_what_was_wrong_comes_back_the_same_day() -> None:
    """A first reply that is wrong is asked again after ten minutes, and then goes to days."""
    schedule = after_review(None, review(NOON, 1))
    assert schedule.due == NOON + timedelta(minutes=10)
    assert after_review(schedule, review(schedule.due)).due > schedule.due + timedelta(hours=12)


@settings(deadline=None)
@given(histories())
def test_replay_equals_the_fold(history: list[Review]) -> None:
    """A schedule rebuilt from its reviews is the one that grew with them, to the last digit."""
    assert replay(history) == reduce(after_review, history[1:], after_review(None, history[0]))


@settings(deadline=None)
@given(histories())
def test_a_schedule_counts_its_reviews_and_names_its_scheduler(history: list[Review]) -> None:
    """A schedule says how it came about, and can be gone on from."""
    schedule = replay(history)
    assert schedule.reviews == len(history)
    assert schedule.scheduler == SCHEDULER
    assert schedule.due > history[-1].at
    assert schedule.due.tzinfo is UTC
    assert is_current(schedule)


@settings(deadline=None)
@given(histories(), waits)
def test_a_better_rating_is_never_due_sooner(history: list[Review], wait: timedelta) -> None:
    """Of two candidates with one past, the one who did better waits at least as long."""
    before = replay(history)
    at = history[-1].at + wait
    dues = [after_review(before, review(at, rating)).due for rating in (1, 2, 3, 4)]
    assert dues == sorted(dues)


@settings(deadline=None)
@given(histories(), st.integers(0, 5000))
def test_recall_equals_fsrs_at_whole_days(history: list[Review], days: int) -> None:
    """The forgetting curve is that of the package, with its own parameters."""
    now = history[-1].at + timedelta(days=days)
    expected = fsrs.Scheduler().get_card_retrievability(fsrs_cards(history)[-1], now)
    assert recall(replay(history), now) == pytest.approx(expected, abs=1e-12)


@settings(deadline=None)
@given(histories(), st.lists(waits, min_size=2, max_size=6))
def test_recall_is_a_probability_that_falls(history: list[Review], later: list[timedelta]) -> None:
    """Recall lies in (0, 1], is 1 at the review, and falls between whole days too."""
    schedule, last = replay(history), history[-1].at
    assert recall(schedule, last) == 1.0
    values = [recall(schedule, last + wait) for wait in sorted(set(later))]
    assert all(0 < value <= 1 for value in values)
    assert all(first >= second for first, second in pairwise(values))
    assert recall(schedule, last + timedelta(hours=12)) < 1


def test_recall_at_a_review_due_in_days_is_the_desired_retention() -> None:
    """A question is due when its recall has fallen to 0.9, up to rounding to whole days."""
    schedule = replay([review(NOON), review(NOON + timedelta(minutes=10))])
    for _ in range(4):
        schedule = after_review(schedule, review(schedule.due))
    assert recall(schedule, schedule.due) == pytest.approx(0.9, abs=0.001)


def test_a_clock_set_back_does_not_raise_recall_above_one() -> None:
    """A moment before the last review counts as that review."""
    assert recall(replay([review()]), NOON - timedelta(days=3)) == 1.0


def test_lateness_is_one_when_due_and_two_when_as_late_again() -> None:
    """Lateness is the share of the interval that has passed."""
    schedule = replay([review()])
    interval = schedule.due - NOON
    assert lateness(schedule, NOON) == 0
    assert lateness(schedule, schedule.due) == 1
    assert lateness(schedule, schedule.due + interval) == 2


@pytest.mark.parametrize(
    ("scores", "hints", "revealed", "expected"),
    [
        ([1.0], 0, False, 3),
        ([1.0, 1.0, 1.0], 0, False, 3),
        ([1.0], 1, False, 2),
        ([0.999], 0, False, 2),
        ([0.5], 0, False, 2),
        ([1.0, 0.0], 0, False, 2),
        ([0.499], 0, False, 1),
        ([1.0, 0.0, 0.0], 0, False, 1),
        ([0.0], 2, False, 1),
        ([1.0], 0, True, 1),
        ([], 0, True, 1),
    ],
)
def test_ratings(scores: list[float], hints: int, revealed: bool, expected: int) -> None:
    """Each rule of the rating, at its edge."""
    assert rate(scores, hints, revealed) == expected


@settings(deadline=None)
@given(
    st.lists(st.tuples(scores, scores), min_size=1, max_size=6), st.integers(0, 3), st.booleans()
)
def test_ratings_are_monotone(pairs: list[tuple[float, float]], hints: int, revealed: bool) -> None:
    """Scoring no less, with no more help, is never rated lower; and nothing is rated easy."""
    worse, better = [min(pair) for pair in pairs], [max(pair) for pair in pairs]
    low, high = rate(worse, hints, revealed), rate(better, hints, revealed)
    assert 1 <= low <= high <= 3
    assert high <= rate(better, 0, revealed) <= rate(better, 0, False)


@pytest.mark.parametrize(
    ("scores", "hints"), [([], 0), ([1.1], 0), ([-0.1], 0), ([float("nan")], 0), ([1.0], -1)]
)
def test_what_cannot_be_rated_is_refused(scores: list[float], hints: int) -> None:
    """Nothing graded, a score outside [0, 1] and a negative count are mistakes of the caller."""
    with pytest.raises(ValueError, match=r"cannot be rated|\[0, 1\]|0 or more"):
        rate(scores, hints, False)


def test_naive_times_are_refused() -> None:
    """A time without a zone could be any of a day's moments."""
    schedule, naive = replay([review()]), datetime(2026, 3, 1, 12)
    for attempt in (
        lambda: after_review(None, review(naive)),
        lambda: recall(schedule, naive),
        lambda: lateness(schedule, naive),
    ):
        with pytest.raises(ValueError, match="time zone"):
            attempt()


def test_other_zones_mean_the_same_moment() -> None:
    """The zone of a time does not matter, only the moment."""
    east = timezone(timedelta(hours=5, minutes=30))
    assert after_review(None, review(NOON.astimezone(east))) == after_review(None, review(NOON))


def test_a_review_of_another_question_is_refused() -> None:
    """Reviews of two questions are never mixed in one schedule."""
    with pytest.raises(ValueError, match="own question 'q'"):
        after_review(replay([review()]), review(question_id="other"))


def test_no_reviews_make_no_schedule() -> None:
    """Replaying nothing is a mistake, not an empty schedule."""
    with pytest.raises(ValueError, match="at least one review"):
        replay([])


@pytest.mark.parametrize(
    "change",
    [
        {"scheduler": "fsrs-5.0 default"},
        {"scheduler": "fsrs-6.3 fitted"},
        {"card": "not JSON"},
        {"card": "{}"},
        {"card": "[]"},
        {"card": fsrs.Card(card_id=0, due=NOON).to_json()},
    ],
)
def test_a_state_of_another_scheduler_is_never_read(change: dict[str, str]) -> None:
    """What another version wrote, or a damaged state, is refused with the way to rebuild it."""
    stale: Schedule = dataclasses.replace(replay([review()]), **change)  # type: ignore[arg-type]
    assert not is_current(stale)
    for attempt in (
        lambda: after_review(stale, review(NOON + timedelta(days=1))),
        lambda: recall(stale, NOON),
        lambda: lateness(stale, NOON),
    ):
        with pytest.raises(ValueError, match=r"replay\(\)"):
            attempt()


def test_a_state_that_contradicts_its_schedule_is_not_current() -> None:
    """A due date that is not the card's own was written by something else."""
    schedule = replay([review()])
    assert not is_current(dataclasses.replace(schedule, due=NOON + timedelta(days=9)))


def test_scheduling_waits_for_no_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the clock nor a sleep is used, though the package does both when left to itself."""

    def refuse(*_: object) -> None:
        raise AssertionError("the clock was asked")

    class Frozen(datetime):
        now = refuse  # type: ignore[assignment]

    monkeypatch.setattr("fsrs.card.time.sleep", refuse)
    monkeypatch.setattr("fsrs.card.datetime", Frozen)
    monkeypatch.setattr("fsrs.scheduler.datetime", Frozen)
    assert replay([review(), review(NOON + timedelta(days=2))]).reviews == 2
