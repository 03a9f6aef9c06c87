"""Every optimizer against PyTorch's, and what all of them share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from heldout.nn.optimizers import (
    Adadelta,
    Adagrad,
    Adam,
    AdamW,
    GradientDescent,
    Momentum,
    Nesterov,
    RMSProp,
)
from heldout.nn.shapes import Parameters, ShapeError

from ..oracle import agrees, distinct, values

RULES: dict[str, tuple[Callable[[], Any], str, dict[str, Any]]] = {
    "GradientDescent": (lambda: GradientDescent(0.1), "SGD", {"lr": 0.1}),
    "Momentum": (lambda: Momentum(0.1, beta=0.8), "SGD", {"lr": 0.1, "momentum": 0.8}),
    "Nesterov": (
        lambda: Nesterov(0.1, beta=0.8),
        "SGD",
        {"lr": 0.1, "momentum": 0.8, "nesterov": True},
    ),
    "Adagrad": (lambda: Adagrad(0.1, epsilon=0.01), "Adagrad", {"lr": 0.1, "eps": 0.01}),
    "RMSProp": (
        lambda: RMSProp(0.1, rho=0.8, epsilon=0.01),
        "RMSprop",
        {"lr": 0.1, "alpha": 0.8, "eps": 0.01},
    ),
    "Adadelta": (
        lambda: Adadelta(0.7, rho=0.8, epsilon=0.01),
        "Adadelta",
        {"lr": 0.7, "rho": 0.8, "eps": 0.01},
    ),
    "Adam": (
        lambda: Adam(0.1, beta1=0.8, beta2=0.9, epsilon=0.01),
        "Adam",
        {"lr": 0.1, "betas": (0.8, 0.9), "eps": 0.01},
    ),
    "AdamW": (
        lambda: AdamW(0.1, decay=0.3, beta1=0.8, beta2=0.9, epsilon=0.01),
        "AdamW",
        {"lr": 0.1, "betas": (0.8, 0.9), "eps": 0.01, "weight_decay": 0.3},
    ),
}
DEFAULTS: dict[str, tuple[Callable[[], Any], str, dict[str, Any]]] = {
    "Adagrad": (Adagrad, "Adagrad", {}),
    "RMSProp": (RMSProp, "RMSprop", {}),
    "Adadelta": (Adadelta, "Adadelta", {}),
    "Adam": (Adam, "Adam", {}),
    "AdamW": (AdamW, "AdamW", {}),
}
EVERY = pytest.mark.parametrize("name", RULES)


@pytest.mark.torch
@pytest.mark.parametrize(
    "case", [*RULES.values(), *DEFAULTS.values()], ids=[*RULES, *(f"{n}()" for n in DEFAULTS)]
)
@settings(max_examples=5, deadline=None)
@given(distinct(2))
def test_twenty_steps_are_those_of_pytorch(
    case: tuple[Callable[[], Any], str, dict[str, Any]], shape: tuple[int, ...]
) -> None:
    """On a matrix and a vector, with gradients that depend on where the parameters are."""
    import torch

    make, theirs, options = case
    ours = {"weight": values(0, *shape), "bias": values(1, shape[1])}
    pull = {name: values(2, *array.shape) ** 2 + 0.1 for name, array in ours.items()}
    tensors = {name: torch.tensor(array, requires_grad=True) for name, array in ours.items()}
    optimizer, reference = make(), getattr(torch.optim, theirs)(tensors.values(), **options)
    for step in range(20):
        push = {name: values(9 + step, *array.shape) for name, array in ours.items()}
        optimizer.step(ours, {name: pull[name] * ours[name] + push[name] for name in ours})
        for name, tensor in tensors.items():
            tensor.grad = torch.tensor(pull[name]) * tensor.detach() + torch.tensor(push[name])
        reference.step()
        for name, tensor in tensors.items():
            agrees(ours[name], tensor.detach().numpy(), 1e-10)


@EVERY
def test_it_finds_the_minimum_of_a_bowl(name: str) -> None:
    """The loss comes to a hundredth; Adadelta's to a fortieth, before it rises again."""
    optimizer = RULES[name][0]()
    scale = np.array([0.5, 1.0, 2.0])
    x = {"x": np.array([1.0, -1.0, 0.5])}
    losses = []
    for _ in range(300):
        losses.append(float(scale @ x["x"] ** 2))
        optimizer.step(x, {"x": 2 * scale * x["x"]})
    if name == "Adadelta":
        assert min(losses) < losses[0] / 40
    else:
        assert max(losses[-10:]) < losses[0] / 100


@EVERY
def test_parameters_are_changed_in_place_and_gradients_are_not(name: str) -> None:
    """The model that holds the arrays sees the steps."""
    array, gradient = np.ones((2, 3)), values(0, 2, 3)
    kept = gradient.copy()
    RULES[name][0]().step({"w": array}, {"w": gradient})
    assert (array != 1).all()
    agrees(gradient, kept, 0)


@EVERY
@pytest.mark.parametrize("dtype", [np.float32, np.float16])
def test_the_dtype_stays_and_squares_do_not_overflow(name: str, dtype: type) -> None:
    """A gradient of 300 in float16: its square is infinite there, and the step is not."""
    optimizer = RULES[name][0]()
    ours = {"w": values(0, 5).astype(dtype)}
    truth = {"w": ours["w"].astype(np.float64)}
    exact = RULES[name][0]()
    for _ in range(3):
        optimizer.step(ours, {"w": np.array([300, -300, 1, 0.01, 0], dtype)})
        exact.step(truth, {"w": np.array([300, -300, 1, 0.01, 0], dtype).astype(float)})
    assert ours["w"].dtype == dtype
    agrees(ours["w"], truth["w"], 20 * float(np.finfo(dtype).eps))


@EVERY
def test_parameters_do_not_see_each_other(name: str) -> None:
    """Two together move as each alone."""
    both = {"a": values(0, 3), "b": values(1, 4)}
    alone = {key: {key: array.copy()} for key, array in both.items()}
    together, separate = RULES[name][0](), {key: RULES[name][0]() for key in both}
    for step in range(5):
        gradients = {"a": values(step, 3), "b": values(10 + step, 4)}
        together.step(both, gradients)
        for key in both:
            separate[key].step(alone[key], gradients)
    for key in both:
        agrees(both[key], alone[key][key], 1e-15)


@EVERY
@pytest.mark.parametrize(
    ("parameter", "gradient", "message"),
    [
        (
            np.ones((2, 3)),
            {"w": np.ones((1, 3))},
            r"its shape \(2, 3\); given: shape \(1, 3\).*Sum",
        ),
        (np.ones(2), {"v": np.ones(2)}, r"'w' has none; given: \['fine', 'v'\].*same names"),
        (np.ones(2, int), {"w": np.ones(2)}, r"must be a floating array.*int64.*Make it"),
        (np.float64(1), {"w": np.ones(())}, r"must be a floating array.*float64.*Make it"),
    ],
    ids=["broadcast", "missing", "integers", "scalar"],
)
def test_what_would_fail_silently_is_said(
    name: str, parameter: Any, gradient: Parameters, message: str
) -> None:
    """And nothing has moved, not even the parameter that was in order."""
    fine = np.ones(2)
    with pytest.raises(ShapeError, match=message):
        RULES[name][0]().step({"fine": fine, "w": parameter}, gradient | {"fine": np.ones(2)})
    agrees(fine, np.ones(2))


def test_a_layer_is_frozen_by_leaving_it_out() -> None:
    """Gradients of other names are not used."""
    body, head = np.ones(2), np.ones(2)
    GradientDescent(0.5).step({"head": head}, {"head": np.ones(2), "body": np.ones(2)})
    agrees(body, np.ones(2))
    agrees(head, np.full(2, 0.5))
