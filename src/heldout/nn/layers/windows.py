"""The windows of an image that a kernel looks through, as a view; and the way back.

    window[n, c, i, j, a, b] = padded[n, c, i·stride + a·dilation, j·stride + b·dilation]

Letters: N samples, C channels, H and W height and width, P and Q windows down and across, A and B
height and width of the kernel. The view copies nothing: each pixel stands in up to A·B windows,
by strides alone. Going back, its gradient is therefore the sum over them, and `+=` through such a
view is the trap: NumPy does not say in which order overlapping memory is written. So the windows
are taken apart by tap (a, b) of the kernel; the pixels of one tap are all different.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from ..shapes import Array
from .output_shape import Pair, output_shape, pair

__all__ = ["Sliding"]


@dataclass(frozen=True)
class Sliding:
    """How a window of (A, B) moves over an image; each setting is (height, width)."""

    kernel: tuple[int, int]
    stride: tuple[int, int]
    padding: tuple[int, int]
    dilation: tuple[int, int]

    @classmethod
    def of(cls, kernel: Pair, stride: Pair, padding: Pair, dilation: Pair = 1) -> Sliding:
        """The settings, each given as one number or two; ShapeError for those that cannot be."""
        return cls(
            pair("kernel", kernel),
            pair("stride", stride),
            pair("padding", padding, 0),
            pair("dilation", dilation),
        )

    def output(self, x: Array) -> tuple[int, int]:
        """P and Q for images (..., H, W)."""
        H, W = x.shape[-2:]
        return output_shape((H, W), self.kernel, self.stride, self.padding, self.dilation)

    def padded(self, x: Array, value: float = 0) -> Array:
        """The images with that value around them; x itself where no padding is asked."""
        down, across = self.padding
        if not down and not across:
            return x
        N, C, H, W = x.shape
        wide = np.full((N, C, H + 2 * down, W + 2 * across), value, dtype=x.dtype)
        wide[:, :, down : down + H, across : across + W] = x
        return wide  # (N, C, H + 2·padding, W + 2·padding)

    def windows(self, padded: Array) -> Array:
        """A read-only view (N, C, P, Q, A, B) of padded images."""
        spans = [d * (k - 1) + 1 for k, d in zip(self.kernel, self.dilation, strict=True)]
        every = sliding_window_view(padded, spans, axis=(2, 3))
        (down, across), (a, b) = self.stride, self.dilation
        return every[:, :, ::down, ::across, ::a, ::b]

    def taps(self, padded: Array) -> Iterator[Array]:
        """For each tap of the kernel, row by row, a view (N, C, P, Q) of the pixels under it."""
        (A, B), (a, b) = self.kernel, self.dilation
        down, across = self.stride
        H, W = padded.shape[2:]
        last_row, last_column = a * (A - 1), b * (B - 1)
        for top in range(0, last_row + 1, a):
            for left in range(0, last_column + 1, b):
                bottom, right = H - last_row + top, W - last_column + left
                yield padded[:, :, top:bottom:down, left:right:across]

    def inner(self, padded: Array) -> Array:
        """A view of padded images without their padding."""
        (down, across), (H, W) = self.padding, padded.shape[2:]
        return padded[:, :, down : H - down, across : W - across]
