"""Two branches, joined."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.shapes import ShapeError
from heldout.nn.text import Fusion

from ..oracle import agrees, distinct, slope, values


def _built(shape: tuple[int, ...], seed: int) -> tuple[Fusion, np.ndarray, np.ndarray, np.ndarray]:
    N, first, second, units, classes = shape
    model = Fusion(first, second, units, classes, np.random.default_rng(seed))
    for n, parameter in enumerate(model.parameters.values()):
        parameter += 0.1 * values(seed + n, *parameter.shape)  # biases too
    return (
        model,
        values(seed + 7, N, first),
        values(seed + 8, N, second),
        values(seed + 9, N, classes),
    )


@settings(max_examples=10, deadline=None)
@given(distinct(5, 1, 6), st.integers(0, 999))
def test_gradients_are_finite_differences(shape: tuple[int, ...], seed: int) -> None:
    """Of every parameter, with all sizes different."""
    model, numeric, text, dlogits = _built(shape, seed)
    _, cache = model.forward(numeric, text)
    gradients = model.backward(dlogits, cache)
    assert list(gradients) == list(model.parameters)
    for name in model.parameters:

        def logits(value: np.ndarray, name: str = name) -> np.ndarray:
            kept = model.parameters[name]
            model.parameters[name] = value
            out, _ = model.forward(numeric, text)
            model.parameters[name] = kept
            return out

        agrees(gradients[name], slope(logits, model.parameters[name], dlogits), 1e-6)


@pytest.mark.torch
@settings(max_examples=10, deadline=None)
@given(distinct(5, 1, 6), st.integers(0, 999))
def test_it_is_pytorchs(shape: tuple[int, ...], seed: int) -> None:
    """Logits and gradients, of two linear branches that are concatenated."""
    import torch

    model, numeric, text, dlogits = _built(shape, seed)
    logits, cache = model.forward(numeric, text)
    p = {k: torch.tensor(v, requires_grad=True) for k, v in model.parameters.items()}
    h1 = torch.relu(torch.tensor(numeric) @ p["numeric_weight"] + p["numeric_bias"])
    h2 = torch.relu(torch.tensor(text) @ p["text_weight"] + p["text_bias"])
    theirs = torch.cat([h1, h2], dim=1) @ p["weight"] + p["bias"]
    theirs.backward(torch.tensor(dlogits))
    agrees(logits, theirs.detach().numpy(), 1e-12)
    for name, gradient in model.backward(dlogits, cache).items():
        agrees(gradient, p[name].grad.numpy(), 1e-12)


def test_a_branch_whose_output_weights_are_zero_does_not_count() -> None:
    """A closed branch: the logits are those of the other, and it gets no gradient."""
    model, numeric, text, dlogits = _built((4, 3, 5, 2, 6), 1)
    model.parameters["weight"][2:] = 0
    logits, cache = model.forward(numeric, text)
    agrees(model.forward(numeric, -3 * text)[0], logits)
    assert not model.backward(dlogits, cache)["text_weight"].any()


@pytest.mark.parametrize("dtype", [np.float32, np.float16])
def test_the_type_is_kept(dtype: type) -> None:
    """Of the parameters and the inputs."""
    model = Fusion(3, 4, 2, 5, np.random.default_rng(0), dtype=dtype)
    logits, cache = model.forward(values(1, 6, 3).astype(dtype), values(2, 6, 4).astype(dtype))
    assert logits.dtype == dtype
    assert {g.dtype for g in model.backward(logits, cache).values()} == {np.dtype(dtype)}


def test_what_does_not_fit_is_said() -> None:
    """What must hold, what was given, what to do."""
    model = Fusion(3, 4, 2, 5, np.random.default_rng(0))
    with pytest.raises(ShapeError, match=r"text must have the 2 rows of numeric; given: 1. The s"):
        model.forward(np.ones((2, 3)), np.ones((1, 4)))
    with pytest.raises(ShapeError, match=r"features must be \(3, 4\); given: \(4, 3\). As built"):
        model.forward(np.ones((2, 4)), np.ones((2, 3)))
