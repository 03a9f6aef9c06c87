"""LSTM: a cell that is added to, with gates that say what is kept, written and shown.

    a_t = x_t W + h_{t−1} U + b                       (N, 4H), in four blocks: i, f, g, o
    i, f, o = σ(a_i), σ(a_f), σ(a_o)     g = tanh(a_g)
    c_t = f ⊙ c_{t−1} + i ⊙ g            h_t = o ⊙ tanh(c_t)

Letters: N samples, T steps, D inputs, H hidden units. W (D, 4H), U (H, 4H), b (4H,): together
4 (H (D + H) + H) numbers. The blocks stand in PyTorch's order; PyTorch keeps W and U transposed and
a second bias that adds nothing. The way back along the cell is dc_{t−1} = f ⊙ dc_t: no matrix, so
that a gate near 1 carries a gradient over many steps. Hence the trap at the start: with b_f = 0 the
gate is 1/2 and twenty steps leave a millionth; begin with b_f = 1 or more.

σ(a) is written (1 + tanh(a/2))/2, which cannot overflow. What comes from x is one matrix product
for all steps; only what comes from h has to wait for its step. Weights are shared by the steps, so
their gradient is the sum over them.

Source: Hochreiter and Schmidhuber, 1997; the forget gate is of Gers, Schmidhuber and Cummins, 2000.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, floating, must, sizes

__all__ = ["lstm", "lstm_backward", "lstm_step"]

Cache = tuple[Array, Array, Array, Array, Array, Array]


def lstm(
    x: Array, h0: Array, c0: Array, weight_x: Array, weight_h: Array, bias: Array
) -> tuple[Array, Array, Cache]:
    """Hidden states (N, T, H), cells (N, T, H) after each step, and what backward needs.

    x (N, T, D), h0 and c0 (N, H), weight_x (D, 4H), weight_h (H, 4H), bias (4H,).
    """
    x = floating("x", x)
    N, T, D = sizes("x", x, "N T D", "One sequence is a batch of one: x[None].")
    H = _fits(N, D, h0, c0, weight_x, weight_h, bias)
    a = x.reshape(N * T, D) @ weight_x + bias  # (N·T, 4H), every step at once
    gates = a.reshape(N, T, 4, H)
    h = np.empty((N, T + 1, H), gates.dtype)
    c = np.empty((N, T + 1, H), gates.dtype)
    h[:, 0], c[:, 0] = h0, c0
    for t in range(T):
        gates[:, t] += (h[:, t] @ weight_h).reshape(N, 4, H)
        h[:, t + 1], c[:, t + 1] = _cell(gates[:, t], c[:, t])  # the gates stay, opened
    return h[:, 1:].copy(), c[:, 1:].copy(), (x, h, c, gates, weight_x, weight_h)  # (N, T, H) twice


def lstm_step(
    x: Array, h: Array, c: Array, weight_x: Array, weight_h: Array, bias: Array
) -> tuple[Array, Array]:
    """Hidden state and cell (N, H) after one input (N, D), from those before: for generation."""
    x = floating("x", x)
    N, D = sizes("x", x, "N D", "One step has no axis for time: x[:, t].")
    H = _fits(N, D, h, c, weight_x, weight_h, bias)
    a = x @ weight_x + h @ weight_h + bias  # (N, 4H)
    return _cell(a.reshape(N, 4, H), c)


def lstm_backward(
    dh: Array, cache: Cache, dc: Array | None = None
) -> tuple[Array, Array, Array, Array, Array, Array]:
    """Gradients by x, h0, c0, weight_x, weight_h and bias, in their shapes.

    dh (N, T, H) is the gradient by every hidden state; dc (N, T, H) by every cell, None if no cell
    is used outside.
    """
    x, h, c, gates, weight_x, weight_h = cache
    N, T, H = sizes("dh", dh, "N T H", "Give zeros for the steps that no loss sees.")
    fits = h.shape == (N, T + 1, H) and (dc is None or dc.shape == dh.shape)
    must(fits, "dh and dc must have the shape of h", f"{dh.shape}", f"h was {h[:, 1:].shape}.")
    i, f, g, o = gates[:, :, 0], gates[:, :, 1], gates[:, :, 2], gates[:, :, 3]  # (N, T, H) each
    tanh_c = np.tanh(c[:, 1:])
    inward = o * (1 - tanh_c**2)  # ∂h/∂c
    slopes = np.empty_like(gates)  # (N, T, 4, H): ∂c/∂a of i, f and g, and ∂h/∂a of o
    slopes[:, :, 0] = g * i * (1 - i)
    slopes[:, :, 1] = c[:, :-1] * f * (1 - f)
    slopes[:, :, 2] = i * (1 - g**2)
    slopes[:, :, 3] = tanh_c * o * (1 - o)
    da = np.empty_like(gates)
    dh_later, dc_later = np.zeros_like(h[:, 0]), np.zeros_like(h[:, 0])  # (N, H)
    for t in reversed(range(T)):
        dh_t = dh[:, t] + dh_later
        dc_t = dc_later + dh_t * inward[:, t]
        if dc is not None:
            dc_t = dc_t + dc[:, t]
        da[:, t, :3] = dc_t[:, None] * slopes[:, t, :3]
        da[:, t, 3] = dh_t * slopes[:, t, 3]
        dh_later = da[:, t].reshape(N, 4 * H) @ weight_h.T
        dc_later = dc_t * f[:, t]
    da = da.reshape(N * T, 4 * H)
    dx = (da @ weight_x.T).reshape(x.shape)  # (N, T, D)
    dweight_x = x.reshape(N * T, -1).T @ da  # (D, 4H)
    dweight_h = h[:, :-1].reshape(N * T, H).T @ da  # (H, 4H)
    wide = np.promote_types(da.dtype, np.float32)
    dbias = da.sum(axis=0, dtype=wide).astype(da.dtype)  # (4H,)
    return dx, dh_later, dc_later, dweight_x, dweight_h, dbias


def _cell(gates: Array, c: Array) -> tuple[Array, Array]:
    """h and c from the sums (N, 4, H), which are replaced by the gates i, f, g, o."""
    gates[:, [0, 1, 3]] = (1 + np.tanh(gates[:, [0, 1, 3]] / 2)) / 2
    gates[:, 2] = np.tanh(gates[:, 2])
    c = gates[:, 1] * c + gates[:, 0] * gates[:, 2]
    return gates[:, 3] * np.tanh(c), c


def _fits(N: int, D: int, h: Array, c: Array, weight_x: Array, weight_h: Array, bias: Array) -> int:
    """The number of hidden units, when all fit to N samples of D inputs."""
    H, _ = sizes("weight_h", weight_h, "H 4H")
    must(
        weight_x.shape == (D, 4 * H) and weight_h.shape == (H, 4 * H),
        f"weight_x must have shape ({D}, {4 * H}) and weight_h ({H}, {4 * H})",
        f"{weight_x.shape} and {weight_h.shape}",
        "Four blocks i, f, g, o side by side; PyTorch keeps them transposed: use weight.T.",
    )
    must(bias.shape == (4 * H,), f"bias must have shape ({4 * H},)", bias.shape, "One each.")
    must(
        h.shape == c.shape == (N, H),
        f"the first h and c must have shape ({N}, {H})",
        f"{h.shape} and {c.shape}",
        "A row for each sample: zeros when there is nothing to remember.",
    )
    return H
