"""What is asked next: due before new, easy before hard, round the skills, never twice running."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.learner import Candidate, choose, replay
from heldout.records import Review

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def first(n: int) -> int:
    """The draw that takes the first of the equals."""
    assert n >= 1
    return 0


def new(question_id: str, *skills: str, level: int = 1, ready: bool = True) -> Candidate:
    """A question never asked."""
    return Candidate(question_id, skills or ("s",), level, None, ready)


def seen(question_id: str, last: datetime, *skills: str, times: int = 1) -> Candidate:
    """A question asked so many times, well each time, the last time then, a day apart."""
    past = [
        Review(question_id, last - timedelta(days=times - 1 - i), 3, 1.0, 0, 0)
        for i in range(times)
    ]
    return Candidate(question_id, skills or ("s",), 1, replay(past), True)


def test_no_candidates_no_question() -> None:
    """With nothing to choose from there is nothing to ask, and nothing is drawn."""
    assert choose([], NOON, lambda n: 1 // 0) is None


def test_due_comes_before_new() -> None:
    """What is about to be forgotten comes before what is not known yet."""
    due = seen("old", NOON - timedelta(days=30), times=3)
    assert choose([new("a"), due, new("b")], NOON, first) == "old"


def test_the_most_overdue_is_relative_to_its_interval() -> None:
    """Six days over a week is later than eight days over twelve."""
    short = seen("short", NOON - timedelta(days=13), times=2)
    long = seen("long", NOON - timedelta(days=20), times=3)
    assert short.schedule
    assert long.schedule
    assert NOON - short.schedule.due == timedelta(days=6)
    assert NOON - long.schedule.due == timedelta(days=8)
    assert choose([long, short], NOON, first) == "short"


def test_a_question_is_due_from_its_due_time_on() -> None:
    """At the very moment it comes before what is new; a microsecond earlier it does not."""
    old = seen("old", NOON)
    assert old.schedule
    due, pool = old.schedule.due, [old, new("a")]
    assert choose(pool, due, first) == "old"
    assert choose(pool, due - timedelta(microseconds=1), first) == "a"


def test_new_comes_before_what_is_not_yet_due() -> None:
    """What can wait waits, while there is something new."""
    early = seen("old", NOON - timedelta(minutes=1))
    assert choose([early, new("a", level=5)], NOON, first) == "a"


def test_when_nothing_is_due_or_new_the_nearest_is_offered() -> None:
    """Whoever wants to go on may: the one closest to its due time is asked."""
    just, earlier = seen("a", NOON), seen("b", NOON - timedelta(minutes=5))
    assert choose([just, earlier], NOON, first) == "b"


def test_ready_comes_before_what_lacks_its_prerequisites() -> None:
    """A hard question that is ready comes before an easy one that is not."""
    assert choose([new("a", level=1, ready=False), new("b", level=4)], NOON, first) == "b"


def test_what_lacks_its_prerequisites_comes_when_nothing_else_is_left() -> None:
    """A prerequisite that no question teaches does not hide a question for ever."""
    left = [new("b", level=3, ready=False), new("a", level=2, ready=False)]
    assert choose(left, NOON, first) == "a"


def test_a_skill_not_practised_comes_before_an_easier_question_of_one_that_is() -> None:
    """Practice goes round the skills instead of finishing one."""
    begun = seen("s1", NOON, "s")
    assert choose([begun, new("s2", "s", level=1), new("t1", "t", level=2)], NOON, first) == "t1"


def test_a_question_of_two_skills_waits_for_the_more_practised() -> None:
    """A fresh second skill does not let a hard question overtake."""
    begun = seen("s1", NOON, "s")
    both = new("both", "s", "t", level=4)
    assert choose([begun, both, new("s2", "s", level=1)], NOON, first) == "s2"


def test_a_beginner_meets_every_skill_and_levels_rise_within_each() -> None:
    """Round by round: each skill once before any twice, and never a lower level after a higher."""
    levels = {f"{skill}{level}": (skill, level) for skill in "stu" for level in (1, 2, 3)}
    order: list[str] = []
    draw = random.Random(5).randrange
    for _ in levels:
        pool = [
            seen(q, NOON, skill) if q in order else new(q, skill, level=level)
            for q, (skill, level) in levels.items()
        ]
        chosen = choose(pool, NOON, draw, after=order[-1] if order else None)
        assert chosen is not None
        order.append(chosen)
    rounds = [{levels[q][0] for q in order[i : i + 3]} for i in (0, 3, 6)]
    assert rounds == [{"s", "t", "u"}] * 3
    for skill in "stu":
        assert [levels[q][1] for q in order if levels[q][0] == skill] == [1, 2, 3]


def test_the_question_just_asked_is_passed_over_even_when_most_overdue() -> None:
    """A failed question due a minute later waits for one other question in between."""
    due = seen("a", NOON - timedelta(days=9))
    assert choose([due, new("b")], NOON, first, after="a") == "b"


def test_the_question_just_asked_returns_when_it_is_the_only_one() -> None:
    """One question is better than none."""
    assert choose([new("a")], NOON, first, after="a") == "a"


candidates = st.lists(
    st.builds(
        lambda q, skills, level, ready, ago: (
            Candidate(q, tuple(skills), level, None, ready)
            if ago is None
            else Candidate(q, tuple(skills), level, seen(q, NOON - ago).schedule, ready)
        ),
        st.text("abcdef", min_size=1, max_size=2),
        st.sets(st.sampled_from("stu"), max_size=2),
        st.integers(1, 5),
        st.booleans(),
        st.none() | st.timedeltas(timedelta(0), timedelta(days=60)),
    ),
    min_size=1,
    max_size=10,
    unique_by=lambda item: item.question_id,
)


def seeded(seed: int) -> Callable[[int], int]:
    """A draw of its own, from that seed."""
    return random.Random(seed).randrange


@settings(deadline=None)
@given(candidates, st.integers(0, 99), st.randoms(use_true_random=False))
def test_the_choice_depends_on_the_draw_and_not_on_the_order(
    pool: Sequence[Candidate], seed: int, shuffler: random.Random
) -> None:
    """The same candidates in any order, with the same draw, give the same question."""
    shuffled = list(pool)
    shuffler.shuffle(shuffled)
    chosen = choose(pool, NOON, seeded(seed))
    assert chosen in {item.question_id for item in pool}
    assert chosen == choose(shuffled, NOON, seeded(seed))


@settings(deadline=None)
@given(candidates, st.integers(0, 99), st.data())
def test_never_the_one_just_asked_if_another_exists(
    pool: Sequence[Candidate], seed: int, data: st.DataObject
) -> None:
    """Two questions running are never the same, unless there is only one."""
    asked = data.draw(st.sampled_from([item.question_id for item in pool]))
    chosen = choose(pool, NOON, seeded(seed), after=asked)
    assert (chosen != asked) is (len(pool) > 1)


@settings(deadline=None)
@given(candidates, st.integers(0, 99))
def test_nothing_is_asked_while_something_more_urgent_waits(
    pool: Sequence[Candidate], seed: int
) -> None:
    """Due, then new and ready, then new, then the rest."""

    def urgency(item: Candidate) -> int:
        if item.schedule is not None:
            return 0 if item.schedule.due <= NOON else 3
        return 1 if item.ready else 2

    chosen = choose(pool, NOON, seeded(seed))
    by_id = {item.question_id: item for item in pool}
    assert chosen is not None
    assert urgency(by_id[chosen]) == min(map(urgency, pool))


def test_equals_are_drawn_evenly() -> None:
    """Each of three equal questions is within reach of the draw."""
    pool = [new("a", "s"), new("b", "t"), new("c", "u")]
    assert [choose(pool, NOON, lambda n, k=k: k) for k in range(3)] == ["a", "b", "c"]
