"""The autoencoder against PyTorch, finite differences and PCA."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from heldout.nn.activations.rectifiers import relu, relu_backward
from heldout.nn.losses.squared import mse
from heldout.nn.models import Autoencoder, fit, pca, subspace_angle
from heldout.nn.optimizers import Adam
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, slope, values


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(shape=distinct(4, most=8))
def test_values_and_gradients_agree_with_pytorch(shape: tuple[int, ...]) -> None:
    """D–H–K–H–D with tanh, the target being the input."""
    import torch

    N, *widths = shape
    model = Autoencoder(widths, np.random.default_rng(0))
    x = values(1, N, widths[0])
    y, cache = model.forward(x)
    loss, dy = mse(y, x)
    gradients = model.backward(dy, cache)
    p = {n: torch.tensor(a, requires_grad=True) for n, a in model.parameters.items()}
    h = torch.tensor(x)
    for half in ("encoder", "decoder"):
        h = torch.tanh(h @ p[f"{half}.weight1"] + p[f"{half}.bias1"])
        h = h @ p[f"{half}.weight2"] + p[f"{half}.bias2"]
    expected = ((h - torch.tensor(x)) ** 2).mean()
    expected.backward()
    agrees(loss, expected.item())
    assert gradients.keys() == p.keys()
    for name, gradient in gradients.items():
        agrees(gradient, p[name].grad.numpy())


def test_gradients_agree_with_finite_differences() -> None:
    """Through the code to the first layer."""
    model = Autoencoder((4, 5, 2), np.random.default_rng(0))
    x, dy = values(1, 6, 4), values(2, 6, 4)
    gradients = model.backward(dy, model.forward(x)[1])
    for name, array in model.parameters.items():

        def output(value, name=name):
            kept, model.parameters[name] = model.parameters[name], value
            y = model.forward(x)[0]
            model.parameters[name] = kept
            return y

        agrees(gradients[name], slope(output, array, dy), 1e-6)


def test_forward_is_decode_of_encode() -> None:
    """And the code is as narrow as was said."""
    model = Autoencoder((6, 5, 2), np.random.default_rng(0), activation=(relu, relu_backward))
    x = values(1, 7, 6)
    code = model.encode(x)
    assert code.shape == (7, 2)
    agrees(model.decode(code), model.forward(x)[0])


def test_the_anomaly_score_is_the_error_of_each_sample() -> None:
    """Mean over its values; the mean over the samples is the loss."""
    model = Autoencoder((6, 2), np.random.default_rng(0))
    x = values(1, 7, 6)
    score = model.anomaly_score(x)
    agrees(score, [np.mean((model.forward(row[None])[0] - row) ** 2) for row in x])
    agrees(score.mean(), mse(model.forward(x)[0], x)[0])


def test_linear_layers_come_to_the_plane_of_pca_and_no_further() -> None:
    """The law of Baldi and Hornik: the error of PCA of that width, and its subspace."""
    x = values(1, 60, 6) * np.array([4, 3, 1, 0.5, 0.3, 0.2])
    model = Autoencoder((6, 2), np.random.default_rng(0))
    rng = np.random.default_rng(0)
    for rate, epochs in ((0.02, 1500), (0.001, 500)):
        fit(model, x, x, mse, Adam(rate), rng, epochs=epochs, size=60)
    best = pca(x, 2)
    error = model.anomaly_score(x).mean() / best.anomaly_score(x).mean()
    assert 1 - 1e-9 <= error < 1.001
    assert subspace_angle(model.parameters["decoder.weight1"], best.axes) < 0.5


@pytest.mark.parametrize("dtype", [np.float32, np.float16])
def test_types_stay(dtype: type) -> None:
    """Reconstructions, codes and gradients."""
    model = Autoencoder((4, 3, 2), np.random.default_rng(0), dtype=dtype)
    x = values(1, 5, 4).astype(dtype)
    y, cache = model.forward(x)
    assert y.dtype == model.encode(x).dtype == model.anomaly_score(x).dtype == dtype
    assert {a.dtype for a in model.backward(y, cache).values()} == {np.dtype(dtype)}


def test_a_code_is_needed() -> None:
    """What must hold, what was given, what to do."""
    with pytest.raises(ShapeError, match=r"input and code; given: \(4,\)"):
        Autoencoder((4,), np.random.default_rng(0))
