"""Layers: forward with what backward needs, and backward."""

from __future__ import annotations

from .conv2d import conv2d, conv2d_backward
from .dense import dense, dense_backward
from .flatten import flatten, flatten_backward
from .output_shape import Pair, output_shape, output_size, pair, same_padding
from .pooling import (
    average_pool2d,
    average_pool2d_backward,
    global_average_pool,
    global_average_pool_backward,
    max_pool2d,
    max_pool2d_backward,
)
from .windows import Sliding

__all__ = [
    "Pair",
    "Sliding",
    "average_pool2d",
    "average_pool2d_backward",
    "conv2d",
    "conv2d_backward",
    "dense",
    "dense_backward",
    "flatten",
    "flatten_backward",
    "global_average_pool",
    "global_average_pool_backward",
    "max_pool2d",
    "max_pool2d_backward",
    "output_shape",
    "output_size",
    "pair",
    "same_padding",
]
