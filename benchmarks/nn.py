"""What the reference shelf costs, beside PyTorch on one thread: `python benchmarks/nn.py`

Each row is one layer, forward or backward, in NumPy and in PyTorch, taken in turns within one
run: in every round one sample of each, the first round dropped. A sample is the mean of as many
calls as fill two milliseconds, in processor time, so that what else runs is not counted. Trust
the ratios of the medians; microseconds depend on the machine. PyTorch's forward records what
backward needs, as ours returns its cache, and its backward is `torch.autograd.grad` on that
record, without any forward in it. Before anything is timed, values and gradients of both are
compared.

One thread each: `threadpool_limits` says so to the linear algebra of both, `set_num_threads` to
PyTorch itself.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from threadpoolctl import threadpool_limits

from heldout.nn.attention import attention, attention_backward
from heldout.nn.layers import (
    Running,
    batch_norm,
    batch_norm_backward,
    conv2d,
    conv2d_backward,
    dense,
    dense_backward,
)
from heldout.nn.recurrent import lstm, lstm_backward
from heldout.nn.shapes import Array

BAR = 5.0
SAMPLE_SECONDS = 0.002
F = torch.nn.functional

Tensor = torch.Tensor


@dataclass
class Layer:
    """One layer with its inputs: both forwards, both backwards."""

    title: str
    inputs: dict[str, Array]
    ours: Callable[..., tuple[Array, tuple]]  # the output, and the arguments behind dy of backward
    back: Callable[..., tuple[Array, ...]]
    theirs: Callable[..., Tensor]


@dataclass
class Row:
    """One line of the table: seconds a call, ours and theirs, round by round."""

    title: str
    numpy: Callable[[], object]
    pytorch: Callable[[], object]
    calls: int = 1
    samples: list[tuple[float, float]] = field(default_factory=list)

    def measure(self) -> tuple[float, float]:
        """One sample of each."""
        return seconds(self.numpy, self.calls), seconds(self.pytorch, self.calls)

    def line(self) -> str:
        """Medians in microseconds, their ratio, and whether it is within the bar."""
        ours = statistics.median(sample[0] for sample in self.samples)
        theirs = statistics.median(sample[1] for sample in self.samples)
        met = "met" if ours <= BAR * theirs else "MISSED"
        return f"{self.title:62} {1e6 * ours:9.0f} {1e6 * theirs:9.0f} {ours / theirs:7.2f}   {met}"


def main() -> None:
    """Compare, measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=25, help="counted rounds (one more is not)")
    given = options.parse_args()
    torch.set_num_threads(1)
    with threadpool_limits(limits=1):
        rows = measured(given.rounds)
    print(
        f"{given.rounds} rounds, one thread each; Python {sys.version.split()[0]}, "
        f"NumPy {np.__version__}, PyTorch {torch.__version__}"
    )
    print(f"{'µs a call, medians':62} {'NumPy':>9} {'PyTorch':>9} {'ratio':>7}   <= {BAR:g}")
    for row in rows:
        print(row.line())


def measured(rounds: int) -> list[Row]:
    """The rows with their samples."""
    rows = [row for kind in (np.float32, np.float64) for row in table(kind)]
    for row in rows:
        row.calls = max(1, round(SAMPLE_SECONDS / max(seconds(row.numpy, 1), 1e-6)))
    for index in range(rounds + 1):
        for row in rows:
            sample = row.measure()
            if index:
                row.samples.append(sample)
    return rows


def table(kind: type[np.floating]) -> list[Row]:
    """Two rows for each layer."""
    rows = []
    for layer in layers(kind):
        tensors = [torch.tensor(array, requires_grad=True) for array in layer.inputs.values()]
        arrays = list(layer.inputs.values())
        y, cache = layer.ours(*arrays)
        expected = layer.theirs(*tensors)
        dy = np.random.default_rng(1).standard_normal(y.shape).astype(kind)
        their_dy = torch.tensor(dy)
        slack = 1e-3 if kind is np.float32 else 1e-9
        close(y, expected, slack)
        theirs = torch.autograd.grad(expected, tensors, their_dy, retain_graph=True)
        for ours, their in zip(layer.back(dy, *cache), theirs, strict=True):
            close(ours, their, slack)
        title = f"{layer.title}, {np.dtype(kind).name}"
        rows.append(
            Row(
                f"{title}, forward",
                lambda layer=layer, arrays=arrays: layer.ours(*arrays),
                lambda layer=layer, tensors=tensors: layer.theirs(*tensors),
            )
        )
        rows.append(
            Row(
                f"{title}, backward",
                lambda layer=layer, dy=dy, cache=cache: layer.back(dy, *cache),
                lambda y=expected, x=tensors, dy=their_dy: torch.autograd.grad(
                    y, x, dy, retain_graph=True
                ),
            )
        )
    return rows


def close(ours: Array, theirs: Tensor, slack: float) -> None:
    """Both compute the same, or the times are worth nothing."""
    np.testing.assert_allclose(ours, theirs.detach().numpy(), rtol=slack, atol=slack)


def seconds(call: Callable[[], object], calls: int) -> float:
    """The mean of so many calls."""
    start = time.process_time()
    for _ in range(calls):
        call()
    return (time.process_time() - start) / calls


# --- the layers ---------------------------------------------------------------------------------


def layers(kind: type[np.floating]) -> list[Layer]:
    """All of them, in that floating type."""
    return [
        dense_layer(kind),
        conv2d_layer(kind),
        batch_norm_layer(kind, (64, 256)),
        batch_norm_layer(kind, (8, 32, 32, 32)),
        lstm_layer(kind),
        attention_layer(kind),
    ]


def normal(kind: type[np.floating], *shape: int, scale: float = 1.0) -> Array:
    """Normal numbers of that shape."""
    return (scale * np.random.default_rng(len(shape)).standard_normal(shape)).astype(kind)


def dense_layer(kind: type[np.floating]) -> Layer:
    inputs = {
        "x": normal(kind, 64, 256),
        "weight": normal(kind, 256, 256, scale=1 / 16),
        "bias": normal(kind, 256),
    }

    def ours(x: Array, weight: Array, bias: Array) -> tuple[Array, tuple]:
        y, cache = dense(x, weight, bias)
        return y, (cache,)

    def theirs(x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
        return torch.addmm(bias, x, weight)

    return Layer("dense 256→256, batch 64", inputs, ours, dense_backward, theirs)


def conv2d_layer(kind: type[np.floating]) -> Layer:
    inputs = {
        "x": normal(kind, 8, 16, 32, 32),
        "weight": normal(kind, 32, 16, 3, 3, scale=1 / 12),
        "bias": normal(kind, 32),
    }

    def ours(x: Array, weight: Array, bias: Array) -> tuple[Array, tuple]:
        y, cache = conv2d(x, weight, bias, padding=1)
        return y, (cache,)

    def theirs(x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
        return F.conv2d(x, weight, bias, padding=1)

    return Layer(
        "conv2d 16→32, 3×3, padding 1, on 8×16×32×32", inputs, ours, conv2d_backward, theirs
    )


def batch_norm_layer(kind: type[np.floating], shape: Sequence[int]) -> Layer:
    C = shape[1]
    inputs = {"x": normal(kind, *shape), "gamma": normal(kind, C), "beta": normal(kind, C)}
    running = Running.start(C, kind)
    mean, variance = torch.tensor(running.mean), torch.tensor(running.variance)

    def ours(x: Array, gamma: Array, beta: Array) -> tuple[Array, tuple]:
        y, cache, _ = batch_norm(x, gamma, beta, running, training=True)
        return y, (cache,)

    def theirs(x: Tensor, gamma: Tensor, beta: Tensor) -> Tensor:
        return F.batch_norm(x, mean, variance, gamma, beta, training=True)

    title = f"batch norm in training, {'×'.join(map(str, shape))}"
    return Layer(title, inputs, ours, batch_norm_backward, theirs)


def lstm_layer(kind: type[np.floating]) -> Layer:
    N, T, D, H = 16, 32, 64, 128
    inputs = {
        "x": normal(kind, N, T, D),
        "h0": normal(kind, N, H),
        "c0": normal(kind, N, H),
        "weight_x": normal(kind, D, 4 * H, scale=1 / 16),
        "weight_h": normal(kind, H, 4 * H, scale=1 / 16),
        "bias": normal(kind, 4 * H),
    }
    none = torch.zeros(4 * H, dtype=torch.tensor(inputs["x"]).dtype)

    def ours(*arrays: Array) -> tuple[Array, tuple]:
        h, _, cache = lstm(*arrays)
        return h, (cache,)

    def theirs(x: Tensor, h0: Tensor, c0: Tensor, weight: Tensor, u: Tensor, b: Tensor) -> Tensor:
        flat = [weight.T, u.T, b, none]
        return torch.lstm(x, (h0[None], c0[None]), flat, True, 1, 0.0, True, False, True)[0]

    return Layer(f"LSTM of {T} steps, batch {N}, {D}→{H}", inputs, ours, lstm_backward, theirs)


def attention_layer(kind: type[np.floating]) -> Layer:
    shape = (8, 4, 64, 32)
    inputs = {name: normal(kind, *shape) for name in "qkv"}

    def ours(q: Array, k: Array, v: Array) -> tuple[Array, tuple]:
        y, cache = attention(q, k, v)
        return y, (cache,)

    title = f"attention, {'×'.join(map(str, shape))}"
    return Layer(title, inputs, ours, attention_backward, F.scaled_dot_product_attention)


if __name__ == "__main__":
    main()
