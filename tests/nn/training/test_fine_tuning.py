"""Groups of layers with rates of their own."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.optimizers.adam import Adam
from heldout.nn.shapes import ShapeError
from heldout.nn.training import GroupedOptimizer, discriminative_rates, unfrozen_groups

from ..oracle import agrees, values


@settings(max_examples=25, deadline=None)
@given(st.floats(1e-4, 1), st.integers(1, 8), st.floats(1, 5))
def test_each_rate_is_a_factor_below_the_next(rate: float, groups: int, factor: float) -> None:
    """From the bottom up; the head has the rate itself."""
    rates = discriminative_rates(rate, groups, factor)
    assert len(rates) == groups
    assert rates[-1] == rate
    agrees(np.array(rates[1:]), np.array(rates[:-1]) * factor, 1e-9)


def test_the_factor_of_the_paper() -> None:
    """2.6 from layer to layer."""
    agrees(discriminative_rates(0.676, 3), [0.1, 0.26, 0.676], 1e-12)


def test_one_group_more_is_trained_each_epoch() -> None:
    """From the head down, then all of them."""
    assert [list(unfrozen_groups(3, epoch)) for epoch in range(4)] == [
        [2],
        [1, 2],
        [0, 1, 2],
        [0, 1, 2],
    ]


def test_groups_step_as_they_would_alone() -> None:
    """Each with its own optimizer, through ten steps, to the last bit; what is in none stays."""
    parameters = {"body": values(0, 2, 3), "head": values(1, 3), "other": values(2, 4)}
    alone = {name: array.copy() for name, array in parameters.items()}
    grouped = GroupedOptimizer([Adam(0.01), Adam(0.1)], [["body"], ["head"]])
    body, head = Adam(0.01), Adam(0.1)
    for step in range(10):
        gradients = {name: values(step, *array.shape) for name, array in parameters.items()}
        grouped.step(parameters, gradients)
        body.step({"body": alone["body"]}, gradients)
        head.step({"head": alone["head"]}, gradients)
    assert all(np.array_equal(parameters[name], alone[name]) for name in alone)


def test_a_group_that_is_not_given_waits() -> None:
    """Its optimizer takes no step, so that bias correction begins when it is unfrozen."""
    parameters = {"body": values(0, 2), "head": values(1, 3)}
    body, head = Adam(0.01), Adam(0.1)
    grouped = GroupedOptimizer([body, head], [["body"], ["head"]])
    grouped.step({"head": parameters["head"]}, {"head": np.ones(3)})
    assert (body.steps, head.steps) == (0, 1)


@pytest.mark.torch
def test_it_steps_like_parameter_groups_of_pytorch() -> None:
    """Adam with two rates, five steps."""
    import torch

    ours = {"body": values(0, 2, 3), "head": values(1, 3)}
    theirs = {name: torch.tensor(array.copy()) for name, array in ours.items()}
    rates = discriminative_rates(0.1, 2)
    grouped = GroupedOptimizer([Adam(rate) for rate in rates], [["body"], ["head"]])
    groups = [
        {"params": [theirs[name]], "lr": rate}
        for name, rate in zip(("body", "head"), rates, strict=True)
    ]
    optimizer = torch.optim.Adam(groups)
    for step in range(5):
        gradients = {name: values(step + 7, *array.shape) for name, array in ours.items()}
        grouped.step(ours, gradients)
        for name, tensor in theirs.items():
            tensor.grad = torch.tensor(gradients[name])
        optimizer.step()
    for name in ours:
        agrees(ours[name], theirs[name].numpy(), 1e-10)


def test_groups_that_do_not_fit_are_refused() -> None:
    """With what must hold, what was given and what to do."""
    with pytest.raises(ShapeError, match=r"two groups; given: \['a'\]\. It would be stepped twice"):
        GroupedOptimizer([Adam(), Adam()], [["a", "b"], ["a"]])
    with pytest.raises(ShapeError, match="an optimizer for each group; given: 1 for 2"):
        GroupedOptimizer([Adam()], [["a"], ["b"]])
    with pytest.raises(ShapeError, match="factor must be at least 1"):
        discriminative_rates(0.1, 2, 0.5)
    with pytest.raises(ShapeError, match="groups must be at least 1"):
        discriminative_rates(0.1, 0)
