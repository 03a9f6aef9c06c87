"""GRU: one state that is its own memory, moved part of the way towards a candidate.

    r = σ(x W_r + b_r + h U_r + b′_r)          z = σ(x W_z + b_z + h U_z + b′_z)
    n = tanh(x W_n + b_n + r ⊙ (h U_n + b′_n))          reset after the product (PyTorch, cuDNN)
    n = tanh(x W_n + b_n + (r ⊙ h) U_n + b′_n)          reset before it (the original paper)
    h ← (1 − z) ⊙ n + z ⊙ h

Letters: N samples, T steps, D inputs, H hidden units; blocks stand in PyTorch's order r, z, n.
There is no cell and no output gate: 3 (H (D + H) + H) numbers, three quarters of the LSTM's, and
another 3H for b′, which is not idle here: r multiplies b′_n when the reset comes after.

Two traps. The two placements of r are different networks: weights of one do not work in the other.
And papers disagree on z: here z = 1 keeps the state, as in PyTorch and in Cho's equation 7; Chung
et al. (2014) write (1 − z) ⊙ h + z ⊙ n, where it replaces it.

Source: Cho et al., 2014, equations 5 to 8; PyTorch's `torch.nn.GRU` for the other placement.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, floating, must, sizes

__all__ = ["gru", "gru_backward", "gru_step"]

Cache = tuple[Array, Array, Array, Array, Array, Array, bool]


def gru(
    x: Array,
    h0: Array,
    weight_x: Array,
    weight_h: Array,
    bias_x: Array,
    bias_h: Array,
    *,
    reset_after: bool = True,
) -> tuple[Array, Cache]:
    """The state (N, T, H) after every step, and what backward needs.

    x (N, T, D), h0 (N, H), weight_x (D, 3H), weight_h (H, 3H), bias_x and bias_h (3H,).
    """
    x = floating("x", x)
    N, T, D = sizes("x", x, "N T D", "One sequence is a batch of one: x[None].")
    H = _fits(N, D, h0, weight_x, weight_h, bias_x, bias_h)
    gates = (x.reshape(N * T, D) @ weight_x + bias_x).reshape(N, T, 3, H)  # every step at once
    inner = np.empty((N, T, H), gates.dtype)
    h = np.empty((N, T + 1, H), gates.dtype)
    h[:, 0] = h0
    for t in range(T):
        inner[:, t] = _open(gates[:, t], h[:, t], weight_h, bias_h, reset_after)
        z, n = gates[:, t, 1], gates[:, t, 2]
        h[:, t + 1] = n + z * (h[:, t] - n)
    return h[:, 1:].copy(), (x, h, gates, inner, weight_x, weight_h, reset_after)  # (N, T, H)


def gru_step(
    x: Array,
    h: Array,
    weight_x: Array,
    weight_h: Array,
    bias_x: Array,
    bias_h: Array,
    *,
    reset_after: bool = True,
) -> Array:
    """The state (N, H) after one input (N, D), from the state before."""
    x = floating("x", x)
    N, D = sizes("x", x, "N D", "One step has no axis for time: x[:, t].")
    H = _fits(N, D, h, weight_x, weight_h, bias_x, bias_h)
    gates = (x @ weight_x + bias_x).reshape(N, 3, H)
    _open(gates, h, weight_h, bias_h, reset_after)
    return gates[:, 2] + gates[:, 1] * (h - gates[:, 2])


def gru_backward(dh: Array, cache: Cache) -> tuple[Array, Array, Array, Array, Array, Array]:
    """Gradients by x, h0, weight_x, weight_h, bias_x and bias_h, in their shapes.

    dh (N, T, H) is the gradient by the state of every step, zeros where no loss sees it.
    """
    x, h, gates, inner, weight_x, weight_h, reset_after = cache
    N, T, H = sizes("dh", dh, "N T H", "Give zeros for the steps that no loss sees.")
    must(h.shape == (N, T + 1, H), "dh must have the shape of h", dh.shape, f"{h[:, 1:].shape}.")
    before = h[:, :-1]  # (N, T, H)
    r, z, n = gates[:, :, 0], gates[:, :, 1], gates[:, :, 2]
    da = np.empty_like(gates)  # by the sums in σ and tanh
    later = np.zeros_like(h[:, 0])  # (N, H)
    for t in reversed(range(T)):
        dh_t = dh[:, t] + later
        da[:, t, 2] = dh_t * (1 - z[:, t]) * (1 - n[:, t] ** 2)
        da[:, t, 1] = dh_t * (before[:, t] - n[:, t]) * z[:, t] * (1 - z[:, t])
        if reset_after:
            through, dr = da[:, t, 2] * r[:, t], da[:, t, 2] * inner[:, t]
            straight = through @ weight_h[:, 2 * H :].T
        else:
            through = da[:, t, 2] @ weight_h[:, 2 * H :].T
            straight, dr = through * r[:, t], through * before[:, t]
        da[:, t, 0] = dr * r[:, t] * (1 - r[:, t])
        two = da[:, t, :2].reshape(N, 2 * H) @ weight_h[:, : 2 * H].T
        later = dh_t * z[:, t] + straight + two
    reset = r if reset_after else np.ones_like(r)
    da_h = da * np.stack([np.ones_like(r), np.ones_like(r), reset], axis=2)  # by h U + b′
    read = [before, before, before if reset_after else r * before]  # what each block multiplies
    products = [
        one.reshape(N * T, H).T @ da_h[:, :, block].reshape(N * T, H)
        for block, one in enumerate(read)
    ]
    flat, flat_h = da.reshape(N * T, 3 * H), da_h.reshape(N * T, 3 * H)
    dx = (flat @ weight_x.T).reshape(x.shape)  # (N, T, D)
    dweight_x = x.reshape(N * T, -1).T @ flat  # (D, 3H)
    dweight_h = np.concatenate(products, axis=1)  # (H, 3H)
    wide = np.promote_types(flat.dtype, np.float32)
    dbias_x = flat.sum(axis=0, dtype=wide).astype(flat.dtype)  # (3H,)
    dbias_h = flat_h.sum(axis=0, dtype=wide).astype(flat.dtype)  # (3H,)
    return dx, later, dweight_x, dweight_h, dbias_x, dbias_h


def _open(gates: Array, h: Array, weight_h: Array, bias_h: Array, reset_after: bool) -> Array:
    """Sums over x (N, 3, H) become r, z, n in place; what comes back (N, H) is added in n."""
    N, H = h.shape
    two = (h @ weight_h[:, : 2 * H] + bias_h[: 2 * H]).reshape(N, 2, H)
    gates[:, :2] = (1 + np.tanh((gates[:, :2] + two) / 2)) / 2  # σ, which cannot overflow
    r, last, bias = gates[:, 0], weight_h[:, 2 * H :], bias_h[2 * H :]
    inner = (h if reset_after else r * h) @ last + bias  # (N, H)
    gates[:, 2] = np.tanh(gates[:, 2] + (r * inner if reset_after else inner))
    return inner


def _fits(
    N: int, D: int, h: Array, weight_x: Array, weight_h: Array, bias_x: Array, bias_h: Array
) -> int:
    """The number of hidden units, when all fit to N samples of D inputs."""
    H, _ = sizes("weight_h", weight_h, "H 3H")
    must(
        weight_x.shape == (D, 3 * H) and weight_h.shape == (H, 3 * H),
        f"weight_x must have shape ({D}, {3 * H}) and weight_h ({H}, {3 * H})",
        f"{weight_x.shape} and {weight_h.shape}",
        "Three blocks r, z, n side by side; PyTorch keeps them transposed: use weight.T.",
    )
    must(
        bias_x.shape == bias_h.shape == (3 * H,),
        f"bias_x and bias_h must have shape ({3 * H},)",
        f"{bias_x.shape} and {bias_h.shape}",
        "Give zeros for the second to have one bias.",
    )
    must(h.shape == (N, H), f"the first h must have shape ({N}, {H})", h.shape, "A row each.")
    return H
