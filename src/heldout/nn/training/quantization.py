"""Quantization to int8: a quarter of float32's bytes, and whole numbers to multiply.

    affine:      s = (max − min) / 255,  z = −128 − round(min / s),  q = round(x / s) + z
    symmetric:   s = max|x| / 127,       z = 0,                       q = round(x / s)
    back:        x̂ = s (q − z),   |x̂ − x| ≤ s/2
    dense:       y = s_x s_w Σ_d (q_x − z_x)(q_w − z_w) + b      the sum in whole numbers

Per tensor there is one s and z; per channel one for each index of an axis, which spares a small
channel the coarse steps of a large one. Three traps. The range must contain 0, so that 0 (padding,
ReLU) is exact. The products are summed in int32: 127 · 127 is no int8. And less size is not less
time: that needs kernels that multiply int8 faster, which NumPy has not.
TensorFlow Lite's int8 takes weights symmetric, per channel, and activations affine, per tensor.
Source: Jacob and others, 2018, equations 1 to 7.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..shapes import Array, floating, must

__all__ = ["Quantized", "dequantize", "quantize", "quantized_dense", "stored_bytes"]


@dataclass(frozen=True)
class Quantized:
    """int8 values, and what they stand for: scale × (values − zero_point)."""

    values: NDArray[np.int8]
    scale: Array  # broadcasts with values; float32, or float64 where the given array was
    zero_point: NDArray[np.int32]  # broadcasts with values; −128 to 127
    dtype: np.dtype[np.floating]  # what dequantize gives back


def quantize(x: Array, axis: int | None = None, *, symmetric: bool = False) -> Quantized:
    """The array in int8: with one scale, or one for each index of that axis (per channel)."""
    x = floating("x", x)
    must(x.size > 0, "x must hold a number or more", f"shape {x.shape}", "Nothing has no range.")
    must(bool(np.isfinite(x).all()), "x must be finite", "nan or ∞", "Find where it comes from.")
    wide = x.astype(np.result_type(x, np.float32))  # float16: the range itself may overflow
    others = None if axis is None else tuple(a for a in range(x.ndim) if a != axis % x.ndim)
    low = np.minimum(wide.min(axis=others, keepdims=True), 0)
    high = np.maximum(wide.max(axis=others, keepdims=True), 0)
    scale = np.maximum(high, -low) / 127 if symmetric else high / 255 - low / 255
    scale = np.where(scale > 0, scale, np.ones_like(scale))  # all zeros: any scale will do
    zero = np.zeros_like(scale) if symmetric else -128 - np.round(low / scale)
    values = np.clip(np.round(wide / scale) + zero, -128, 127).astype(np.int8)
    return Quantized(values, scale, zero.astype(np.int32), x.dtype)


def dequantize(q: Quantized) -> Array:
    """The numbers that the integers stand for, in the shape and type of the array given first."""
    return (q.scale * (q.values.astype(np.int32) - q.zero_point)).astype(q.dtype)


def quantized_dense(x: Quantized, weight: Quantized, bias: Array) -> Array:
    """The dense layer (N, K) of x (N, D) and weight (D, K) with whole-number products.

    x has one scale; weight has one, or one for each output (axis=1). The bias stays as it is.
    """
    must(
        x.values.ndim == weight.values.ndim == 2 and x.values.shape[1] == len(weight.values),
        "x must be (N, D) and weight (D, K)",
        f"{x.values.shape} and {weight.values.shape}",
        "PyTorch keeps the weight transposed.",
    )
    must(
        x.scale.size == 1 and weight.scale.shape[0] == 1,
        "scales must not change along the summed axis D",
        f"scales of shape {x.scale.shape} and {weight.scale.shape}",
        "Quantize x per tensor, and the weight per tensor or with axis=1.",
    )
    D = x.values.shape[1]
    must(D <= 2**31 // 255**2, "D must be at most 33,025", D, "The sum would not fit in int32.")
    centred_x = x.values.astype(np.int32) - x.zero_point  # (N, D)
    centred_w = weight.values.astype(np.int32) - weight.zero_point  # (D, K)
    sums = centred_x @ centred_w  # (N, K), int32
    return ((x.scale * weight.scale) * sums + bias).astype(x.dtype)


def stored_bytes(q: Quantized) -> int:
    """Bytes of the values, a scale of four bytes and a zero point of one for each channel."""
    return q.values.size + 5 * q.scale.size
