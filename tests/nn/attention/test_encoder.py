"""The encoder: blocks one after another, gradients under their names, what it can tell."""

from __future__ import annotations

import numpy as np
import pytest

from heldout.nn.attention import (
    TransformerEncoder,
    causal_mask,
    padding_mask,
    sinusoidal_positions,
    transformer_block,
)
from heldout.nn.layers.layer_norm import layer_norm
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, slope, values

WORDS = np.array([[1, 4, 2], [0, 2, 2]])


def _encoder() -> TransformerEncoder:
    return TransformerEncoder(5, 4, np.random.default_rng(0), blocks=2, heads=2, hidden=3)


def test_it_is_its_parts_in_order() -> None:
    """Table and places, each block with its own weights, the last normalization."""
    encoder = _encoder()
    p = encoder.parameters
    h = p["words"][WORDS] + sinusoidal_positions(3, 4)
    for number in (0, 1):
        prefix = f"block{number}."
        own = {name[7:]: value for name, value in p.items() if name.startswith(prefix)}
        h, _ = transformer_block(h, own, 2)
    agrees(encoder.forward(WORDS)[0], layer_norm(h, p["gamma"], p["beta"])[0], 1e-12)


def test_gradients_are_finite_differences() -> None:
    """By every parameter, under their names."""
    encoder, dy = _encoder(), values(1, 2, 3, 4)
    y, cache = encoder.forward(WORDS)
    gradients = encoder.backward(dy, cache)
    assert set(gradients) == set(encoder.parameters)
    assert y.shape == dy.shape
    for name, gradient in gradients.items():

        def f(moved: np.ndarray, name: str = name) -> np.ndarray:
            kept = encoder.parameters[name]
            encoder.parameters[name] = moved
            y, _ = encoder.forward(WORDS)
            encoder.parameters[name] = kept
            return y

        agrees(gradient, slope(f, encoder.parameters[name], dy), 1e-6)


@pytest.mark.torch
def test_gradients_are_autograds() -> None:
    """Of the whole stack written with PyTorch's own functions, by table, block and γ."""
    import torch
    from torch.nn import functional as F

    encoder, dy = _encoder(), values(1, 2, 3, 4)
    t = {n: torch.tensor(v, requires_grad=True) for n, v in encoder.parameters.items()}
    h = F.embedding(torch.tensor(WORDS), t["words"]) + torch.tensor(sinusoidal_positions(3, 4))
    for b in ("block0.", "block1."):
        a = F.layer_norm(h, (4,), t[b + "gamma_1"], t[b + "beta_1"])
        q, k, v = (a @ t[b + "weight"] + t[b + "bias"]).split(4, dim=-1)
        q, k, v = (one.reshape(2, 3, 2, 2).transpose(1, 2) for one in (q, k, v))
        seen = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        h = h + seen.transpose(1, 2).reshape(2, 3, 4) @ t[b + "weight_out"] + t[b + "bias_out"]
        a = F.layer_norm(h, (4,), t[b + "gamma_2"], t[b + "beta_2"])
        a = F.gelu(a @ t[b + "weight_1"] + t[b + "bias_1"], approximate="tanh")
        h = h + a @ t[b + "weight_2"] + t[b + "bias_2"]
    out = F.layer_norm(h, (4,), t["gamma"], t["beta"])
    out.backward(torch.tensor(dy))
    y, cache = encoder.forward(WORDS, causal_mask(3))
    agrees(y, out.detach())
    for name, gradient in encoder.backward(dy, cache).items():
        agrees(gradient, t[name].grad)


def test_places_are_told_apart() -> None:
    """The same word twice has two vectors; another order gives other vectors."""
    encoder = _encoder()
    y, _ = encoder.forward(np.array([[2, 2, 2]]))
    assert np.abs(y[0, 0] - y[0, 1]).max() > 0.01
    there, _ = encoder.forward(np.array([[1, 4]]))
    back, _ = encoder.forward(np.array([[4, 1]]))
    assert np.abs(there[0, 0] - back[0, 1]).max() > 0.01


def test_masks_hold_through_all_blocks() -> None:
    """Causal: a later word changes nothing before it. Padding: as if it were not there."""
    encoder = _encoder()
    other = WORDS.copy()
    other[:, 2] = 3
    before = encoder.forward(WORDS, causal_mask(3))[0][:, :2]
    agrees(encoder.forward(other, causal_mask(3))[0][:, :2], before, 1e-12)
    padded, _ = encoder.forward(WORDS, padding_mask(np.array([2, 2]), 3))
    agrees(padded[:, :2], encoder.forward(WORDS[:, :2])[0], 1e-12)


def test_cast_parameters_give_that_type() -> None:
    """float32 tables and weights: float32 vectors and gradients; one word of one sentence."""
    encoder = _encoder()
    y, _ = encoder.forward(WORDS[:1, :1])
    encoder.parameters = {n: v.astype(np.float32) for n, v in encoder.parameters.items()}
    narrow, cache = encoder.forward(WORDS[:1, :1])
    agrees(narrow, y, 1e-4)
    kinds = {g.dtype for g in encoder.backward(narrow, cache).values()}
    assert kinds | {narrow.dtype} == {np.dtype(np.float32)}


def test_words_outside_the_table_are_refused() -> None:
    """And a sentence that is not a batch."""
    with pytest.raises(ShapeError, match=r"words must lie from 0 to 4; given: 5 to 5\. Count"):
        _encoder().forward(np.array([[5]]))
    with pytest.raises(ShapeError, match=r"words must have shape \(N, T\)"):
        _encoder().forward(np.array([1]))
