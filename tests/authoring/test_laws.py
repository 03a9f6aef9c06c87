"""Laws: each is kept by a function that has it and broken by one that has not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from heldout.authoring import laws
from heldout.authoring.laws import Law

RNG = np.random.default_rng(0)
X = RNG.normal(size=(4, 6))


def softmax(x: Any, axis: int = -1) -> Any:
    """The usual one."""
    e = np.exp(x - x.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


def squares(x: Any) -> Any:
    """A loss and its gradient."""
    return float((x**2).sum()), 2 * x


def running(x: Any) -> Any:
    """A sum that looks back only."""
    return np.cumsum(x, axis=1)


CASES: list[tuple[Law, Callable[..., Any], Callable[..., Any]]] = [
    (laws.finite(), softmax, lambda x: np.log(x - x)),
    (laws.bounded(0, 1), softmax, lambda x: 1 + softmax(x)),
    (laws.sums_to(1.0, -1), softmax, lambda x: softmax(x, 0)),
    (laws.shift_free("x"), softmax, np.exp),
    (laws.scale_free("x"), np.sign, softmax),
    (laws.proportional("x"), running, np.square),
    (laws.additive("x"), running, np.abs),
    (laws.ignores_permutation("x", 0), lambda x: x.sum(0), lambda x: x[0]),
    (laws.follows_permutation("x", 0), softmax, lambda x: softmax(x, 0) + x[0]),
    (laws.follows_permutation(["x"], 0), np.exp, lambda x: np.cumsum(x, axis=0)),
    (laws.causal("x", 1), running, lambda x: x - x.mean(1, keepdims=True)),
    (laws.gradient_agrees("x"), squares, lambda x: (squares(x)[0], x)),
    (laws.gradient_agrees("x"), squares, lambda x: (squares(x)[0], -2 * x)),
]


def kept(law: Law, function: Callable[..., Any], x: Any = X) -> bool:
    """Whether the law holds for the function on that input."""
    given = {"x": x}
    changed = law.further(given, np.random.default_rng(1))
    assert changed is not None
    with np.errstate(all="ignore"):
        result = function(x)
        return law.holds(given, result, [function(one["x"]) for one in changed], changed)


@pytest.mark.parametrize(("law", "right", "wrong"), CASES)
def test_a_law_tells_right_from_wrong(law: Law, right: Any, wrong: Any) -> None:
    """And says in one sentence what must hold."""
    assert kept(law, right)
    assert not kept(law, wrong)
    assert law.sentence.endswith(".")


def test_what_is_kept_between_calls_breaks_repeatability() -> None:
    """A second call with the same arguments differs."""
    calls: list[int] = []

    def counting(x: Any) -> Any:
        calls.append(1)
        return x + len(calls)

    assert kept(laws.repeatable(), softmax)
    assert not kept(laws.repeatable(), counting)


def test_the_axis_of_a_sum_may_be_an_argument() -> None:
    """Its default is the last one, unless the law says another."""
    law = laws.sums_to(1.0, "axis")
    given = {"x": X, "axis": 0}
    assert law.holds(given, softmax(X, 0), [], [])
    assert not law.holds(given, softmax(X, 1), [], [])
    assert law.holds({"x": X}, softmax(X), [], [])
    first = laws.sums_to(1.0, "axis", default=0)
    assert first.holds({"x": X}, softmax(X, 0), [], [])
    assert not first.holds({"x": X}, softmax(X, 1), [], [])


@pytest.mark.parametrize("x", [np.arange(4), np.array([1.0, np.inf]), "no array"])
def test_a_law_does_not_apply_to_what_it_cannot_change(x: Any) -> None:
    """Integers cannot be shifted by fractions, and infinity stays infinity."""
    assert laws.shift_free("x").further({"x": x}, RNG) is None
    assert laws.causal("x", 0).further({"x": x}, RNG) is None


def test_float32_is_forgiven_its_rounding() -> None:
    """Seven digits are all that it has."""
    assert kept(laws.shift_free("x"), softmax, X.astype(np.float32))
    assert kept(laws.gradient_agrees("x"), squares)


def test_a_result_that_is_wider_than_its_input_is_forgiven_the_input_s_rounding() -> None:
    """The sum that the law hands in was rounded to float32 before anybody saw it."""
    x = (1000 + X).astype(np.float32)

    def differences(x: Any) -> Any:
        return np.diff(x.astype(np.float64), axis=0)

    assert kept(laws.additive("x"), differences, x)
    assert not kept(laws.additive("x"), lambda x: differences(x) + 1, x)


def test_at_a_kink_any_slope_between_the_two_sides_will_do() -> None:
    """The derivative of |x| at 0 is from -1 to 1; 3 is none, and away from 0 there is one only."""
    law, zero = laws.gradient_agrees("x"), np.zeros((1, 1))
    for slope in (-1.0, 0.0, 1.0):
        assert kept(law, lambda x, slope=slope: (np.abs(x).sum(), np.full(x.shape, slope)), zero)
    assert not kept(law, lambda x: (np.abs(x).sum(), np.full(x.shape, 3.0)), zero)
    assert not kept(law, lambda x: (np.abs(x).sum(), np.zeros(x.shape)), zero + 5.0)


def test_large_values_are_forgiven_the_digits_that_a_difference_loses() -> None:
    """A gradient of the wrong sign is not."""
    law = laws.gradient_agrees("x")
    for shift in range(30):
        far = 1e8 + X + shift
        assert kept(law, squares, far)
        assert not kept(law, lambda x: (squares(x)[0], -2 * x), far)


def test_one_output_of_several_can_be_meant() -> None:
    """The first is a probability, the second is anything."""
    law = laws.bounded(0, 1, output=0)
    assert law.holds({"x": X}, (softmax(X), X * 100), [], [])
    assert not law.holds({"x": X}, (X * 100, softmax(X)), [], [])
