"""Schedules as functions of the step."""

from __future__ import annotations

import numpy as np
import pytest

from heldout.nn.optimizers import (
    constant_rate,
    cosine_decay,
    exponential_decay,
    step_decay,
    warmup,
    warmup_cosine,
)
from heldout.nn.shapes import ShapeError

from ..oracle import agrees


def _theirs(name: str, steps: int, **options: float) -> list[float]:
    import torch

    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.4)
    scheduler = getattr(torch.optim.lr_scheduler, name)(optimizer, **options)
    rates = []
    for _ in range(steps):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return rates


@pytest.mark.torch
def test_each_is_that_of_pytorch() -> None:
    """Step, exponential, cosine with an end, and linear warmup, over 20 steps."""
    t = range(20)
    agrees([step_decay(i, 0.4, 6, 0.5) for i in t], _theirs("StepLR", 20, step_size=6, gamma=0.5))
    agrees([exponential_decay(i, 0.4, 0.9) for i in t], _theirs("ExponentialLR", 20, gamma=0.9))
    agrees(
        [cosine_decay(i, 0.4, 19, 0.01) for i in t],
        _theirs("CosineAnnealingLR", 20, T_max=19, eta_min=0.01),
    )
    agrees(
        [warmup(i, 0.4, 5) for i in t],
        _theirs("LinearLR", 20, start_factor=1 / 5, total_iters=4),
    )


def test_a_constant_is_constant() -> None:
    """At every step."""
    assert {constant_rate(step, 0.3) for step in range(5)} == {0.3}


def test_the_cosine_goes_from_the_rate_through_the_middle_to_the_end() -> None:
    """And stays there."""
    agrees([cosine_decay(t, 1.0, 10, 0.2) for t in (0, 5, 10, 50)], [1.0, 0.6, 0.2, 0.2])


def test_warmup_starts_above_zero_and_reaches_the_rate() -> None:
    """A first step of 0 would waste a batch; no ramp is the rate itself."""
    agrees([warmup(t, 1.0, 4) for t in range(6)], [0.25, 0.5, 0.75, 1, 1, 1])
    assert warmup(0, 1.0, 0) == 1.0


def test_the_ramp_and_the_cosine_meet_at_the_rate() -> None:
    """It rises to step 4, falls from there, and ends where it is told to."""
    rates = np.array([warmup_cosine(t, 1.0, 4, 20, 0.1) for t in range(25)])
    assert rates.max() == 1.0
    assert (np.diff(rates[:4]) > 0).all()
    assert rates[3] == rates[4] == 1.0
    assert (np.diff(rates[4:21]) < 0).all()
    agrees(rates[20:], np.full(5, 0.1))
    agrees(
        [warmup_cosine(t, 1.0, 0, 20) for t in range(20)],
        [cosine_decay(t, 1.0, 20) for t in range(20)],
    )


def test_all_rates_are_proportional_to_the_first() -> None:
    """Twice the rate is twice the schedule."""
    for t in range(12):
        for schedule in (
            lambda rate, t=t: step_decay(t, rate, 3),
            lambda rate, t=t: exponential_decay(t, rate, 0.9),
            lambda rate, t=t: warmup_cosine(t, rate, 3, 10),
        ):
            assert schedule(2.0) == pytest.approx(2 * schedule(1.0))


def test_what_is_no_step_is_refused() -> None:
    """Steps count from 0; a ramp is shorter than the whole."""
    with pytest.raises(ShapeError, match=r"step must count from 0.*given: -1.*Pass"):
        cosine_decay(-1, 1.0, 10)
    with pytest.raises(ShapeError, match=r"every must.*given: 0"):
        step_decay(0, 1.0, 0)
    with pytest.raises(ShapeError, match=r"steps must.*given: 0"):
        cosine_decay(0, 1.0, 0)
    with pytest.raises(ShapeError, match=r"ramp must be shorter.*given: \(5, 5\)"):
        warmup_cosine(0, 1.0, 5, 5)
