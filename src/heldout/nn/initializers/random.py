"""Random weights of a chosen size, normal or uniform.

    normal:  w = s·z, z ~ N(0, 1)          Var w = s²
    uniform: w ~ U(−r, r)                  Var w = r²/3, so that r = √3·s gives the same s

One layer multiplies the variance of what passes by fan_in·Var w (for mean-free inputs, before the
activation). The trap is a scale chosen without the fan: standard deviation 1 multiplies by fan_in
at each layer and explodes; 0.01 with fan-in 64 divides by 156 at each and vanishes. The rules that
count the fan are in glorot.py, he.py and lecun.py.
Random numbers are drawn in float64 and then rounded: the same seed gives the same weights in every
dtype.
Source: LeCun, Bottou, Orr and Müller, 1998, section 4.6.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import DTypeLike

from ..shapes import Array, must

__all__ = ["normal", "uniform"]

Shape = int | tuple[int, ...]


def normal(
    rng: np.random.Generator, shape: Shape, scale: float = 0.01, dtype: DTypeLike = np.float64
) -> Array:
    """Normal numbers with mean 0 and standard deviation `scale`, in that shape and dtype."""
    must(scale >= 0, "scale must be a standard deviation", scale, "Take its absolute value.")
    return (scale * rng.standard_normal(shape)).astype(dtype)


def uniform(
    rng: np.random.Generator, shape: Shape, bound: float = 0.05, dtype: DTypeLike = np.float64
) -> Array:
    """Numbers spread evenly from −bound to bound, in that shape and dtype."""
    must(bound >= 0, "bound must be a distance from 0", bound, "Take its absolute value.")
    return rng.uniform(-bound, bound, shape).astype(dtype)
