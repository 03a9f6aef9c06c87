"""Where a penalty and a decay are one, and where they are two."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from heldout.nn.optimizers import Adam, GradientDescent, Momentum, coupled_decay, shrink
from heldout.nn.shapes import Parameters, ShapeError

from ..oracle import agrees, distinct, values


def _both(make: type, rate: float, strength: float) -> tuple[Parameters, Parameters]:
    """Ten steps with the penalty in the gradient, and ten with the shrinking beside."""
    penalised, decayed = {"w": values(0, 4)}, {"w": values(0, 4)}
    one, two = make(rate), make(rate)
    for step in range(10):
        g = np.array([1e-2, 1.0, 10.0, 0.3]) * values(step + 1, 4)
        one.step(penalised, coupled_decay(penalised, {"w": g}, strength))
        shrink(decayed, rate * strength)
        two.step(decayed, {"w": g})
    return penalised, decayed


def test_for_gradient_descent_they_are_one() -> None:
    """With the share ηλ."""
    penalised, decayed = _both(GradientDescent, 0.1, 0.5)
    agrees(penalised["w"], decayed["w"], 1e-13)


@pytest.mark.parametrize("make", [Momentum, Adam])
def test_for_others_they_are_two(make: type) -> None:
    """Momentum carries the penalty on, Adam divides it."""
    penalised, decayed = _both(make, 0.1, 0.5)
    assert np.abs(penalised["w"] - decayed["w"]).max() > 0.01


@pytest.mark.torch
@pytest.mark.parametrize("name", ["SGD", "Adam", "Adagrad", "RMSprop", "Adadelta"])
def test_coupled_decay_is_what_pytorch_calls_weight_decay(name: str) -> None:
    """In every optimizer of its but AdamW."""
    import torch

    from heldout.nn import optimizers

    ours_name = {"SGD": "GradientDescent", "RMSprop": "RMSProp"}.get(name, name)
    ours, optimizer = {"w": values(0, 3)}, getattr(optimizers, ours_name)(0.1)
    tensor = torch.tensor(ours["w"].copy(), requires_grad=True)
    reference = getattr(torch.optim, name)([tensor], lr=0.1, weight_decay=0.3)
    for step in range(20):
        g = values(step + 1, 3)
        optimizer.step(ours, coupled_decay(ours, {"w": g}, 0.3))
        tensor.grad = torch.tensor(g)
        reference.step()
        agrees(ours["w"], tensor.detach().numpy(), 1e-10)


@settings(max_examples=25, deadline=None)
@given(distinct(2))
def test_what_is_not_to_decay_does_not(shape: tuple[int, ...]) -> None:
    """Neither coupled nor decoupled, and dtypes stay."""
    p = {"w": values(0, *shape).astype(np.float32), "b": values(1, shape[1]).astype(np.float32)}
    g = {name: np.ones_like(array) for name, array in p.items()}
    before = {name: array.copy() for name, array in p.items()}
    coupled = coupled_decay(p, g, 0.5, undecayed=["b"])
    agrees(coupled["w"], 1 + 0.5 * p["w"], 1e-6)
    agrees(coupled["b"], g["b"], 0)
    assert coupled["w"].dtype == coupled["b"].dtype == np.float32
    shrink(p, 0.25, undecayed=["b"])
    agrees(p["w"], 0.75 * before["w"], 1e-6)
    agrees(p["b"], before["b"], 0)
    assert p["w"].dtype == np.float32


@pytest.mark.parametrize("share", [-0.1, 1.0, 3.0])
def test_weights_neither_grow_nor_change_their_sign(share: float) -> None:
    """A share of 1 or more would send them past 0."""
    with pytest.raises(ShapeError, match=r"share.*from 0 to below 1.*lower"):
        shrink({"w": np.ones(2)}, share)
