"""Pooling: each window of a channel becomes one number; there are no weights.

    max        y = max x over the window           dL/dx goes to the winner alone
    average    y = Σ x / (A·B) over the window     dL/dx is shared equally
    global     y = Σ x / (H·W) over the channel    likewise

Letters: N samples, C channels, H and W height and width, A and B those of the window, P and Q
those of the output. The stride is the window's size unless said otherwise. Of equal maxima the
first wins, row by row, as in PyTorch; sharing the gradient among them would be as right, but
another. Around an image the maximum sees −∞, not 0: 0 would win against negative activations. The
average does see zeros, and still divides by A·B, so that edges are drawn towards 0 (PyTorch's
default).

Two poolings of 2×2 are one of 4×4, for the maximum and the average alike: the floors drop the same
last rows, ⌊⌊H/2⌋/2⌋ = ⌊H/4⌋. An average that keeps a last window of fewer pixels (ceil mode) is so
only where 4 divides H and W, because a mean of means forgets how many each was of.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, Labels, floating, must, sizes
from .output_shape import Pair
from .windows import Sliding

__all__ = [
    "average_pool2d",
    "average_pool2d_backward",
    "global_average_pool",
    "global_average_pool_backward",
    "max_pool2d",
    "max_pool2d_backward",
]

MaxCache = tuple[Sliding, tuple[int, ...], Labels]
AverageCache = tuple[Sliding, tuple[int, ...]]


def max_pool2d(
    x: Array, kernel: Pair, *, stride: Pair | None = None, padding: Pair = 0
) -> tuple[Array, MaxCache]:
    """The largest of each window (N, C, P, Q), and the cache, whose last is the winner's tap.

    The tap counts the window's pixels row by row: tap t is row t // B, column t % B. nan wins.
    """
    x, sliding = _sliding(x, kernel, stride, padding)
    taps = sliding.taps(sliding.padded(x, -np.inf))
    y = next(taps).copy()  # (N, C, P, Q)
    winner: Labels = np.zeros(y.shape, dtype=np.intp)
    for tap, pixels in enumerate(taps, start=1):
        winner[pixels > y] = tap  # not >=: of equal ones the first wins
        np.maximum(y, pixels, out=y)
    return y, (sliding, x.shape, winner)


def max_pool2d_backward(dy: Array, cache: MaxCache) -> Array:
    """The gradient by x (N, C, H, W): dy (N, C, P, Q) at the winners, summed in overlaps."""
    sliding, shape, winner = cache
    dpadded = sliding.padded(np.zeros(shape, dtype=dy.dtype))
    for tap, pixels in enumerate(sliding.taps(dpadded)):
        pixels += dy * (winner == tap)
    return sliding.inner(dpadded)


def average_pool2d(
    x: Array, kernel: Pair, *, stride: Pair | None = None, padding: Pair = 0
) -> tuple[Array, AverageCache]:
    """The mean of each window (N, C, P, Q), zeros of the padding counted, and the cache."""
    x, sliding = _sliding(x, kernel, stride, padding)
    padded = sliding.padded(x)
    total = np.zeros(
        (*x.shape[:2], *sliding.output(x)), dtype=np.result_type(x, np.float32)
    )  # (N, C, P, Q)
    for pixels in sliding.taps(padded):
        total += pixels
    A, B = sliding.kernel
    return (total / (A * B)).astype(x.dtype, copy=False), (sliding, x.shape)


def average_pool2d_backward(dy: Array, cache: AverageCache) -> Array:
    """The gradient by x (N, C, H, W): each pixel of a window has dy / (A·B)."""
    sliding, shape = cache
    A, B = sliding.kernel
    share = dy / (A * B)
    dpadded = sliding.padded(np.zeros(shape, dtype=dy.dtype))
    for pixels in sliding.taps(dpadded):
        pixels += share
    return sliding.inner(dpadded)


def global_average_pool(x: Array) -> tuple[Array, tuple[int, ...]]:
    """The mean of each channel (N, C) of images (N, C, H, W), and their shape for the way back."""
    x = floating("x", x)
    sizes("x", x, "N C H W")
    wide = np.result_type(x, np.float32)  # H·W numbers: float16 would lose digits
    return x.mean(axis=(2, 3), dtype=wide).astype(x.dtype, copy=False), x.shape


def global_average_pool_backward(dy: Array, shape: tuple[int, ...]) -> Array:
    """The gradient by x: dy (N, C) shared by the H·W pixels; a read-only view."""
    _, _, H, W = shape
    return np.broadcast_to((dy / (H * W))[:, :, None, None], shape)


def _sliding(x: Array, kernel: Pair, stride: Pair | None, padding: Pair) -> tuple[Array, Sliding]:
    x = floating("x", x)
    sizes("x", x, "N C H W")
    sliding = Sliding.of(kernel, kernel if stride is None else stride, padding)
    must(
        all(2 * p <= k for p, k in zip(sliding.padding, sliding.kernel, strict=True)),
        "padding must be at most half the kernel",
        f"kernel {sliding.kernel}, padding {sliding.padding}",
        "A window further out would see nothing but padding.",
    )
    return x, sliding
