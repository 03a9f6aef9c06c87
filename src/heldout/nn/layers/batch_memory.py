"""What training needs of memory, before it runs out.

    parameters   P·b            gradients    P·b
    optimizer    s·P·b          s: 0 for SGD, 1 with momentum, 2 for Adam
    batch        N·X·b          activations  N·Σ_l a_l·b, kept from forward for backward

Letters: P parameters, N samples in the batch, X values of one input, a_l outputs of layer l for
one sample, b bytes of a number (4 for float32). Only the last line grows with N, and for images
it is by far the largest: 1,024 images of 3×1024×1024 in float32 are 12 GiB before any layer, and
their first map of 64 channels 256 GiB. The trap is to count parameters only; the next is the
unit: a GiB is 2³⁰ bytes, a GB 10⁹, and 12 GiB are 12.9 GB. What a library takes for itself
(columns of a convolution, workspace, fragments) comes on top: this is a lower bound.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import DTypeLike

from ..shapes import must

__all__ = ["GIBIBYTE", "TrainingMemory", "batch_bytes", "largest_batch", "training_memory"]

GIBIBYTE = 2**30


class TrainingMemory(NamedTuple):
    """Bytes, by what they are for."""

    parameters: int
    gradients: int
    optimizer: int
    batch: int
    activations: int

    @property
    def total(self) -> int:
        """All of them, in bytes."""
        return sum(self)


def batch_bytes(shape: tuple[int, ...], dtype: DTypeLike = np.float32) -> int:
    """Bytes of an array of that shape."""
    return math.prod(shape) * np.dtype(dtype).itemsize


def training_memory(
    parameters: int,
    samples: int,
    inputs: int,
    activations: int,
    *,
    slots: int = 2,
    dtype: DTypeLike = np.float32,
) -> TrainingMemory:
    """Bytes of one step: of so many parameters, for so many samples of so many inputs each.

    `activations` counts the values of one sample that backward needs (the outputs of all layers);
    `slots`, what the optimizer keeps for each parameter: 0 for SGD, 1 with momentum, 2 for Adam.
    """
    given = (parameters, samples, inputs, activations, slots)
    must(min(given) >= 0, "counts must be 0 or more", given, "Count values, not bytes.")
    size = np.dtype(dtype).itemsize
    return TrainingMemory(
        parameters * size,
        parameters * size,
        slots * parameters * size,
        samples * inputs * size,
        samples * activations * size,
    )


def largest_batch(
    limit: int,
    parameters: int,
    inputs: int,
    activations: int,
    *,
    slots: int = 2,
    dtype: DTypeLike = np.float32,
) -> int:
    """The most samples whose step fits in so many bytes; 0 when not even the parameters do."""
    fixed = training_memory(parameters, 0, inputs, activations, slots=slots, dtype=dtype).total
    each = (inputs + activations) * np.dtype(dtype).itemsize
    must(each > 0, "a sample must need memory", each, "Give the inputs of one sample.")
    return max(0, (limit - fixed) // each)
