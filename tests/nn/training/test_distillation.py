"""The student's loss: against PyTorch, by differences, and at its two limits."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.losses.cross_entropy import cross_entropy
from heldout.nn.shapes import ShapeError
from heldout.nn.training import distillation_loss, soft_targets

from ..oracle import agrees, distinct, slope, values

TEMPERATURES = st.floats(0.5, 20)
ALPHAS = st.floats(0, 1)


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(2), TEMPERATURES, ALPHAS, st.integers(0, 9))
def test_it_is_the_one_of_pytorch(
    sizes: tuple[int, int], temperature: float, alpha: float, seed: int
) -> None:
    """Value and gradient of its KL divergence and cross-entropy, put together."""
    import torch
    from torch.nn import functional as F

    N, C = sizes
    z, v = values(seed, N, C, scale=3.0), values(seed + 1, N, C, scale=3.0)
    t = np.random.default_rng(seed).integers(C, size=N)
    loss, gradient = distillation_loss(z, v, t, temperature=temperature, alpha=alpha)
    student = torch.tensor(z, requires_grad=True)
    soft = F.kl_div(
        F.log_softmax(student / temperature, dim=1),
        F.softmax(torch.tensor(v) / temperature, dim=1),
        reduction="batchmean",
    )
    hard = F.cross_entropy(student, torch.tensor(t))
    total = alpha * temperature**2 * soft + (1 - alpha) * hard
    total.backward()
    agrees(loss, total.item(), 1e-10)
    agrees(gradient, student.grad.numpy(), 1e-10)


@settings(max_examples=25, deadline=None)
@given(distinct(2, most=5), TEMPERATURES, ALPHAS, st.integers(0, 9))
def test_the_gradient_is_the_slope(
    sizes: tuple[int, int], temperature: float, alpha: float, seed: int
) -> None:
    """By finite differences."""
    N, C = sizes
    z, v = values(seed, N, C), values(seed + 1, N, C)
    t = np.random.default_rng(seed).integers(C, size=N)

    def loss(z: np.ndarray) -> float:
        return distillation_loss(z, v, t, temperature=temperature, alpha=alpha)[0]

    _, gradient = distillation_loss(z, v, t, temperature=temperature, alpha=alpha)
    agrees(gradient, slope(loss, z, 1.0), 1e-6)


def test_a_student_that_agrees_has_no_soft_loss() -> None:
    """Nor a gradient; a constant on every score of either changes nothing; else it is positive."""
    v, t = values(0, 4, 5), np.zeros(4, int)
    loss, gradient = distillation_loss(v + 7, v - 3, t, alpha=1)
    assert abs(loss) < 1e-12
    agrees(gradient, np.zeros((4, 5)), 1e-12)
    assert distillation_loss(v, v[::-1], t, alpha=1)[0] > 0.01


def test_without_a_teacher_it_is_cross_entropy() -> None:
    """α = 0, at temperature 1 whatever T says."""
    z, v, t = values(0, 4, 5), values(1, 4, 5), np.array([0, 1, 2, 4])
    loss, gradient = distillation_loss(z, v, t, alpha=0, temperature=9)
    expected, dexpected = cross_entropy(z, t)
    agrees(loss, expected, 1e-12)
    agrees(gradient, dexpected, 1e-12)


def test_at_a_high_temperature_logits_are_matched() -> None:
    """The gradient becomes (z − v)/C less the means: T² keeps it from fading."""
    z, v, t = values(0, 4, 5), values(1, 4, 5), np.zeros(4, int)
    centred = (z - z.mean(axis=1, keepdims=True)) - (v - v.mean(axis=1, keepdims=True))
    _, gradient = distillation_loss(z, v, t, temperature=1e4, alpha=1)
    agrees(gradient, centred / 5 / 4, 1e-4)


def test_temperature_flattens() -> None:
    """The largest probability falls towards 1/C, the order stays."""
    v = values(0, 3, 5)
    largest = [soft_targets(v, T).max(axis=1) for T in (0.5, 1, 4, 100)]
    assert (np.diff(largest, axis=0) < 0).all()
    agrees(largest[-1], np.full(3, 0.2), 0.02)
    assert np.array_equal(np.argsort(soft_targets(v, 9.0)), np.argsort(v))
    agrees(soft_targets(v, 1.0), np.exp(v) / np.exp(v).sum(axis=1, keepdims=True), 1e-12)


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
@pytest.mark.parametrize("temperature", [1.0, 20.0])
def test_logits_of_a_thousand_stay_finite(dtype: type[np.floating], temperature: float) -> None:
    """In the type of the student's logits, near the float64 truth; T² · KL exceeds float16."""
    z, v = np.array([[1000, -1000, 0]]), np.array([[-1000, 1000, 1]])
    t = np.array([2])
    truth, dtruth = distillation_loss(z, v, t, temperature=temperature)
    loss, gradient = distillation_loss(z.astype(dtype), v.astype(dtype), t, temperature=temperature)
    assert gradient.dtype == dtype
    assert np.isfinite(loss)
    agrees(loss, truth, 1e-5)
    agrees(gradient.astype(float), dtruth, 1e-3)


def test_a_class_that_the_teacher_rules_out() -> None:
    """Has probability 0 and adds nothing, instead of nan."""
    z, v = values(0, 2, 3), np.array([[0.0, 1.0, -np.inf], [2.0, -np.inf, 0.5]])
    loss, gradient = distillation_loss(z, v, np.array([0, 2]))
    nearly, dnearly = distillation_loss(z, np.where(np.isinf(v), -1e4, v), np.array([0, 2]))
    agrees(loss, nearly, 1e-12)
    agrees(gradient, dnearly, 1e-12)


def test_what_does_not_fit_is_refused() -> None:
    """With what must hold, what was given and what to do."""
    z, t = values(0, 2, 3), np.array([0, 1])
    with pytest.raises(ShapeError, match=r"\(2, 3\); given: shape \(2, 4\)\. Student and teacher"):
        distillation_loss(z, values(1, 2, 4), t)
    with pytest.raises(ShapeError, match="temperature must be above 0"):
        distillation_loss(z, z, t, temperature=0)
    with pytest.raises(ShapeError, match="alpha must lie from 0 to 1"):
        distillation_loss(z, z, t, alpha=1.5)
    with pytest.raises(ShapeError, match="temperature must be above 0"):
        soft_targets(z, -1)
