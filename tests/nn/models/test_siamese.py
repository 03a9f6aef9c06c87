"""The Siamese network: one encoder, several branches, one sum of gradients."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.losses.triplet import triplet_loss
from heldout.nn.models import CNN, MLP, Siamese, random_triplets
from heldout.nn.optimizers import Adam
from heldout.nn.shapes import Parameters, ShapeError

from ..oracle import agrees, distinct, slope, values


def network(*widths: int) -> Siamese:
    """A small one whose biases are not 0."""
    made = Siamese(MLP(widths, np.random.default_rng(0)))
    for name in made.parameters:
        made.parameters[name] += values(len(name), *made.parameters[name].shape, scale=0.1)
    return made


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(shape=distinct(4, least=2, most=8), margin=st.sampled_from([0.1, 0.5, 2.0]))
def test_loss_and_gradients_agree_with_pytorch(shape: tuple[int, ...], margin: float) -> None:
    """An encoder called three times there, whose gradients autograd adds up."""
    import torch
    from torch.nn.functional import normalize

    N, *widths = shape
    ours = network(*widths)
    inputs = [values(seed, N, widths[0]) for seed in (1, 2, 3)]
    p = {n: torch.tensor(a, requires_grad=True) for n, a in ours.parameters.items()}

    def encode(x):
        h = torch.relu(torch.tensor(x) @ p["weight1"] + p["bias1"])
        return normalize(h @ p["weight2"] + p["bias2"])

    a, b, c = (encode(x) for x in inputs)
    gaps = ((a - b) ** 2).sum(1) - ((a - c) ** 2).sum(1) + margin
    expected = torch.relu(gaps).mean()
    expected.backward()
    loss, gradients = ours.triplet(*inputs, margin)
    agrees(loss, expected.item())
    for name, gradient in gradients.items():
        agrees(gradient, p[name].grad.numpy())


def test_the_gradient_is_the_sum_over_the_branches() -> None:
    """Each branch for itself, with copies of the encoder, and the three added up."""
    ours = network(3, 5, 4)
    inputs = [values(seed, 6, 3) for seed in (1, 2, 3)]
    _, total = ours.triplet(*inputs, 1.0)
    outs = [ours.forward(x) for x in inputs]
    _, slopes = triplet_loss(*(u for u, _ in outs), margin=1.0)
    branches: list[Parameters] = [
        network(3, 5, 4).backward(du, cache) for du, (_, cache) in zip(slopes, outs, strict=True)
    ]
    for name, gradient in total.items():
        agrees(gradient, sum(branch[name] for branch in branches))
        assert not np.allclose(gradient, branches[0][name])


def test_the_sum_is_the_slope_of_the_loss() -> None:
    """By finite differences: a step of the weights moves all three branches at once."""
    ours = network(3, 5, 4)
    inputs = [values(seed, 6, 3) for seed in (1, 2, 3)]
    _, gradients = ours.triplet(*inputs, 1.0)
    for name, array in ours.parameters.items():

        def loss(value, name=name):
            kept, ours.parameters[name] = ours.parameters[name], value
            found, _ = ours.triplet(*inputs, 1.0)
            ours.parameters[name] = kept
            return found

        agrees(gradients[name], slope(loss, array, 1.0), 1e-5)


def test_vectors_have_length_one_whatever_the_scale() -> None:
    """The law of the unit sphere: the last layer times c is the same embedding."""
    ours = network(3, 5, 4)
    x = values(1, 7, 3)
    u, _ = ours.forward(x)
    agrees(np.linalg.norm(u, axis=1), np.ones(7))
    ours.parameters["weight2"] *= 5
    ours.parameters["bias2"] *= 5
    agrees(ours.forward(x)[0], u)


def test_distance_is_symmetric_and_zero_to_oneself() -> None:
    """And never above 2."""
    ours = network(3, 5, 4)
    a, b = values(1, 9, 3), values(2, 9, 3)
    agrees(ours.distances(a, b), ours.distances(b, a))
    agrees(ours.distances(a, a), np.zeros(9))
    assert ours.distances(a, b).max() <= 2


@pytest.mark.parametrize("dtype", [np.float64, np.float32, np.float16])
def test_a_vector_of_length_zero_is_no_nan(dtype: type) -> None:
    """It has no direction, and stays 0; values and gradients are finite and keep their type."""
    encoder = MLP((2, 3), np.random.default_rng(0), dtype=dtype)
    ours = Siamese(encoder)
    u, cache = ours.forward(np.zeros((2, 2), dtype))
    agrees(u, np.zeros((2, 3)))
    assert u.dtype == dtype
    for gradient in ours.backward(np.zeros_like(u), cache).values():
        assert gradient.dtype == dtype
        assert np.isfinite(gradient).all()


def test_a_cnn_can_be_the_encoder() -> None:
    """Anything with forward and backward."""
    ours = Siamese(CNN((1, 4, 4), (2,), 3, np.random.default_rng(0)))
    loss, gradients = ours.triplet(*(values(seed, 5, 1, 4, 4) for seed in (1, 2, 3)))
    assert loss > 0
    assert gradients.keys() == ours.parameters.keys()


def test_training_brings_kinds_together() -> None:
    """Two kinds that differ in the sign of one feature of many."""
    rng = np.random.default_rng(0)
    kind = rng.integers(0, 2, 200)
    x = rng.standard_normal((200, 6))
    x[:, 0] = np.where(kind == 1, 1, -1)
    ours, optimizer = Siamese(MLP((6, 4), rng)), Adam(0.03)
    first, last = [], []
    for step in range(150):
        a, p, n = random_triplets(kind, 40, rng)
        loss, gradients = ours.triplet(x[a], x[p], x[n], 0.5)
        optimizer.step(ours.parameters, gradients)
        (first if step < 10 else last).append(loss)
    assert np.mean(last[-10:]) < 0.2 * np.mean(first)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 999), sizes=st.lists(st.integers(1, 5), min_size=2, max_size=5))
def test_triplets_are_triplets(seed: int, sizes: list[int]) -> None:
    """Another sample of the same kind, and one of another kind."""
    labels = np.random.default_rng(seed).permutation(np.repeat(np.arange(len(sizes)) * 3, sizes))
    if max(sizes) == 1:
        with pytest.raises(ShapeError, match="one of them twice"):
            random_triplets(labels, 5, np.random.default_rng(0))
        return
    a, p, n = random_triplets(labels, 50, np.random.default_rng(seed))
    assert (labels[a] == labels[p]).all()
    assert (a != p).all()
    assert (labels[a] != labels[n]).all()


def test_every_positive_and_negative_comes_up() -> None:
    """None is left out by the way they are drawn."""
    labels = np.array([0, 1, 0, 1, 2, 0])
    a, p, n = random_triplets(labels, 2000, np.random.default_rng(0))
    assert {(int(i), int(j)) for i, j in zip(a, p, strict=True)} == {
        (i, j) for i in range(6) for j in range(6) if i != j and labels[i] == labels[j]
    }
    assert {(int(i), int(j)) for i, j in zip(a, n, strict=True)} == {
        (i, j) for i in (0, 1, 2, 3, 5) for j in range(6) if labels[i] != labels[j]
    }


def test_a_single_kind_is_told() -> None:
    """What must hold, what was given, what to do."""
    with pytest.raises(ShapeError, match=r"two kinds.*given: 1 kinds\. A triplet needs"):
        random_triplets(np.zeros(4, int), 2, np.random.default_rng(0))
