"""Who may look at whom: masks of booleans, True where a query may look at a key.

    causal    query t may look at keys 0 … t          (T, T), its lower triangle
    padding   keys from a sample's length on are hidden          (N, 1, T), for every query

Masks are joined by `&` and broadcast: `causal_mask(T) & padding_mask(lengths, T)` is (N, T, T). The
traps: the diagonal is allowed (a word may look at itself; what it predicts is the *next* one, so
targets are shifted by one); a padding mask hides keys, and the queries in the padding still give
outputs, which the loss has to leave out; and in other codes True means "hidden".

Source: Vaswani et al., 2017, section 3.2.3.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Labels, labels, must
from .scaled_dot_product import Mask

__all__ = ["causal_mask", "padding_mask"]


def causal_mask(T: int) -> Mask:
    """(T, T): no query looks at a later key."""
    must(T >= 1, "T must be at least 1", T, "A sequence has a step or more.")
    return np.tri(T, dtype=np.bool_)


def padding_mask(lengths: Labels, T: int) -> Mask:
    """(N, 1, T): no query looks at a key beyond its sample's length; lengths (N,) from 0 to T."""
    lengths = labels("lengths", lengths, T + 1)
    must(lengths.ndim == 1, "lengths must have shape (N,)", lengths.shape, "One for each sample.")
    return np.arange(T) < lengths[:, None, None]
