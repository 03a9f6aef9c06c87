"""Two-dimensional convolution: the same small weights look at every place of an image.

    y[n, o, i, j] = b[o] + Σ_{c, a, b} w[o, c, a, b] · x[n, c, i·s + a·d − p, j·s + b·d − p]

Letters: N samples, C channels in, O channels out, H and W height and width, A and B those of the
kernel, P and Q those of the output, L = P·Q places, K = C·A·B weights of one output; stride s,
padding p (zeros on both sides), dilation d. What networks call convolution is cross-correlation:
the kernel is not flipped. The convolution of mathematics flips it on both axes, and the two agree
for symmetric kernels only.

The windows are laid out as columns (K, L), and the convolution becomes one matrix product:

    y = w·columns + b     dL/dw = dL/dy·columnsᵀ     dL/dcolumns = wᵀ·dL/dy     dL/db = Σ dL/dy

The columns hold each pixel up to A·B times: that memory buys the speed of the product, and
backward uses them again. A pixel's gradient is the sum over all windows that saw it.
Source: LeCun et al., 1989 (shared weights); Chellapilla et al., 2006 (columns).
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, floating, must, sizes
from .output_shape import Pair
from .windows import Sliding

__all__ = ["conv2d", "conv2d_backward"]

Cache = tuple[Sliding, tuple[int, ...], Array, Array]


def conv2d(
    x: Array,
    weight: Array,
    bias: Array,
    *,
    stride: Pair = 1,
    padding: Pair = 0,
    dilation: Pair = 1,
) -> tuple[Array, Cache]:
    """Outputs (N, O, P, Q) of images (N, C, H, W), weight (O, C, A, B), bias (O,), and the cache.

    Stride, padding and dilation are one number, or two: (height, width).
    """
    x = floating("x", x)
    N, C, _, _ = sizes("x", x, "N C H W", "One image needs a first axis of 1: x[None].")
    outputs, channels, A, B = sizes("weight", weight, "O C A B")
    must(
        channels == C,
        f"weight must have {C} channels on its second axis, as x has",
        f"shape {weight.shape}",
        "Images are (N, C, H, W); from (N, H, W, C) use x.transpose(0, 3, 1, 2).",
    )
    must(
        bias.shape == (outputs,),
        f"bias must have shape ({outputs},)",
        f"shape {bias.shape}",
        "One for each output channel.",
    )
    sliding = Sliding.of((A, B), stride, padding, dilation)
    P, Q = sliding.output(x)

    kind = np.result_type(x, weight, bias)
    wide = np.result_type(kind, np.float32)  # float16 is summed in float32
    windows = sliding.windows(sliding.padded(x.astype(wide, copy=False)))  # (N, C, P, Q, A, B)
    columns = windows.transpose(0, 1, 4, 5, 2, 3).reshape(N, C * A * B, P * Q)  # (N, K, L)
    rows = weight.reshape(len(weight), -1).astype(wide, copy=False)  # (O, K)
    y = (rows @ columns).reshape(N, outputs, P, Q)
    y += bias[:, None, None]
    return y.astype(kind, copy=False), (sliding, x.shape, columns, weight)


def conv2d_backward(dy: Array, cache: Cache) -> tuple[Array, Array, Array]:
    """Gradients by x (N, C, H, W), weight (O, C, A, B) and bias (O,) for dy (N, O, P, Q)."""
    sliding, x_shape, columns, weight = cache
    N, outputs, P, Q = dy.shape
    _, C, A, B = weight.shape
    kind, wide = dy.dtype, columns.dtype
    places = dy.reshape(N, outputs, P * Q).astype(wide, copy=False)  # (N, O, L)
    rows = weight.reshape(len(weight), -1).astype(wide, copy=False)  # (O, K)

    dbias = places.sum(axis=(0, 2))  # (O,)
    dweight = (places @ columns.transpose(0, 2, 1)).sum(axis=0).reshape(weight.shape)
    dcolumns = (rows.T @ places).reshape(N, C, A * B, P, Q)
    dpadded = sliding.padded(np.zeros(x_shape, dtype=wide))  # (N, C, H + 2p, W + 2p)
    for tap, pixels in enumerate(sliding.taps(dpadded)):  # (N, C, P, Q), a view
        pixels += dcolumns[:, :, tap]
    dx = sliding.inner(dpadded)  # (N, C, H, W)
    return dx.astype(kind, copy=False), dweight.astype(kind), dbias.astype(kind)
