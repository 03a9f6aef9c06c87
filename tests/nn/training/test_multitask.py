"""The losses of several tasks in one sum."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.losses.cross_entropy import cross_entropy
from heldout.nn.shapes import Array, ShapeError
from heldout.nn.training import uncertainty_weighted, weighted_sum

from ..oracle import agrees, slope, values


def _square(x: Array) -> tuple[float, Array]:
    return float((x**2).mean()), 2 * x / x.size


@settings(max_examples=25, deadline=None)
@given(st.floats(0, 5), st.floats(0, 5), st.integers(0, 9))
def test_the_gradients_are_those_of_the_sum(a: float, b: float, seed: int) -> None:
    """By finite differences through two tasks of different kinds."""
    x, z, t = values(seed, 4), values(seed + 1, 3, 5), np.array([0, 4, 2])
    loss, (dx, dz) = weighted_sum([_square(x), cross_entropy(z, t)], [a, b])
    agrees(loss, a * float((x**2).mean()) + b * cross_entropy(z, t)[0], 1e-12)
    agrees(dx, slope(lambda x: a * float((x**2).mean()), x, 1.0), 1e-6)
    agrees(dz, slope(lambda z: b * cross_entropy(z, t)[0], z, 1.0), 1e-6)


def test_a_weight_of_zero_leaves_a_task_out() -> None:
    """And the sum is linear in the weights."""
    tasks = [_square(values(0, 4)), _square(values(1, 3))]
    one, (d0, d1) = weighted_sum(tasks, [1, 0])
    assert one == tasks[0][0]
    assert np.array_equal(d0, tasks[0][1])
    assert not d1.any()
    agrees(weighted_sum(tasks, [2, 6])[0], 2 * weighted_sum(tasks, [1, 3])[0], 1e-12)


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(st.integers(1, 5), st.integers(0, 9))
def test_the_uncertainty_form_is_that_of_automatic_differentiation(K: int, seed: int) -> None:
    """Value and gradient by the log-variances and through the tasks, in PyTorch."""
    import torch

    xs, s = [values(seed + k, k + 2) for k in range(K)], values(seed + 50, K)
    loss, gradients, ds = uncertainty_weighted([_square(x) for x in xs], s)
    tensors = [torch.tensor(x, requires_grad=True) for x in xs]
    log_variance = torch.tensor(s, requires_grad=True)
    each = torch.stack([(x**2).mean() for x in tensors])
    total = 0.5 * (torch.exp(-log_variance) * each + log_variance).sum()
    total.backward()
    agrees(loss, total.item(), 1e-10)
    agrees(ds, log_variance.grad.numpy(), 1e-10)
    for ours, tensor in zip(gradients, tensors, strict=True):
        agrees(ours, tensor.grad.numpy(), 1e-10)


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 5), st.integers(0, 9))
def test_the_log_variances_have_the_slope_that_is_said(K: int, seed: int) -> None:
    """By finite differences."""
    tasks = [_square(values(seed + k, k + 2)) for k in range(K)]
    s = values(seed + 50, K)
    _, _, ds = uncertainty_weighted(tasks, s)
    agrees(ds, slope(lambda s: uncertainty_weighted(tasks, s)[0], s, 1.0), 1e-6)


def test_the_unit_of_a_loss_does_not_matter_there() -> None:
    """At s = ln L the gradients through the tasks are the same in metres and in millimetres."""
    x = values(0, 4)
    loss, gradient = _square(x)
    for unit in (1.0, 1e6):
        s = np.log(np.array([unit * loss]))
        _, (through,), ds = uncertainty_weighted([(unit * loss, unit * gradient)], s)
        agrees(ds, np.zeros(1), 1e-12)
        agrees(through, 0.5 * gradient / loss, 1e-9)


@pytest.mark.parametrize("dtype", [np.float16, np.float32])
def test_the_type_stays(dtype: type[np.floating]) -> None:
    """Of the tasks' gradients, and of the log-variances'."""
    task = (0.5, np.ones((2, 3), dtype))
    assert weighted_sum([task], [0.3])[1][0].dtype == dtype
    _, (through,), ds = uncertainty_weighted([task], np.zeros(1, dtype))
    assert through.dtype == ds.dtype == dtype


def test_nothing_given_is_changed() -> None:
    """The losses' gradients may be used again."""
    task = (0.5, np.ones(3))
    weighted_sum([task], [2.0])
    uncertainty_weighted([task], np.ones(1))
    assert np.array_equal(task[1], np.ones(3))


def test_what_does_not_fit_is_refused() -> None:
    """With what must hold, what was given and what to do."""
    task = (0.5, np.ones(3))
    with pytest.raises(ShapeError, match=r"a weight for each task; given: 1 for 2\. 0 leaves"):
        weighted_sum([task, task], [1.0])
    with pytest.raises(ShapeError, match="weights must not be negative"):
        weighted_sum([task], [-1.0])
    with pytest.raises(ShapeError, match=r"log_variance must have shape \(2,\)"):
        uncertainty_weighted([task, task], np.zeros(3))
