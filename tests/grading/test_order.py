"""Kind order: steps in their places."""

from __future__ import annotations

from itertools import combinations, permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heldout.grading import check_truth, how_to_reply, kind_of, right_answer
from heldout.records import VariantPart

from .parts import Grade, make_part, only_finding

STEPS = {"forward": "Forwards", "loss": "The loss", "backward": "Backwards", "update": "Update"}
RIGHT = ("forward", "loss", "backward", "update")
TRAINING = make_part(
    "order", list(RIGHT), options=STEPS, wrong={"early": ["forward", "update", "loss", "backward"]}
)


def make_order(*orders: str) -> VariantPart:
    """A part over the letters of the first order, with each of the orders right."""
    return make_part(
        "order", [list(order) for order in orders], options={key: key for key in orders[0]}
    )


def longest_common(one: str, other: str) -> int:
    """Length of the longest common subsequence, by trying all subsequences."""

    def subsequences(text: str, size: int) -> set[tuple[str, ...]]:
        return set(combinations(text, size))

    return max(
        size for size in range(len(one) + 1) if subsequences(one, size) & subsequences(other, size)
    )


letters = st.integers(2, 6).map(lambda size: "abcdef"[:size])


@given(
    letters.flatmap(
        lambda t: st.tuples(
            st.permutations(t), st.lists(st.permutations(t), min_size=1, max_size=3)
        )
    )
)
def test_the_score_is_the_longest_run_in_order(drawn: tuple[list[str], list[list[str]]]) -> None:
    """Against brute force; it lies in [0, 1], and is 1 for right orders only."""
    reply, rights = drawn
    orders = ["".join(order) for order in rights]
    given_verdict = kind_of(TRAINING).grade(make_order(*orders), tuple(reply), None)
    longest = max(longest_common("".join(reply), order) for order in orders)
    assert given_verdict.score == (longest - 1) / (len(reply) - 1)
    assert 0 <= given_verdict.score <= 1
    assert given_verdict.right == (reply in rights)


def test_only_the_reverse_earns_nothing(verdict: Grade) -> None:
    """One step alone is always in order, so it is worth nothing."""
    part = make_order("abcd")
    scores = {"".join(order): verdict(part, order).score for order in permutations("abcd")}
    assert {order for order, score in scores.items() if score == 0} == {"dcba"}
    assert {order for order, score in scores.items() if score == 1} == {"abcd"}


def test_each_of_several_right_orders_is_right(verdict: Grade) -> None:
    """Where two steps may change places."""
    part = make_order("abcd", "abdc")
    assert verdict(part, tuple("abdc")).right
    assert verdict(part, tuple("bacd")).score == verdict(part, tuple("badc")).score == 2 / 3


def test_how_many_steps_must_move_is_told(verdict: Grade) -> None:
    """Not which."""
    assert (
        verdict(TRAINING, RIGHT[1:] + RIGHT[:1]).findings[0].message
        == "Not yet: one step must move."
    )
    assert verdict(TRAINING, RIGHT[::-1]).findings[0].message == "Not yet: 3 steps must move."


def test_a_known_wrong_order_is_named(verdict: Grade) -> None:
    """The mistake is told, and the score is what the order is worth."""
    given_verdict = verdict(TRAINING, ("forward", "update", "loss", "backward"))
    assert only_finding(given_verdict) == ("mistake", "early")
    assert given_verdict.score == 2 / 3


@pytest.mark.parametrize(
    "reply",
    ["", "forward", (), RIGHT[:3], (*RIGHT, "loss"), (*RIGHT[:3], "loss"), (*RIGHT[:3], "x")],
)
def test_every_step_needs_one_place(verdict: Grade, reply: Any) -> None:
    """Missing, repeated and unknown steps cannot be read."""
    assert verdict(TRAINING, reply).outcome == "unreadable"


@pytest.mark.parametrize(
    "truth", [[], "forward", None, 3, ["forward"], [list(RIGHT), ["loss"]], [[1, 2, 3, 4]], [[]]]
)
def test_a_truth_that_is_no_order_is_the_authors_fault(truth: Any) -> None:
    """It is told, not tripped over."""
    assert check_truth(make_part("order", truth, options=STEPS))


def test_the_answer_lists_the_steps_in_order() -> None:
    """In the words of the options."""
    assert right_answer(TRAINING) == "1. Forwards\n2. The loss\n3. Backwards\n4. Update"
    assert how_to_reply(TRAINING) == "All 4 steps, the first one first."


def test_two_opinions_are_the_same_orders_in_any_order() -> None:
    """One list of right orders may name them in another sequence."""
    kind, part = kind_of(TRAINING), make_order("abc", "acb")
    assert kind.same(part, [list("abc"), list("acb")], [list("acb"), list("abc")])
    assert not kind.same(part, [list("abc"), list("acb")], list("abc"))
