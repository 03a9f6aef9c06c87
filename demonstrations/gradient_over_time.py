"""How far back a gradient reaches: RNN, LSTM and attention

What a loss at the last step says of the input 50 steps before it, as a share of what it says of
the input 1 step before. In the vanilla RNN each step multiplies by a Jacobian: with a recurrent
matrix of radius 0.5 the share vanishes and with 1.5 (and small states, where tanh is straight) it
explodes; it need not shrink. The gradient by the *weights* does not vanish with it: recent steps
still give theirs. The LSTM's share depends on the forget gate, open or half open. In attention
every input is one step away, whatever its distance.
"""

from __future__ import annotations

import numpy as np

from heldout.nn.attention import attention, attention_backward
from heldout.nn.recurrent import lstm, lstm_backward, recurrent_parameters, rnn, rnn_backward
from heldout.nn.shapes import Array

from .finding import Finding

TITLE = "How far back a gradient reaches: RNN, LSTM and attention"
ROWS = [
    "Vanilla RNN",
    "Backpropagation through time",
    "LSTM",
    "Transformer / self-attention",
]

N, T, D, H, LAG = 200, 60, 4, 32, 50


def _share(dx: Array) -> float:
    size = np.linalg.norm(dx, axis=-1).mean(axis=0)  # (T,)
    return float(size[T - 1 - LAG] / size[T - 2])


def _loss(rng: np.random.Generator, steps: int) -> Array:
    """The gradient of a loss on the last `steps` states only."""
    dh = np.zeros((N, T, H))
    dh[:, T - steps :] = rng.standard_normal((N, steps, H))
    return dh


def of_rnn(radius: float, size: float) -> tuple[float, float]:
    """The share at the lag; and the norm of dL/dU, all 60 steps over the last 10 alone."""
    rng = np.random.default_rng(0)
    p = recurrent_parameters(D, H, rng, radius=radius)
    x, h0 = size * rng.standard_normal((N, T, D)), np.zeros((N, H))
    _, (_, states, *weights) = rnn(x, h0, p["weight_x"], p["weight_h"], p["bias"])
    dh = _loss(rng, 1)
    dx, _, _, dweight_h, _ = rnn_backward(dh, (x, states, *weights))
    recent = rnn_backward(dh[:, -10:], (x[:, -10:], states[:, -11:], *weights))[3]
    return _share(dx), float(np.linalg.norm(dweight_h) / np.linalg.norm(recent))


def of_lstm(forget_bias: float) -> float:
    """The share at the lag, at its first weights."""
    rng = np.random.default_rng(0)
    p = recurrent_parameters(D, H, rng, blocks=4)
    p["bias"][H : 2 * H] = forget_bias
    p["weight_h"] *= 0.2  # gates that listen to the input more than to each other
    x, zero = rng.standard_normal((N, T, D)), np.zeros((N, H))
    _, _, cache = lstm(x, zero, zero, p["weight_x"], p["weight_h"], p["bias"])
    return _share(lstm_backward(_loss(rng, 1), cache)[0])


def of_attention() -> float:
    """The share at the lag, of one head that the last step asks."""
    rng = np.random.default_rng(0)
    x, (w_q, w_k, w_v) = rng.standard_normal((N, T, D)), rng.standard_normal((3, D, H)) / D**0.5
    _, cache = attention(x[:, -1:] @ w_q, x @ w_k, x @ w_v)
    _, dk, dv = attention_backward(rng.standard_normal((N, 1, H)), cache)
    return _share(dk @ w_k.T + dv @ w_v.T)


def findings() -> list[Finding]:
    """Shares at lag 50, as powers of ten where they are extreme."""
    small, kept = of_rnn(0.5, 0.01)
    return [
        Finding(
            "vanilla RNN, radius 0.5: power of ten of the share",
            float(np.log10(small)),
            0.5,
            digits=1,
            at_most=-12,
        ),
        Finding(
            "vanilla RNN, radius 1, inputs of 0.01: share", of_rnn(1.0, 0.01)[0], 0.1, at_least=0.5
        ),
        Finding(
            "vanilla RNN, radius 1, inputs of 1, where tanh bends: power of ten of the share",
            float(np.log10(of_rnn(1.0, 1.0)[0])),
            0.5,
            digits=1,
            at_most=-2,
        ),
        Finding(
            "vanilla RNN, radius 1.5, inputs of 1e-12: power of ten of the share",
            float(np.log10(of_rnn(1.5, 1e-12)[0])),
            0.5,
            digits=1,
            at_least=6,
        ),
        Finding(
            "vanilla RNN, radius 0.5: gradient by the recurrent weights over 60 steps, "
            "for that of the last 10 alone",
            kept,
            0.01,
            "×",
            3,
            at_least=0.99,
            at_most=1.01,
        ),
        Finding(
            "LSTM, forget bias 0: power of ten of the share",
            float(np.log10(of_lstm(0.0))),
            0.5,
            digits=1,
            at_most=-6,
        ),
        Finding("LSTM, forget bias 5: share", of_lstm(5.0), 0.1, at_least=0.3),
        Finding("attention: share", of_attention(), 0.1, at_least=0.5),
    ]
