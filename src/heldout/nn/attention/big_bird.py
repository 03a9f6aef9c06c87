"""Big Bird's sparse mask: a window, a few random keys, and a few words that all may look at.

    query t may look at    |t − s| ≤ w         its neighbours
                           s < g or t < g      the global words see all and are seen by all
                           r more keys         drawn for each query

Letters: T steps, w neighbours on each side, r random keys, g global words. A full mask allows T²
pairs; this one at most T (2w + 1 + r + 2g), which grows linearly. It is still attention and an
encoder: no bottleneck, nothing that copies its input, hence no autoencoder.

The trap: a mask alone saves nothing. Scores of T² pairs are still made and then hidden; the saving
needs a program that gathers only the allowed keys, which the original does in blocks. What the mask
tells is how many there are, and that two layers join any two words (by way of a global one).

Source: Zaheer et al., 2020, section 2 (internal global tokens, with blocks of one word).
"""

from __future__ import annotations

import numpy as np

from ..shapes import must
from .scaled_dot_product import Mask

__all__ = ["big_bird_mask"]


def big_bird_mask(
    T: int, rng: np.random.Generator, *, window: int = 3, random: int = 3, globals: int = 2
) -> Mask:
    """(T, T), True where allowed: `window` keys on each side, `random` others, `globals` words."""
    must(
        T >= 1 and min(window, random, globals) >= 0,
        "T must be at least 1 and no count negative",
        f"T {T}, window {window}, random {random}, globals {globals}",
        "window=0 leaves each word itself.",
    )
    place = np.arange(T)
    mask = np.abs(place[:, None] - place) <= window
    mask[:globals] = True
    mask[:, :globals] = True
    draw = rng.random((T, T))  # the r smallest of a row are its random keys
    draw[mask] = 2  # what is allowed already is not drawn again
    drawn = np.argsort(draw, axis=1)[:, :random]  # (T, ≤ r)
    np.put_along_axis(mask, drawn, True, axis=1)
    return mask
