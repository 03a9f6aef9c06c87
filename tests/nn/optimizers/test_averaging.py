"""Averages of weights on their way."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from heldout.nn.optimizers import ExponentialAverage, UniformAverage
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, values


@settings(max_examples=25, deadline=None)
@given(distinct(2))
def test_both_are_weighted_means_of_all_that_was_seen(shape: tuple[int, ...]) -> None:
    """Written out: weights βᵏ back in time, or equal ones; the parameters are not kept."""
    exponential, uniform = ExponentialAverage(0.8), UniformAverage()
    path = [values(step, *shape) for step in range(7)]
    for weights in path:
        parameters = {"w": weights.copy()}
        exponential.update(parameters)
        uniform.update(parameters)
        parameters["w"][:] = 99
    agrees(exponential.value()["w"], np.average(path, axis=0, weights=0.8 ** np.arange(6, -1, -1)))
    agrees(uniform.value()["w"], np.mean(path, axis=0))


@pytest.mark.torch
def test_the_uniform_average_is_that_of_pytorch() -> None:
    """Of its averaged model; its exponential one, started at the first weights, differs by βᵗ."""
    import torch
    from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

    model = torch.nn.Linear(3, 2).double()
    theirs = AveragedModel(model)
    biased = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(0.9))
    ours, exponential = UniformAverage(), ExponentialAverage(0.9)
    for step in range(8):
        weight = values(step, 2, 3)
        model.weight.data = torch.tensor(weight)
        theirs.update_parameters(model)
        biased.update_parameters(model)
        ours.update({"w": weight})
        exponential.update({"w": weight})
    agrees(ours.value()["w"], theirs.module.weight.detach().numpy())
    # a_t = βᵗ⁻¹ θ₁ + (1 − β) Σ_{k>1} …: take the first weights' surplus share off
    first, kept = values(0, 2, 3), 0.9**7
    seen = biased.module.weight.detach().numpy() - kept * 0.9 * first
    agrees(exponential.value()["w"], seen / (1 - 0.9**8))


def test_weights_that_stand_still_are_their_own_average() -> None:
    """From the first step on: this is what the correction is for."""
    average = ExponentialAverage(0.999)
    for _ in range(3):
        average.update({"w": np.full(2, 5.0)})
        agrees(average.value()["w"], np.full(2, 5.0))


def test_the_average_calms_noise() -> None:
    """Its variance is (1 − β)/(1 + β) of that of the weights."""
    rng, average, seen = np.random.default_rng(0), ExponentialAverage(0.9), []
    for _ in range(20_000):
        average.update({"w": rng.standard_normal(1)})
        seen.append(average.value()["w"][0])
    assert np.var(seen[100:]) == pytest.approx(0.1 / 1.9, rel=0.1)


def test_float16_weights_are_averaged_in_float32() -> None:
    """Where 2,048 + 1 is 2,048 and a thousandth of a step is none."""
    average, uniform = ExponentialAverage(0.999), UniformAverage()
    for step in range(4000):
        weights = {"w": np.array([2048 + 2 * (step % 2)], np.float16)}
        average.update(weights)
        uniform.update(weights)
    agrees(average.value()["w"], np.array([2049.0]), 1e-4)
    agrees(uniform.value()["w"], np.array([2049.0]), 1e-4)
    assert average.value()["w"].dtype == np.float32


def test_an_average_of_nothing_is_refused() -> None:
    """By both; and a memory that never forgets."""
    for average in (ExponentialAverage(), UniformAverage()):
        with pytest.raises(ShapeError, match=r"seen weights.*given: none.*update"):
            average.value()
    with pytest.raises(ShapeError, match=r"beta must.*given: 1"):
        ExponentialAverage(1.0)
