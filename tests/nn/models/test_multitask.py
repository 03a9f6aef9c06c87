"""One trunk, several heads."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from heldout.nn.losses.cross_entropy import cross_entropy
from heldout.nn.losses.squared import mse
from heldout.nn.models import Multitask, fit
from heldout.nn.optimizers import Adam
from heldout.nn.shapes import ShapeError
from heldout.nn.training import weighted_sum

from ..oracle import agrees, distinct, slope, values


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(shape=distinct(6, most=9))
def test_outputs_and_gradients_agree_with_pytorch(shape: tuple[int, ...]) -> None:
    """A classification and a regression, with weights 0.7 and 2."""
    import torch
    from torch.nn import functional

    N, D, H, K, classes, outputs = shape
    model = Multitask((D, H, K), (classes, outputs), np.random.default_rng(0))
    x, target, wanted = values(1, N, D), np.arange(N) % classes, values(2, N, outputs)
    y, cache = model.forward(x)
    loss, dy = weighted_sum([cross_entropy(y[0], target), mse(y[1], wanted)], [0.7, 2.0])
    gradients = model.backward(dy, cache)
    p = {n: torch.tensor(a, requires_grad=True) for n, a in model.parameters.items()}
    h = torch.tensor(x)
    for layer in (1, 2):
        h = torch.relu(h @ p[f"trunk.weight{layer}"] + p[f"trunk.bias{layer}"])
    first = h @ p["head1.weight1"] + p["head1.bias1"]
    second = h @ p["head2.weight1"] + p["head2.bias1"]
    expected = 0.7 * functional.cross_entropy(first, torch.tensor(target))
    expected = expected + 2 * functional.mse_loss(second, torch.tensor(wanted))
    expected.backward()
    agrees(loss, expected.item())
    assert gradients.keys() == p.keys()
    for name, gradient in gradients.items():
        agrees(gradient, p[name].grad.numpy())


def test_gradients_agree_with_finite_differences() -> None:
    """Of Σ dy·y over both heads."""
    model = Multitask((3, 5), (2, 4), np.random.default_rng(0))
    x, dy = values(1, 6, 3), [values(2, 6, 2), values(3, 6, 4)]
    gradients = model.backward(dy, model.forward(x)[1])
    for name, array in model.parameters.items():

        def outputs(value, name=name):
            kept, model.parameters[name] = model.parameters[name], value
            y = np.hstack(model.forward(x)[0])
            model.parameters[name] = kept
            return y

        agrees(gradients[name], slope(outputs, array, np.hstack(dy)), 1e-6)


def test_the_trunk_gets_the_sum_of_what_the_heads_ask() -> None:
    """The law of sharing: both tasks are each alone, added; a head hears of its own only."""
    model = Multitask((3, 5), (2, 4), np.random.default_rng(0))
    x, a, b = values(1, 6, 3), values(2, 6, 2), values(3, 6, 4)
    _, cache = model.forward(x)
    both = model.backward([a, b], cache)
    first, second = model.backward([a, 0 * b], cache), model.backward([0 * a, b], cache)
    for name, gradient in both.items():
        agrees(gradient, first[name] + second[name])
    assert not first["head2.weight1"].any()
    assert first["trunk.weight1"].any()


def test_it_trains_with_the_loop_of_all_models() -> None:
    """Two lines from one input: both losses come down."""
    x = values(1, 100, 3)
    target = np.column_stack([x[:, 0] + x[:, 1], x[:, 0] - x[:, 1]])
    model = Multitask((3, 16), (1, 1), np.random.default_rng(0))

    def loss(y, t):
        return weighted_sum([mse(y[0], t[:, :1]), mse(y[1], t[:, 1:])], [1.0, 1.0])

    losses = fit(model, x, target, loss, Adam(0.02), np.random.default_rng(0), epochs=40, size=20)
    assert losses[-1] < 0.05 * losses[0]


def test_types_stay() -> None:
    """float32 throughout."""
    model = Multitask((3, 5), (2, 4), np.random.default_rng(0), dtype=np.float32)
    y, cache = model.forward(values(1, 6, 3).astype(np.float32))
    gradients = model.backward(y, cache)
    assert {a.dtype for a in [*y, *gradients.values()]} == {np.dtype(np.float32)}


def test_every_head_needs_its_gradient() -> None:
    """What must hold, what was given, what to do."""
    model = Multitask((3, 5), (2, 4), np.random.default_rng(0))
    y, cache = model.forward(values(1, 6, 3))
    with pytest.raises(ShapeError, match=r"one for each head; given: 1\."):
        model.backward(y[:1], cache)
    with pytest.raises(ShapeError, match="a task or more"):
        Multitask((3, 5), (), np.random.default_rng(0))
