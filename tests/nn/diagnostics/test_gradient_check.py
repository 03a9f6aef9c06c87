"""Gradient checking finds what is wrong, and where."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from heldout.nn.diagnostics import gradient_errors, numerical_gradient, relative_error
from heldout.nn.layers.dense import dense, dense_backward
from heldout.nn.losses.cross_entropy import cross_entropy
from heldout.nn.shapes import Parameters, ShapeError

from ..oracle import agrees, distinct, slope, values


def _layer(N: int, D: int, C: int) -> tuple[Parameters, Parameters, object]:
    """Parameters, their right gradients, and the loss that reads the parameters."""
    x, target = values(0, N, D), np.arange(N) % C
    parameters = {"weight": values(1, D, C), "bias": values(2, C)}

    def loss() -> float:
        return cross_entropy(dense(x, **parameters)[0], target)[0]

    scores, cache = dense(x, **parameters)
    _, dweight, dbias = dense_backward(cross_entropy(scores, target)[1], cache)
    return parameters, {"weight": dweight, "bias": dbias}, loss


@settings(max_examples=25, deadline=None)
@given(distinct(3, least=2))
def test_right_gradients_pass_and_nothing_has_moved(sizes: tuple[int, ...]) -> None:
    """To eight digits; the parameters are put back to the last bit."""
    parameters, gradients, loss = _layer(*sizes)
    before = {name: array.copy() for name, array in parameters.items()}
    errors = gradient_errors(loss, parameters, gradients)
    assert max(errors.values()) < 1e-8
    for name, array in parameters.items():
        agrees(array, before[name], 0)


def test_it_is_the_slope() -> None:
    """As the tests' own finite differences have it, and as calculus has it."""
    x = values(0, 3, 4)
    agrees(numerical_gradient(lambda: float(np.sum(x**3)), x), 3 * x**2)
    agrees(slope(lambda at: float(np.sum(at**3)), x, 1.0), 3 * x**2)


@pytest.mark.parametrize(
    ("name", "wrong", "size"),
    [
        ("weight", lambda g, p: -g, 2.0),
        ("weight", lambda g, p: g * 1.01, 0.0099),
        ("weight", lambda g, p: g + 0.1 * p, None),
        ("bias", lambda g, p: g / 5, 0.8),
    ],
    ids=["sign", "factor", "term", "mean for sum"],
)
def test_a_wrong_gradient_is_found_in_its_parameter(name: str, wrong: object, size: float) -> None:
    """By its size; the others stay clear of suspicion."""
    parameters, gradients, loss = _layer(5, 4, 3)
    gradients[name] = wrong(gradients[name], parameters[name])
    errors = gradient_errors(loss, parameters, gradients)
    other = {"weight": "bias", "bias": "weight"}[name]
    assert errors[name] > 5e-3
    assert errors[other] < 1e-8
    if size:
        assert errors[name] == pytest.approx(size, rel=1e-3)


def test_some_entries_are_enough() -> None:
    """Two of each, at the places that the generator draws."""
    parameters, gradients, loss = _layer(5, 4, 3)
    calls = []
    errors = gradient_errors(
        lambda: calls.append(1) or loss(),
        parameters,
        gradients,
        entries=2,
        rng=np.random.default_rng(1),
    )
    assert max(errors.values()) < 1e-8
    assert len(calls) == 2 * 2 * 2
    gradients["weight"] = -gradients["weight"]
    assert gradient_errors(loss, parameters, gradients, entries=2)["weight"] > 1.9


def test_float32_needs_its_own_step() -> None:
    """With 5e-3 three digits are right; with float64's 6e-6 not two."""
    x = values(0, 20).astype(np.float32)

    def f() -> float:
        return float(np.float32(10) + np.sum(np.sin(x), dtype=np.float32))

    exact = np.cos(x)
    assert relative_error(numerical_gradient(f, x), exact) < 1e-3
    assert relative_error(numerical_gradient(f, x, 6e-6), exact) > 0.01
    assert numerical_gradient(f, x).dtype == np.float32


def test_a_step_too_small_leaves_only_rounding() -> None:
    """In float64 too: 1e-13 against the usual."""
    x = values(0, 20)

    def f() -> float:
        return float(np.sum(np.sin(x)))

    assert relative_error(numerical_gradient(f, x), np.cos(x)) < 1e-8
    assert relative_error(numerical_gradient(f, x, 1e-13), np.cos(x)) > 1e-3


def test_at_a_kink_it_settles_nothing() -> None:
    """|x| at 0: the average of both slopes, which no subgradient need be."""
    x = np.zeros(1)
    agrees(numerical_gradient(lambda: float(np.maximum(x, 0).sum()), x), np.array([0.5]))


def test_the_relative_error_is_scale_free_and_symmetric() -> None:
    """0 for equals, 0 for zeros, 2 for opposites."""
    a, b = values(0, 5), values(1, 5)
    assert relative_error(a, b) == pytest.approx(relative_error(1e-9 * b, 1e-9 * a))
    assert relative_error(a, a) == relative_error(0 * a, 0 * a) == 0
    assert relative_error(a, -a) == pytest.approx(2)


def test_what_cannot_be_checked_is_told() -> None:
    """Half precision, a gradient of another shape, a view that has no flat form."""
    with pytest.raises(ShapeError, match=r"x must be float64.*given: float16.*astype"):
        numerical_gradient(lambda: 0.0, np.ones(2, np.float16))
    parameters, gradients, loss = _layer(5, 4, 3)
    with pytest.raises(ShapeError, match=r"'weight' must have its shape \(4, 3\); given: none"):
        gradient_errors(loss, parameters, {"bias": gradients["bias"]})
    with pytest.raises(ShapeError, match=r"one piece.*strided.*ascontiguous"):
        gradient_errors(loss, {"w": np.ones((3, 2)).T}, {"w": np.ones((2, 3))})
