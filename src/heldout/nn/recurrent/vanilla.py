"""The vanilla RNN and backpropagation through time.

    h_t = tanh(x_t W + h_{t−1} U + b)

    δ_t = (dL/dh_t + δ_{t+1} Uᵀ) ⊙ (1 − h_t²)          from the last step to the first
    dL/dW = Σ_t x_tᵀ δ_t     dL/dU = Σ_t h_{t−1}ᵀ δ_t     dL/db = Σ_t δ_t     dL/dx_t = δ_t Wᵀ

Letters: N samples, T steps, D inputs, H hidden units; W (D, H), U (H, H), b (H,). Time runs one
way: the loop is from each state to the next.

One set of weights serves all steps, so its gradient is the sum over them: forgetting to add is the
first trap. The second is in the reading: what is multiplied from step to step is the Jacobian
Uᵀ diag(1 − h²), so what a loss says of steps long before it shrinks or grows like ρᵏ; the weights
still get the gradient of the recent steps. In NumPy the sum over steps is one matrix product.

Sources: Elman, 1990; Werbos, 1990 (the way back); Bengio, Simard and Frasconi, 1994 (why it fades).
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, floating, must, sizes

__all__ = ["rnn", "rnn_backward"]

Cache = tuple[Array, Array, Array, Array]


def rnn(x: Array, h0: Array, weight_x: Array, weight_h: Array, bias: Array) -> tuple[Array, Cache]:
    """The state (N, T, H) after every step, and what backward needs.

    x (N, T, D), h0 (N, H), weight_x (D, H), weight_h (H, H), bias (H,).
    """
    x = floating("x", x)
    N, T, D = sizes("x", x, "N T D", "One sequence is a batch of one: x[None].")
    H, _ = sizes("weight_h", weight_h, "H H")
    must(
        weight_x.shape == (D, H) and weight_h.shape == (H, H) and bias.shape == (H,),
        f"weight_x must have shape ({D}, {H}), weight_h ({H}, {H}) and bias ({H},)",
        f"{weight_x.shape}, {weight_h.shape} and {bias.shape}",
        "PyTorch keeps the weights transposed: use weight.T.",
    )
    must(h0.shape == (N, H), f"h0 must have shape ({N}, {H})", h0.shape, "A row for each sample.")
    a = (x.reshape(N * T, D) @ weight_x + bias).reshape(N, T, H)  # every step at once
    h = np.empty((N, T + 1, H), a.dtype)
    h[:, 0] = h0
    for t in range(T):
        h[:, t + 1] = np.tanh(a[:, t] + h[:, t] @ weight_h)  # (N, H)
    return h[:, 1:].copy(), (x, h, weight_x, weight_h)  # (N, T, H)


def rnn_backward(dh: Array, cache: Cache) -> tuple[Array, Array, Array, Array, Array]:
    """Gradients by x, h0, weight_x, weight_h and bias, in their shapes.

    dh (N, T, H) is the gradient by the state of every step, zeros where no loss sees it.
    """
    x, h, weight_x, weight_h = cache
    N, T, H = sizes("dh", dh, "N T H", "Give zeros for the steps that no loss sees.")
    must(h.shape == (N, T + 1, H), "dh must have the shape of h", dh.shape, f"{h[:, 1:].shape}.")
    slope = 1 - h[:, 1:] ** 2  # (N, T, H)
    delta = np.empty_like(slope)
    later = np.zeros_like(h[:, 0])  # (N, H): what the steps after t say
    for t in reversed(range(T)):
        delta[:, t] = (dh[:, t] + later) * slope[:, t]
        later = delta[:, t] @ weight_h.T
    delta = delta.reshape(N * T, H)
    dx = (delta @ weight_x.T).reshape(x.shape)  # (N, T, D)
    dweight_x = x.reshape(N * T, -1).T @ delta  # (D, H): the sum over samples and steps
    dweight_h = h[:, :-1].reshape(N * T, H).T @ delta  # (H, H)
    wide = np.promote_types(delta.dtype, np.float32)
    dbias = delta.sum(axis=0, dtype=wide).astype(delta.dtype)  # (H,)
    return dx, later, dweight_x, dweight_h, dbias
