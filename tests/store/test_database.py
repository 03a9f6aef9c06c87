"""What is kept is what was given; what is done twice counts once."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from heldout.errors import NotFound
from heldout.records import Reply, Schedule, Sitting, Verdict
from heldout.store import Counts, Store

from .records import (
    KEY,
    NOON,
    RIGHT,
    TYPED,
    WRONG,
    moments,
    replies,
    review,
    schedule,
    seeds,
    verdicts,
)

any_store = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def test_a_variant_never_seen_has_an_empty_sitting(store: Store) -> None:
    """Asking for a sitting gives an empty one and stores nothing."""
    assert store.sitting(*KEY) == Sitting(*KEY)
    assert store.counts() == Counts(0, 0, 0, 0, 0)


def test_a_reply_is_kept_before_it_is_judged(store: Store) -> None:
    """A received reply has no verdict, and is listed as waiting for one."""
    attempt = store.add_attempt(*KEY, TYPED, NOON)
    assert (attempt.question_id, attempt.hash, attempt.seed) == KEY
    assert (attempt.reply, attempt.at, attempt.hints, attempt.verdict) == (TYPED, NOON, 0, None)
    assert store.attempt(attempt.id) == attempt
    assert store.unjudged() == (attempt,)
    assert store.counts() == Counts(1, 1, 1, 0, 0)


@any_store
@given(reply=replies, verdict=verdicts, seed=seeds, at=moments)
def test_attempts_round_trip(
    store: Store, reply: Reply, verdict: Verdict, seed: int, at: datetime
) -> None:
    """Any reply, verdict, seed and time come back from the file as they went in."""
    attempt = store.add_attempt("q", "h", seed, reply, at)
    judged = store.set_verdict(attempt.id, verdict)
    assert store.attempt(attempt.id) == judged
    assert (judged.reply, judged.verdict, judged.seed, judged.at) == (reply, verdict, seed, at)
    assert judged.at.tzinfo is UTC
    assert judged in store.sitting("q", "h", seed).attempts


@any_store
@given(due=moments)
def test_schedules_round_trip(store: Store, due: datetime) -> None:
    """A schedule comes back equal and in UTC, and the later one takes its place."""
    given_schedule = Schedule("q", due, 3, '{"a": "\\u00e9 é"}', "fsrs-6.3 default")
    store.put_schedule(schedule("q"))
    store.put_schedule(given_schedule)
    assert store.schedules() == {"q": given_schedule}
    assert store.schedules()["q"].due.tzinfo is UTC


def test_a_verdict_review_and_schedule_are_kept_together(store: Store) -> None:
    """The verdict that completes a sitting brings its review and the next due time."""
    attempt = store.add_attempt(*KEY, TYPED, NOON)
    judged = store.set_verdict(attempt.id, RIGHT, review=review(), schedule=schedule())
    assert judged == dataclasses.replace(attempt, verdict=RIGHT)
    assert store.unjudged() == ()
    assert store.reviews() == (review(),)
    assert store.schedules() == {KEY[0]: schedule()}
    assert store.sitting(*KEY) == Sitting(*KEY, reviewed=True, attempts=(judged,))
    assert store.counts() == Counts(1, 1, 0, 1, 1)


def test_a_second_verdict_changes_nothing(store: Store) -> None:
    """A job delivered twice is answered with what is stored, review and schedule included."""
    attempt = store.add_attempt(*KEY, TYPED, NOON)
    first = store.set_verdict(attempt.id, WRONG)
    again = store.set_verdict(attempt.id, RIGHT, review=review(), schedule=schedule())
    assert again == first
    assert store.attempt(attempt.id).verdict == WRONG
    assert store.reviews() == ()
    assert store.schedules() == {}


def test_a_sitting_is_reviewed_once(store: Store) -> None:
    """A later attempt or a reveal of the same variant leaves review and schedule alone."""
    first, second = (store.add_attempt(*KEY, TYPED, NOON) for _ in range(2))
    store.set_verdict(first.id, RIGHT, review=review(), schedule=schedule())
    later = {"review": review(score=0.25), "schedule": schedule(reviews=2)}
    judged = store.set_verdict(second.id, WRONG, **later)
    store.reveal(*KEY, NOON, **later)
    assert judged.verdict == WRONG
    assert store.reviews() == (review(),)
    assert store.schedules() == {KEY[0]: schedule()}


def test_revealing_is_kept_with_its_review(store: Store) -> None:
    """Giving up counts as a review, once, and without any attempt."""
    for _ in range(2):
        store.reveal(*KEY, NOON, review=review(score=0.0), schedule=schedule())
    assert store.sitting(*KEY) == Sitting(*KEY, revealed=True, reviewed=True)
    assert store.reviews() == (review(score=0.0),)


def test_revealing_after_the_review_needs_none(store: Store) -> None:
    """Looking at the answer of a finished sitting adds nothing to memory."""
    attempt = store.add_attempt(*KEY, TYPED, NOON)
    store.set_verdict(attempt.id, RIGHT, review=review(), schedule=schedule())
    store.reveal(*KEY, NOON, review=None, schedule=None)
    sitting = store.sitting(*KEY)
    assert sitting.revealed
    assert sitting.reviewed
    assert len(store.reviews()) == 1


def test_hints_only_grow_and_attempts_remember_how_many(store: Store) -> None:
    """An attempt says how many hints were shown before it, and no hint is taken back."""
    store.show_hint(*KEY, 2, NOON)
    before = store.add_attempt(*KEY, TYPED, NOON)
    store.show_hint(*KEY, 1, NOON)
    assert store.sitting(*KEY).hints == 2
    store.show_hint(*KEY, 3, NOON)
    after = store.add_attempt(*KEY, TYPED, NOON)
    assert (before.hints, after.hints) == (2, 3)
    assert store.attempt(before.id).hints == 2


@pytest.mark.parametrize(
    "other", [("other", KEY[1], KEY[2]), (KEY[0], "other", KEY[2]), (KEY[0], KEY[1], 8)]
)
def test_sittings_are_told_apart(store: Store, other: tuple[str, str, int]) -> None:
    """Question, content and seed name a sitting; what happens at one is not seen at another."""
    store.show_hint(*KEY, 1, NOON)
    store.add_attempt(*KEY, TYPED, NOON)
    store.reveal(*KEY, NOON, review=review(), schedule=schedule())
    assert store.sitting(*other) == Sitting(*other)
    assert store.counts().sittings == 1


def test_attempts_come_newest_first_and_no_more_than_asked(store: Store) -> None:
    """The latest attempts, of one question if it is named."""
    ids = [
        store.add_attempt(question, "h", 1, Reply("p", str(i)), NOON - timedelta(days=i)).id
        for i, question in enumerate(["a", "b", "a", "b"])
    ]
    assert [item.id for item in store.attempts()] == ids[::-1]
    assert [item.id for item in store.attempts(limit=2)] == [ids[3], ids[2]]
    assert [item.id for item in store.attempts(question_id="a")] == [ids[2], ids[0]]
    assert store.attempts(question_id="none") == ()
    assert store.attempts(limit=0) == ()


def test_reviews_come_in_the_order_in_which_they_were_kept(store: Store) -> None:
    """The order of keeping is that in which schedules grew, even if the clock was set back."""
    given_reviews = [
        dataclasses.replace(review(seed, question), at=NOON - timedelta(days=seed))
        for seed, question in enumerate(["a", "b", "a"])
    ]
    for item in given_reviews:
        store.reveal(item.question_id, "h", item.seed, NOON, review=item, schedule=None)
    assert list(store.reviews()) == given_reviews
    assert list(store.reviews("a")) == [given_reviews[0], given_reviews[2]]


def test_an_unknown_attempt_is_not_found(store: Store) -> None:
    """A number that was never given is answered as such, and judged by nobody."""
    with pytest.raises(NotFound, match="no attempt 12"):
        store.attempt(12)
    with pytest.raises(NotFound, match="no attempt 12"):
        store.set_verdict(12, RIGHT)


def test_what_was_kept_is_there_when_opened_again(tmp_path: Path) -> None:
    """The file is the store: closing and opening changes nothing."""
    with Store.open(data_dir=tmp_path) as store:
        attempt = store.add_attempt(*KEY, TYPED, NOON)
        judged = store.set_verdict(attempt.id, RIGHT, review=review(), schedule=schedule())
        sitting, counts, location = store.sitting(*KEY), store.counts(), store.location
    with Store.open(url=f"sqlite:///{location}") as again:
        assert again.location == location == str(tmp_path / "heldout.sqlite3")
        assert again.attempts() == (judged,)
        assert (again.sitting(*KEY), again.counts()) == (sitting, counts)


@pytest.mark.parametrize(
    ("call", "complaint"),
    [
        (lambda s: s.sitting("q", "h", -1), "seed"),
        (lambda s: s.sitting("q", "h", 2**63), "seed"),
        (lambda s: s.add_attempt("q", "h", 2**63, TYPED, NOON), "seed"),
        (lambda s: s.show_hint(*KEY, -1, NOON), "hints"),
        (lambda s: s.attempts(limit=-1), "limit"),
        (lambda s: s.add_attempt(*KEY, TYPED, datetime(2026, 1, 1)), "naive"),
        (lambda s: s.show_hint(*KEY, 1, datetime(2026, 1, 1)), "naive"),
        (lambda s: s.reveal(*KEY, datetime(2026, 1, 1), review=None, schedule=None), "naive"),
        (
            lambda s: s.put_schedule(
                dataclasses.replace(schedule(), due=datetime(2026, 1, 1)),
            ),
            "naive",
        ),
        (lambda s: s.reveal(*KEY, NOON, review=None, schedule=schedule()), "without one"),
        (lambda s: s.reveal(*KEY, NOON, review=review(8), schedule=None), "seed 7"),
        (
            lambda s: s.reveal(*KEY, NOON, review=review(), schedule=schedule("other")),
            "schedule must be of",
        ),
        (
            lambda s: s.reveal(
                *KEY,
                NOON,
                review=dataclasses.replace(review(), at=datetime(2026, 1, 1)),
                schedule=None,
            ),
            "naive",
        ),
        (lambda s: s.reveal(*KEY, NOON, review=review(score=1.5), schedule=None), r"\[0, 1\]"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_leaves_no_trace(
    store: Store, call: Callable[[Store], object], complaint: str
) -> None:
    """A mistake of the caller is a ValueError that says what must hold; nothing is written."""
    with pytest.raises(ValueError, match=complaint):
        call(store)
    assert store.counts() == Counts(0, 0, 0, 0, 0)


def test_a_review_of_another_sitting_is_refused_with_its_verdict(store: Store) -> None:
    """Verdict and review are one transaction: when one is refused, neither is kept."""
    attempt = store.add_attempt(*KEY, TYPED, NOON)
    with pytest.raises(ValueError, match="review must be of"):
        store.set_verdict(attempt.id, RIGHT, review=review(question_id="other"))
    assert store.attempt(attempt.id).verdict is None


def test_of_many_threads_that_judge_one_attempt_one_wins(store: Store) -> None:
    """All are answered with the one verdict that was stored, and the review counts once."""
    attempt = store.add_attempt(*KEY, TYPED, NOON)
    together = threading.Barrier(8)

    def judge(number: int) -> Verdict | None:
        together.wait()
        verdict = Verdict("graded", number / 8, ())
        return store.set_verdict(
            attempt.id, verdict, review=review(score=number / 8), schedule=schedule()
        ).verdict

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(judge, range(8)))
    assert len(answers) == 1
    (verdict,) = answers
    assert verdict is not None
    assert [item.score for item in store.reviews()] == [verdict.score]


def test_many_threads_write_at_one_new_sitting(store: Store) -> None:
    """A sitting that all of them start exists once, and each attempt in it once."""
    together = threading.Barrier(8)

    def reply(number: int) -> int:
        together.wait()
        store.show_hint(*KEY, number, NOON)
        return store.add_attempt(*KEY, Reply("p", str(number)), NOON).id

    with ThreadPoolExecutor(8) as pool:
        ids = set(pool.map(reply, range(8)))
    sitting = store.sitting(*KEY)
    assert {item.id for item in sitting.attempts} == ids
    assert {item.reply.value for item in sitting.attempts} == {str(n) for n in range(8)}
    assert sitting.hints == 7
    assert store.counts().sittings == 1
