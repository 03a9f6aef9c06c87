"""The networks that dropout trains at once: every subset of the units that may be dropped.

    n units give 2ⁿ masks;  ∏_l (2^{n_l} − 1) of them leave a path from the inputs to the output

Letters: n units in all, n_l in layer l, inputs first and outputs left out, for outputs are never
dropped. Each layer is dense, so a path is left when every layer keeps a unit or more: 2 inputs
and 2 hidden units give 16 masks and (2² − 1)² = 9 usable ones. The others give a constant. All
share one set of weights; the trap is to think of 2ⁿ models with weights of their own.
Source: Goodfellow, Bengio and Courville, 2016, figure 7.6.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..shapes import must

__all__ = ["MOST_UNITS", "subnetwork_masks", "usable_subnetworks"]

MOST_UNITS = 20  # a million masks

Masks = NDArray[np.bool_]


def subnetwork_masks(layers: Sequence[int]) -> tuple[Masks, Masks]:
    """All masks (2ⁿ, n), one unit a column and layer after layer; and which are usable (2ⁿ,)."""
    units = sum(layers)
    must(
        units <= MOST_UNITS and all(size >= 1 for size in layers),
        f"there must be 1 to {MOST_UNITS} units, 1 or more in each layer",
        tuple(layers),
        "Count them with usable_subnetworks, or draw masks by chance.",
    )
    masks = (np.arange(2**units)[:, None] >> np.arange(units)) & 1 == 1  # (2ⁿ, n)
    usable = np.ones(2**units, dtype=bool)
    start = 0
    for size in layers:
        usable &= masks[:, start : start + size].any(axis=1)
        start += size
    return masks, usable


def usable_subnetworks(layers: Sequence[int]) -> int:
    """How many masks leave a path through dense layers of these sizes, without listing them."""
    return math.prod(2**size - 1 for size in layers)
