"""Images moved by whole pixels: flips, shifts, crops. A label survives only some of them.

    flip:   y[h, w] = x[h, W − 1 − w]          shift by (a, b):  y[h, w] = x[h − a, w − b]

Letters: N images, H × W pixels; channels and the like may stand between: (N, …, H, W).

The trap is the label. A cat flipped left to right is a cat; a 6 flipped top to bottom and left to
right (half a turn) is a 9, a flipped 2 is no digit, and only 0 and 8 stay what they are.
`flip_safely` flips the classes that are named and leaves the rest alone. The other trap is to shift
with np.roll: what leaves on the right comes in on the left. Here pixels that come in have the value
`fill`.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from ..shapes import Array, Labels, floating, must

__all__ = ["flip", "flip_safely", "random_crop", "shift"]


def flip(images: Array, *, vertically: bool = False) -> Array:
    """Images (…, H, W) mirrored left to right, or top to bottom. A new array."""
    images = floating("images", images)
    _rectangles(images)
    return np.flip(images, axis=-2 if vertically else -1).copy()


def flip_safely(
    images: Array,
    classes: Labels,
    safe: Collection[int],
    rng: np.random.Generator,
    *,
    vertically: bool = False,
    share: float = 0.5,
) -> Array:
    """Images (N, …, H, W), those of the `safe` classes (N,) flipped with probability `share`."""
    images = floating("images", images)
    _rectangles(images)
    classes = np.asarray(classes)
    must(
        classes.shape == (len(images),),
        f"classes must have shape ({len(images)},)",
        f"shape {classes.shape}",
        "One for each image.",
    )
    chosen = np.isin(classes, list(safe)) & (rng.random(len(images)) < share)  # (N,)
    out = images.copy()
    if chosen.any():
        out[chosen] = flip(images[chosen], vertically=vertically)
    return out


def shift(images: Array, down: Labels | int, right: Labels | int, *, fill: float = 0.0) -> Array:
    """Images (N, …, H, W) moved by whole pixels, one pair for all or one for each image (N,)."""
    images = floating("images", images)
    _rectangles(images)
    N, (H, W) = len(images), images.shape[-2:]
    rows = np.arange(H) - _for_each("down", down, N)[:, None]  # (N, H): where each row comes from
    columns = np.arange(W) - _for_each("right", right, N)[:, None]  # (N, W)
    inside = ((rows >= 0) & (rows < H))[:, :, None] & ((columns >= 0) & (columns < W))[:, None]
    flat = images.reshape(N, -1, H, W)  # (N, C, H, W)
    place = np.arange(N)[:, None, None]
    moved = flat[place, :, rows.clip(0, H - 1)[:, :, None], columns.clip(0, W - 1)[:, None]]
    moved = moved.transpose(0, 3, 1, 2)  # (N, C, H, W); the index put the channels last
    out = np.where(inside[:, None], moved, np.asarray(fill, dtype=images.dtype))
    return out.reshape(images.shape)


def random_crop(images: Array, height: int, width: int, rng: np.random.Generator) -> Array:
    """A window of height × width from each image (N, …, H, W), at places of its own."""
    images = floating("images", images)
    _rectangles(images)
    N, (H, W) = len(images), images.shape[-2:]
    must(
        1 <= height <= H and 1 <= width <= W,
        f"the window must fit into {H} × {W}",
        f"{height} × {width}",
        "Pad the images, or cut smaller.",
    )
    rows = rng.integers(H - height + 1, size=N)[:, None] + np.arange(height)  # (N, h)
    columns = rng.integers(W - width + 1, size=N)[:, None] + np.arange(width)  # (N, w)
    flat = images.reshape(N, -1, H, W)  # (N, C, H, W)
    cut = flat[np.arange(N)[:, None, None], :, rows[:, :, None], columns[:, None]]  # (N, h, w, C)
    return cut.transpose(0, 3, 1, 2).reshape(*images.shape[:-2], height, width)


def _rectangles(images: Array) -> None:
    must(
        images.ndim >= 2,
        "images must have shape (…, H, W)",
        f"shape {images.shape}",
        "Flat rows become images with x.reshape(-1, H, W).",
    )


def _for_each(name: str, value: Labels | int, samples: int) -> Labels:
    array = np.asarray(value)
    must(
        np.issubdtype(array.dtype, np.integer) and array.shape in ((), (samples,)),
        f"{name} must be a whole number, or {samples} of them",
        f"{array.dtype}, shape {array.shape}",
        "Pixels are whole; rotate moves between them.",
    )
    return np.broadcast_to(array, (samples,))
