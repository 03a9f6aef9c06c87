"""The block against PyTorch's pre-norm layer, finite differences, and its identity."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from heldout.nn.attention import (
    block_parameters,
    causal_mask,
    transformer_block,
    transformer_block_backward,
)
from heldout.nn.shapes import Parameters, ShapeError

from ..oracle import agrees, distinct, slope, values


def _parameters(E: int, hidden: int) -> Parameters:
    """Of the right shapes, with nothing at 0 or 1."""
    shapes = block_parameters(E, hidden, np.random.default_rng(0))
    return {
        name: values(seed, *array.shape, scale=0.6)
        for seed, (name, array) in enumerate(shapes.items())
    }


@pytest.mark.torch
@settings(max_examples=20, deadline=None)
@given(distinct(5, most=5))
def test_values_and_gradients_are_pytorchs(sizes: tuple[int, ...]) -> None:
    """By x and all twelve parameters, under a causal mask."""
    import torch

    N, T, M, width, hidden = sizes
    E = M * width
    x, p, dy = values(20, N, T, E), _parameters(E, hidden), values(21, N, T, E)
    layer = torch.nn.TransformerEncoderLayer(
        E,
        M,
        hidden,
        dropout=0.0,
        activation=lambda a: torch.nn.functional.gelu(a, approximate="tanh"),
        batch_first=True,
        norm_first=True,
    ).double()
    t = {name: torch.tensor(value, requires_grad=True) for name, value in p.items()}
    moving = torch.tensor(x, requires_grad=True)
    weights = {
        "self_attn.in_proj_weight": t["weight"].T,
        "self_attn.in_proj_bias": t["bias"],
        "self_attn.out_proj.weight": t["weight_out"].T,
        "self_attn.out_proj.bias": t["bias_out"],
        "linear1.weight": t["weight_1"].T,
        "linear1.bias": t["bias_1"],
        "linear2.weight": t["weight_2"].T,
        "linear2.bias": t["bias_2"],
        "norm1.weight": t["gamma_1"],
        "norm1.bias": t["beta_1"],
        "norm2.weight": t["gamma_2"],
        "norm2.bias": t["beta_2"],
    }
    hidden_later = torch.tensor(~causal_mask(T))
    out = torch.func.functional_call(layer, weights, (moving, hidden_later))
    (out * torch.tensor(dy)).sum().backward()

    y, cache = transformer_block(x, p, M, causal_mask(T))
    agrees(y, out.detach())
    dx, gradients = transformer_block_backward(dy, cache)
    agrees(dx, moving.grad)
    assert set(gradients) == set(p)
    for name, gradient in gradients.items():
        agrees(gradient, t[name].grad)


def test_gradients_are_finite_differences() -> None:
    """By x and every parameter."""
    N, T, E, M, hidden = 2, 3, 4, 2, 5
    x, p, dy = values(20, N, T, E), _parameters(E, hidden), values(21, N, T, E)
    _, cache = transformer_block(x, p, M)
    dx, gradients = transformer_block_backward(dy, cache)
    agrees(dx, slope(lambda x: transformer_block(x, p, M)[0], x, dy), 1e-6)
    for name, gradient in gradients.items():
        wanted = slope(lambda a, name=name: transformer_block(x, p | {name: a}, M)[0], p[name], dy)
        agrees(gradient, wanted, 1e-6)


def test_with_output_weights_of_zero_it_is_the_identity() -> None:
    """Both branches say nothing: forward and backward everything passes unchanged."""
    x, p = values(20, 2, 3, 4), _parameters(4, 5)
    for name in ("weight_out", "bias_out", "weight_2", "bias_2"):
        p[name] = np.zeros_like(p[name])
    y, cache = transformer_block(x, p, 2)
    agrees(y, x, 0)
    agrees(transformer_block_backward(y, cache)[0], y, 0)


def test_the_branches_do_not_see_the_size_of_what_passes() -> None:
    """Normalized inside: what is added hardly changes when x is a thousand times larger."""
    x, p = values(20, 2, 3, 8), _parameters(8, 5)
    only_attention = p | {"weight_2": 0 * p["weight_2"], "bias_2": 0 * p["bias_2"]}
    added = transformer_block(x, only_attention, 2)[0] - x
    agrees(transformer_block(1000 * x, only_attention, 2)[0] - 1000 * x, added, 1e-3)


def test_first_parameters_are_as_many_as_said() -> None:
    """4 (E² + E) + 2EK + K + E + 4E; attention's part is drawn as three square layers."""
    E, K = 40, 70
    p = block_parameters(E, K, np.random.default_rng(0))
    assert sum(a.size for a in p.values()) == 4 * (E * E + E) + 2 * E * K + K + E + 4 * E
    assert abs(p["weight"].var() * E - 1) < 0.1
    y, _ = transformer_block(values(1, 2, 3, E), p, 4)
    assert np.isfinite(y).all()


@pytest.mark.parametrize(("dtype", "tolerance"), [(np.float32, 1e-4), (np.float16, 5e-2)])
def test_the_type_is_kept(dtype: type, tolerance: float) -> None:
    """Values and gradients have the type of the inputs, also at a mean of 10,000 in float32."""
    x, p = values(20, 2, 3, 4), _parameters(4, 5)
    narrow = {name: a.astype(dtype) for name, a in p.items()}
    y, cache = transformer_block(x.astype(dtype), narrow, 2)
    assert y.dtype == dtype
    agrees(y, transformer_block(x, p, 2)[0], tolerance)
    dx, gradients = transformer_block_backward(np.ones_like(y), cache)
    assert {dx.dtype, *(g.dtype for g in gradients.values())} == {np.dtype(dtype)}
    if dtype == np.float32:
        far, _ = transformer_block((x + 10_000).astype(dtype), narrow, 2)
        agrees(far - 10_000, transformer_block(x, p, 2)[0], 1e-2)


def test_what_does_not_fit_is_named() -> None:
    """A sequence that is not a batch, parameters of another width."""
    x, p = values(20, 2, 3, 4), _parameters(4, 5)
    with pytest.raises(ShapeError, match=r"x must have shape \(N, T, E\); given: .* x\[None\]"):
        transformer_block(x[0], p, 2)
    with pytest.raises(ShapeError, match="gamma and beta must have shape"):
        transformer_block(values(1, 2, 3, 6), p, 2)
