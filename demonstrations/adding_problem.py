"""LSTM and GRU add two numbers that stand fifty steps apart; the vanilla RNN does not

A sequence of 50 random numbers, two of them marked, one in each half: the answer is their sum,
asked after the last step (many to one). To answer 1 every time has a mean squared error of
1/6 = 0.167. All three networks have 20 units and the same first weights' law, batch and clipping;
the vanilla RNN is given twice the steps of training. Its gradient from the marked numbers is lost
on the way; the gated ones learn to hold a number, and the GRU does with three blocks of weights in
place of four.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from heldout.nn.layers.dense import dense, dense_backward
from heldout.nn.losses.squared import mse
from heldout.nn.optimizers.adam import Adam
from heldout.nn.optimizers.clipping import clip_by_norm
from heldout.nn.recurrent import (
    gru,
    gru_backward,
    lstm,
    lstm_backward,
    many_to_one,
    many_to_one_backward,
    recurrent_parameters,
    rnn,
    rnn_backward,
)
from heldout.nn.shapes import Array, Parameters

from .finding import Finding

TITLE = "LSTM and GRU add two numbers that stand fifty steps apart; the vanilla RNN does not"
ROWS = ["LSTM", "GRU", "Vanilla RNN", "RNN one-to-many / many-to-one / many-to-many"]

T, H, N = 50, 20, 40
BLOCKS = {"rnn": 1, "gru": 3, "lstm": 4}


def sums(count: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Numbers and marks (N, T, 2), and the sums (N, 1) of the two marked."""
    x = np.zeros((count, T, 2), np.float32)
    x[..., 0] = rng.random((count, T))
    row = np.arange(count)
    first, second = rng.integers(0, T // 2, count), rng.integers(T // 2, T, count)
    x[row, first, 1] = x[row, second, 1] = 1
    return x, (x[row, first, 0] + x[row, second, 0])[:, None]


def _start(kind: str, rng: np.random.Generator) -> Parameters:
    p = recurrent_parameters(2, H, rng, blocks=BLOCKS[kind])
    if kind == "gru":
        p["bias_h"] = np.zeros(3 * H)
    if kind != "rnn":
        p["bias"][H : 2 * H] = 1  # what keeps the state begins open: f of the LSTM, z of the GRU
    p["weight"], p["offset"] = rng.standard_normal((H, 1)) / H**0.5, np.ones(1)
    return {name: value.astype(np.float32) for name, value in p.items()}


def _forward(kind: str, p: Parameters, x: Array) -> tuple[Array, Any]:
    zero = np.zeros((len(x), H), np.float32)
    weights = p["weight_x"], p["weight_h"], p["bias"]
    if kind == "lstm":
        h, _, cache = lstm(x, zero, zero, *weights)
    elif kind == "gru":
        h, cache = gru(x, zero, *weights, p["bias_h"])
    else:
        h, cache = rnn(x, zero, *weights)
    last, end = many_to_one(h)
    y, head = dense(last, p["weight"], p["offset"])
    return y, (cache, end, head)


def _backward(kind: str, dy: Array, caches: Any) -> Parameters:
    cache, end, head = caches
    dlast, dweight, doffset = dense_backward(dy, head)
    way_back = {"lstm": lstm_backward, "gru": gru_backward, "rnn": rnn_backward}[kind]
    dh = many_to_one_backward(dlast, end)
    gradients = way_back(dh, cache)[3 if kind == "lstm" else 2 :]
    names = ["weight_x", "weight_h", "bias", "bias_h"][: len(gradients)]
    return {**dict(zip(names, gradients, strict=True)), "weight": dweight, "offset": doffset}


def error(kind: str, seed: int, steps: int, learning_rate: float) -> float:
    """Mean squared error on 2,000 new sequences after that many steps of Adam."""
    rng = np.random.default_rng(seed)
    p, optimizer = _start(kind, rng), Adam(learning_rate)
    for _ in range(steps):
        x, target = sums(N, rng)
        y, caches = _forward(kind, p, x)
        _, dy = mse(y, target)
        gradients, _ = clip_by_norm(_backward(kind, dy, caches), 1.0)
        optimizer.step(p, gradients)
    x, target = sums(2000, np.random.default_rng(1000 + seed))
    return mse(_forward(kind, p, x)[0], target)[0]


def findings() -> list[Finding]:
    """Errors of the three, and how many weights each has."""
    size = {
        kind: sum(v.size for v in _start(kind, np.random.default_rng(0)).values())
        for kind in BLOCKS
    }
    return [
        Finding(
            "LSTM, squared error after 500 steps",
            error("lstm", 1, 500, 0.015),
            0.01,
            digits=4,
            at_most=0.02,
        ),
        Finding(
            "GRU, squared error after 400 steps",
            error("gru", 1, 400, 0.015),
            0.01,
            digits=4,
            at_most=0.02,
        ),
        Finding(
            "vanilla RNN, squared error after 1,000 steps (always 1: 0.167)",
            error("rnn", 1, 1000, 0.003),
            0.02,
            digits=4,
            at_least=0.13,
        ),
        Finding(
            "weights and biases of the GRU for each of the LSTM's",
            size["gru"] / size["lstm"],
            1e-9,
            digits=3,
            at_most=0.8,
        ),
    ]
