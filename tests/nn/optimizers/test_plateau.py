"""A rate that falls when the score stands still, and only when it is told the score."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from heldout.nn.optimizers import GradientDescent, ReduceOnPlateau
from heldout.nn.shapes import ShapeError


@pytest.mark.torch
@pytest.mark.parametrize("rising", [False, True])
@pytest.mark.parametrize(
    "options",
    [{}, {"factor": 0.5, "patience": 2}, {"patience": 1, "cooldown": 3, "threshold": 0.1}],
)
def test_it_falls_when_that_of_pytorch_falls(options: dict[str, Any], rising: bool) -> None:
    """On 80 positive scores that improve, stand still and get worse."""
    import torch

    rng = np.random.default_rng(0)
    scores = np.concatenate([np.linspace(2, 1, 20), 1 + 0.1 * rng.random(40), np.full(20, 1.5)])
    reference = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    theirs = torch.optim.lr_scheduler.ReduceLROnPlateau(
        reference, mode="max" if rising else "min", min_lr=1e-4, **options
    )
    ours = ReduceOnPlateau(1.0, rising=rising, least=1e-4, **options)
    for score in scores:
        reference.step()
        theirs.step(score)
        assert ours.step(float(score)) == pytest.approx(reference.param_groups[0]["lr"])
    assert ours.learning_rate < 1


def test_untold_it_changes_nothing() -> None:
    """Making it beside an optimizer has no effect; the rate is its answer to a metric."""
    optimizer = GradientDescent(0.1)
    plateau = ReduceOnPlateau(optimizer.learning_rate, patience=0)
    w = {"w": np.ones(1)}
    for _ in range(50):
        optimizer.step(w, {"w": np.zeros(1)})
    assert optimizer.learning_rate == plateau.learning_rate == 0.1
    with pytest.raises(TypeError):
        plateau.step()  # type: ignore[call-arg]
    plateau.step(1.0)
    optimizer.learning_rate = plateau.step(1.0)
    assert optimizer.learning_rate == pytest.approx(0.01)


def test_a_score_that_is_no_number_is_no_improvement() -> None:
    """Neither at first nor later."""
    plateau = ReduceOnPlateau(1.0, patience=1)
    assert [plateau.step(score) for score in (float("nan"), 2.0, float("nan"))] == [1, 1, 1]
    assert plateau.step(float("nan")) == pytest.approx(0.1)


@pytest.mark.parametrize("rising", [False, True])
def test_negative_scores_that_stand_still_are_a_plateau(rising: bool) -> None:
    """A log-likelihood of −1 at every epoch."""
    plateau = ReduceOnPlateau(1.0, patience=2, rising=rising)
    rates = [plateau.step(-1.0) for _ in range(4)]
    assert rates == pytest.approx([1, 1, 1, 0.1])


def test_the_rate_has_a_floor() -> None:
    """Below which it does not fall."""
    plateau = ReduceOnPlateau(1.0, patience=0, least=0.05)
    for _ in range(10):
        plateau.step(1.0)
    assert plateau.learning_rate == 0.05


def test_a_factor_must_lower() -> None:
    """1 or more would not."""
    with pytest.raises(ShapeError, match=r"factor must.*given: 1.*usual"):
        ReduceOnPlateau(1.0, factor=1.0)
