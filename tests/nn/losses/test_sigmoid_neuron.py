"""A sigmoid neuron and its two costs."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.activations import sigmoid
from heldout.nn.losses import sigmoid_neuron, sigmoid_neuron_cost
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, slope, values

COSTS = ("quadratic", "cross-entropy")


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(2), st.integers(0, 99), st.sampled_from(COSTS))
def test_it_is_what_pytorch_makes_of_the_formulas(sizes: tuple[int, ...], seed: int, cost) -> None:
    """Output, cost and gradients."""
    import torch

    N, D = sizes
    x, w, t = values(seed, N, D), values(seed + 1, D), np.random.default_rng(seed).random(N)
    b = np.array(0.3)
    weight, bias = torch.tensor(w, requires_grad=True), torch.tensor(b, requires_grad=True)
    a, target = torch.sigmoid(torch.tensor(x) @ weight + bias), torch.tensor(t)
    agrees(sigmoid_neuron(x, w, b), a.detach().numpy(), 1e-14)
    expected = (
        ((a - target) ** 2).sum() / (2 * N)
        if cost == "quadratic"
        else torch.nn.functional.binary_cross_entropy(a, target)
    )
    expected.backward()
    loss, dweight, dbias = sigmoid_neuron_cost(x, w, b, t, cost)
    agrees(loss, expected.item(), 1e-12)
    agrees(dweight, weight.grad.numpy(), 1e-12)
    agrees(dbias, bias.grad.numpy(), 1e-12)


@pytest.mark.parametrize("cost", COSTS)
def test_finite_differences(cost) -> None:
    """By weight and bias."""
    x, w, b, t = values(1, 6, 4), values(2, 4), np.array(-0.2), np.array([0, 1, 1, 0, 1, 0])
    _, dweight, dbias = sigmoid_neuron_cost(x, w, b, t, cost)
    agrees(dweight, slope(lambda w: sigmoid_neuron_cost(x, w, b, t, cost)[0], w, 1.0))
    agrees(dbias, slope(lambda b: sigmoid_neuron_cost(x, w, b, t, cost)[0], b, 1.0))


def test_sure_and_wrong_one_learns_and_the_other_does_not() -> None:
    """At z = 10 for target 0 the gradients are 1 and 0.00005: their ratio is a(1 − a)."""
    x, w, b, t = np.ones((1, 1)), np.array([10.0]), np.array(0.0), np.zeros(1)
    quadratic = sigmoid_neuron_cost(x, w, b, t, "quadratic")[1][0]
    cross_entropy = sigmoid_neuron_cost(x, w, b, t, "cross-entropy")[1][0]
    a = sigmoid(np.array(10.0))
    assert quadratic / cross_entropy == pytest.approx(a * (1 - a), rel=1e-10)
    assert quadratic == pytest.approx(0.00005, rel=0.1)
    assert cross_entropy == pytest.approx(1, rel=1e-4)


def test_only_cross_entropy_is_convex_in_the_weight() -> None:
    """The middle of two weights is below the mean of their costs, or not."""
    x, b, t = np.ones((1, 1)), np.array(0.0), np.zeros(1)
    cost = {
        name: [sigmoid_neuron_cost(x, np.array([w]), b, t, name)[0] for w in (2.0, 5.0, 8.0)]
        for name in COSTS
    }
    assert cost["cross-entropy"][1] < (cost["cross-entropy"][0] + cost["cross-entropy"][2]) / 2
    assert cost["quadratic"][1] > (cost["quadratic"][0] + cost["quadratic"][2]) / 2


@pytest.mark.parametrize("cost", COSTS)
@pytest.mark.parametrize("dtype", [np.float16, np.float32])
def test_small_types_stay(cost, dtype) -> None:
    """With scores of ±1000, finite."""
    x, w, b = np.array([[1000], [-1000]], dtype), np.ones(1, dtype), np.zeros((), dtype)
    loss, dweight, dbias = sigmoid_neuron_cost(x, w, b, np.array([0, 1], dtype), cost)
    assert dweight.dtype == dbias.dtype == sigmoid_neuron(x, w, b).dtype == dtype
    assert loss == (0.5 if cost == "quadratic" else 1000)
    assert np.isfinite(dweight).all()


def test_what_does_not_fit_is_told() -> None:
    """With what must hold, what was given, and the fix."""
    x, b = np.zeros((2, 3)), np.array(0.0)
    with pytest.raises(ShapeError, match=r"weight must have shape \(3,\); given: \(3, 1\)"):
        sigmoid_neuron(x, np.zeros((3, 1)), b)
    with pytest.raises(ShapeError, match=r"bias must have shape \(\); given: \(1,\).*0.0"):
        sigmoid_neuron(x, np.zeros(3), np.zeros(1))
    with pytest.raises(ShapeError, match="cost must be one of the two"):
        sigmoid_neuron_cost(x, np.zeros(3), b, np.zeros(2), "cubic")
