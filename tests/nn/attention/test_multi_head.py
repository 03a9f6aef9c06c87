"""Multi-head self-attention against PyTorch, finite differences and its own laws."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.attention import (
    attention,
    causal_mask,
    multi_head_attention,
    multi_head_attention_backward,
    padding_mask,
)
from heldout.nn.shapes import Array, ShapeError

from ..oracle import agrees, distinct, slope, values


def _arguments(N: int, T: int, E: int) -> list[Array]:
    """x, weight, bias, weight_out and bias_out."""
    shapes = [(N, T, E), (E, 3 * E), (3 * E,), (E, E), (E,)]
    return [values(seed, *shape, scale=0.7) for seed, shape in enumerate(shapes)]


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(4), st.sampled_from(["none", "causal", "padding", "both"]), st.data())
def test_values_and_gradients_are_pytorchs(
    sizes: tuple[int, ...], kind: str, data: st.DataObject
) -> None:
    """By x and the four weights, with every kind of mask (PyTorch's says True for hidden)."""
    import torch

    N, T, M, width = sizes
    E = M * width
    arguments = _arguments(N, T, E)
    lengths = np.array(data.draw(st.lists(st.integers(1, T), min_size=N, max_size=N)))
    hides = padding_mask(lengths, T) if kind in ("padding", "both") else None
    mask = causal_mask(T) if kind in ("causal", "both") else None
    padding = None if hides is None else torch.tensor(~hides[:, 0])
    later = None if mask is None else torch.tensor(~mask)
    mask = hides if mask is None else mask if hides is None else mask & hides
    x, w, b, w_out, b_out = (torch.tensor(a, requires_grad=True) for a in arguments)
    layer = torch.nn.MultiheadAttention(E, M, batch_first=True).double()
    weights = {"in_proj_weight": w.T, "in_proj_bias": b}
    weights |= {"out_proj.weight": w_out.T, "out_proj.bias": b_out}
    out, _ = torch.func.functional_call(
        layer, weights, (x, x, x), {"key_padding_mask": padding, "attn_mask": later}
    )
    dy = values(6, N, T, E)
    expected = torch.autograd.grad((out * torch.tensor(dy)).sum(), (x, w, b, w_out, b_out))

    y, cache = multi_head_attention(*arguments, heads=M, mask=mask)
    agrees(y, out.detach())
    for actual, wanted in zip(multi_head_attention_backward(dy, cache), expected, strict=True):
        agrees(actual, wanted)


@pytest.mark.parametrize("masked", [False, True])
def test_gradients_are_finite_differences(masked: bool) -> None:
    """By each argument."""
    N, T, E, M = 2, 3, 4, 2
    arguments, dy = _arguments(N, T, E), values(6, N, T, E)
    mask = causal_mask(T) if masked else None
    _, cache = multi_head_attention(*arguments, heads=M, mask=mask)
    for place, actual in enumerate(multi_head_attention_backward(dy, cache)):

        def f(moved: Array, place: int = place) -> Array:
            changed = [*arguments[:place], moved, *arguments[place + 1 :]]
            return multi_head_attention(*changed, heads=M, mask=mask)[0]

        agrees(actual, slope(f, arguments[place], dy), 1e-6)


def test_one_head_is_attention_between_dense_layers() -> None:
    """And each of several heads works on its own columns."""
    x, w, b, w_out, b_out = _arguments(2, 5, 6)
    q, k, v = np.split(x @ w + b, 3, axis=-1)
    one, _ = multi_head_attention(x, w, b, w_out, b_out, heads=1)
    agrees(one, attention(q, k, v)[0] @ w_out + b_out, 1e-12)
    heads = [attention(*(a[..., 2 * m : 2 * m + 2] for a in (q, k, v)))[0] for m in range(3)]
    three, _ = multi_head_attention(x, w, b, w_out, b_out, heads=3)
    agrees(three, np.concatenate(heads, axis=-1) @ w_out + b_out, 1e-12)


def test_shuffled_words_give_shuffled_outputs() -> None:
    """Without positions it cannot tell their order."""
    x, *weights = _arguments(2, 5, 6)
    order = [3, 0, 4, 1, 2]
    y, _ = multi_head_attention(x, *weights, heads=2)
    agrees(multi_head_attention(x[:, order], *weights, heads=2)[0], y[:, order], 1e-12)


def test_a_sentence_of_padding_gives_the_bias() -> None:
    """Nothing is seen, nothing is nan; and samples do not see each other."""
    x, *weights = _arguments(2, 4, 6)
    mask = padding_mask(np.array([4, 0]), 4)
    y, cache = multi_head_attention(x, *weights, heads=3, mask=mask)
    agrees(y[1], np.broadcast_to(weights[3], (4, 6)), 1e-12)
    agrees(y[:1], multi_head_attention(x[:1], *weights, heads=3)[0], 1e-12)
    assert all(np.isfinite(g).all() for g in multi_head_attention_backward(y, cache))


@pytest.mark.parametrize(("dtype", "tolerance"), [(np.float32, 1e-5), (np.float16, 2e-2)])
def test_the_type_is_kept(dtype: type, tolerance: float) -> None:
    """Values and gradients have the type of the inputs; one step of one sample works."""
    for sizes in ((2, 3, 4), (1, 1, 2)):
        arguments = _arguments(*sizes)
        y, _ = multi_head_attention(*arguments, heads=2)
        narrow, cache = multi_head_attention(*(a.astype(dtype) for a in arguments), heads=2)
        agrees(narrow, y, tolerance)
        back = multi_head_attention_backward(np.ones_like(narrow), cache)
        assert {narrow.dtype, *(g.dtype for g in back)} == {np.dtype(dtype)}


def test_what_does_not_fit_is_named() -> None:
    """Heads that do not divide the embedding, weights of another shape."""
    x, w, *rest = _arguments(2, 3, 4)
    with pytest.raises(ShapeError, match=r"heads must divide E = 4; given: 3\. Each"):
        multi_head_attention(x, w, *rest, heads=3)
    with pytest.raises(ShapeError, match="weight must have shape"):
        multi_head_attention(x, w.T, *rest, heads=2)
    with pytest.raises(ShapeError, match="x must have shape"):
        multi_head_attention(x[0], w, *rest, heads=2)
    with pytest.raises(ShapeError, match="mask must broadcast"):
        multi_head_attention(x, w, *rest, heads=2, mask=np.ones((3, 4), dtype=bool))
