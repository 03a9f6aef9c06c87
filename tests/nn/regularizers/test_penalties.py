"""The three penalties: slope, proximal step, and which of them makes zeros."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar

from heldout.nn.regularizers import (
    elastic_net_penalty,
    elastic_net_proximal,
    l1_penalty,
    l2_penalty,
    l2_proximal,
    soft_threshold,
)
from heldout.nn.shapes import Array, ShapeError

from ..oracle import agrees, distinct, slope, values

PENALTIES: dict[str, Callable[[Array, float], tuple[float, Array]]] = {
    "l1": l1_penalty,
    "l2": l2_penalty,
    "elastic": lambda w, strength: elastic_net_penalty(w, strength, 0.3),
}
STEPS: dict[str, Callable[[Array, float], Array]] = {
    "l1": soft_threshold,
    "l2": l2_proximal,
    "elastic": lambda w, threshold: elastic_net_proximal(w, threshold, 0.3),
}


@pytest.mark.torch
@pytest.mark.parametrize("name", PENALTIES)
@settings(max_examples=25, deadline=None)
@given(distinct(3))
def test_value_and_gradient_are_right(name: str, shape: tuple[int, ...]) -> None:
    """By PyTorch and by finite differences, with a strength."""
    import torch

    w = values(0, *shape)
    value, gradient = PENALTIES[name](w, 0.7)
    tensor = torch.tensor(w, requires_grad=True)
    theirs = {
        "l1": 0.7 * tensor.abs().sum(),
        "l2": 0.35 * tensor.square().sum(),
        "elastic": 0.21 * tensor.abs().sum() + 0.245 * tensor.square().sum(),
    }[name]
    theirs.backward()
    assert value == pytest.approx(theirs.item())
    agrees(gradient, tensor.grad.numpy())
    agrees(gradient, slope(lambda at: PENALTIES[name](at, 0.7)[0], w, 1.0))


@pytest.mark.parametrize("name", STEPS)
@pytest.mark.parametrize("w", [-2.0, -0.3, 0.0, 0.1, 0.5, 3.0])
def test_the_proximal_step_is_the_minimum_it_stands_for(name: str, w: float) -> None:
    """½(w' − w)² + t Ω(w'), by a search on the line."""
    for t in (0.05, 0.5, 2.0):
        found = minimize_scalar(
            lambda at, t=t: (at - w) ** 2 / 2 + PENALTIES[name](np.array([at]), t)[0],
            bounds=(-4, 4),
            method="bounded",
            options={"xatol": 1e-10},
        )
        agrees(STEPS[name](np.array([w]), t), np.array([found.x]), 1e-5)


@settings(max_examples=50, deadline=None)
@given(st.floats(-5, 5), st.floats(-5, 5), st.floats(0, 3))
def test_steps_bring_weights_no_further_apart(a: float, b: float, t: float) -> None:
    """They never expand, keep the sign, and shrink."""
    for step in STEPS.values():
        x, y = step(np.array([a, b]), t)
        assert abs(x - y) <= abs(a - b) + 1e-12
        assert abs(x) <= abs(a)
        assert x * a >= 0


def test_the_threshold_makes_zeros_and_the_square_makes_none() -> None:
    """What lies within the threshold, exactly; the elastic net's is its share of it."""
    w = np.linspace(-1, 1, 41) + 0.001
    assert (soft_threshold(w, 0.4) == 0).sum() == (np.abs(w) <= 0.4).sum() == 16
    assert (elastic_net_proximal(w, 0.4, 0.5) == 0).sum() == (np.abs(w) <= 0.2).sum()
    assert (l2_proximal(w, 100) != 0).all()


def test_gradient_steps_of_the_l1_penalty_never_reach_zero() -> None:
    """They step over it and back; the proximal step stops."""
    w = prox = np.array([0.55])
    for _ in range(100):
        w = w - 0.1 * l1_penalty(w, 1.0)[1]
        prox = soft_threshold(prox, 0.1)
    assert 0.01 < abs(w[0]) <= 0.1
    assert prox[0] == 0


def test_the_elastic_net_has_the_others_at_its_ends() -> None:
    """ρ = 1 and ρ = 0."""
    w = values(0, 5)
    for mix, name in ((1.0, "l1"), (0.0, "l2")):
        value, gradient = elastic_net_penalty(w, 0.7, mix)
        expected, slope_of_it = PENALTIES[name](w, 0.7)
        assert value == pytest.approx(expected)
        agrees(gradient, slope_of_it)
        agrees(elastic_net_proximal(w, 0.7, mix), STEPS[name](w, 0.7))


@pytest.mark.parametrize("dtype", [np.float16, np.float32])
def test_the_dtype_stays_and_squares_do_not_overflow(dtype: type) -> None:
    """300² is infinite in float16, and the penalty is not."""
    w = np.array([300, -0.5, 0], dtype)
    for name in PENALTIES:
        value, gradient = PENALTIES[name](w, 0.5)
        truth, exact = PENALTIES[name](w.astype(float), 0.5)
        assert value == pytest.approx(truth)
        assert gradient.dtype == STEPS[name](w, 0.5).dtype == dtype
        agrees(gradient, exact, 1e-3)
    assert (w == np.array([300, -0.5, 0], dtype)).all()


def test_a_penalty_is_not_negative() -> None:
    """Nor is a mix outside 0 to 1."""
    for name in PENALTIES:
        with pytest.raises(ShapeError, match=r"must not be negative.*given: -.*reward"):
            PENALTIES[name](np.ones(2), -1)
        with pytest.raises(ShapeError, match=r"must not be negative.*given: -"):
            STEPS[name](np.ones(2), -1)
    with pytest.raises(ShapeError, match=r"mix must be from 0.*given: 2"):
        elastic_net_penalty(np.ones(2), 1.0, 2)
    with pytest.raises(ShapeError, match=r"mix must be from 0.*given: -1"):
        elastic_net_proximal(np.ones(2), 1.0, -1)
