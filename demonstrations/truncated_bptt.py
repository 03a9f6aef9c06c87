"""Truncated backpropagation learns lags shorter than its window

At every step an RNN of 8 units is asked for the sign that it read L steps ago, in a stream of
random signs. The state is always handed on; the gradient goes back k = 5 steps, the last of them
its own, so up to a lag of 4. Beyond that no gradient says that keeping the sign would help. What
the first weights happen to carry may still be read by the output: the network starts with a small
radius so that this is little.
"""

from __future__ import annotations

import numpy as np

from heldout.nn.losses.squared import mse
from heldout.nn.optimizers.adam import Adam
from heldout.nn.optimizers.clipping import clip_by_norm
from heldout.nn.recurrent import (
    many_to_many,
    many_to_many_backward,
    recurrent_parameters,
    rnn,
    truncated_rnn_backward,
)

from .finding import Finding

TITLE = "Truncated backpropagation learns lags shorter than its window"
ROWS = ["Truncated BPTT", "Backpropagation through time"]

H, N, T = 8, 16, 40
LAYER = ("weight_x", "weight_h", "bias")


def told(lag: int, window: int, seed: int = 0, steps: int = 300) -> float:
    """Share of the signs that are told right after training, on new streams."""
    rng = np.random.default_rng(seed)
    p = recurrent_parameters(1, H, rng, radius=0.3)
    p |= {"weight": rng.standard_normal((H, 1)) / H**0.5, "offset": np.zeros(1)}
    p = {name: value.astype(np.float32) for name, value in p.items()}
    optimizer = Adam(0.01)
    zero = np.zeros((N, H), np.float32)
    right = []
    for step in range(steps + 20):
        x = rng.choice(np.float32([-1, 1]), (N, T + lag, 1))
        h, cache = rnn(x, zero, *(p[name] for name in LAYER))
        y, head = many_to_many(h, p["weight"], p["offset"])
        if step >= steps:  # measured, no longer trained
            right.append(np.mean((y[:, lag:] > 0) == (x[:, :T] > 0)))
            continue
        dy = np.zeros_like(y)
        _, dy[:, lag:] = mse(y[:, lag:], x[:, :T])
        dh, dweight, doffset = many_to_many_backward(dy, head)
        _, _, *dlayer = truncated_rnn_backward(dh, cache, window, 1)
        gradients = dict(zip(LAYER, dlayer, strict=True))
        gradients |= {"weight": dweight, "offset": doffset}
        optimizer.step(p, clip_by_norm(gradients, 1.0)[0])
    return float(np.mean(right))


def findings() -> list[Finding]:
    """Signs told right, with the lag inside and outside the window."""
    return [
        Finding("lag 3, window 5", 100 * told(3, 5), 4, "%", 1, at_least=95),
        Finding("lag 4, window 5", 100 * told(4, 5), 4, "%", 1, at_least=95),
        Finding("lag 5, window 5 (guessing: 50 %)", 100 * told(5, 5), 8, "%", 1, at_most=75),
        Finding("lag 5, window 6", 100 * told(5, 6), 6, "%", 1, at_least=90),
    ]
