"""The view of the windows, and the taps that lead back."""

from __future__ import annotations

import numpy as np
import pytest

from heldout.nn.layers import Sliding

from ..oracle import agrees, values


def test_a_window_is_what_the_kernel_sees() -> None:
    """By the formula, for stride, padding and dilation that differ by axis; nothing is copied."""
    x = values(1, 2, 3, 8, 9)
    sliding = Sliding.of((3, 2), (2, 1), (1, 2), (1, 3))
    padded = sliding.padded(x)
    windows = sliding.windows(padded)
    assert windows.shape == (2, 3, *sliding.output(x), 3, 2)
    assert np.shares_memory(windows, padded)
    for n, c, i, j, a, b in np.ndindex(windows.shape):
        assert windows[n, c, i, j, a, b] == padded[n, c, 2 * i + a, j + 3 * b]


def test_the_taps_are_the_windows_taken_apart() -> None:
    """Row by row of the kernel, and they may be written to."""
    x = values(1, 2, 3, 8, 9)
    sliding = Sliding.of((3, 2), (2, 1), (1, 2), (1, 3))
    padded = sliding.padded(x)
    windows = sliding.windows(padded)
    for tap, pixels in enumerate(sliding.taps(padded)):
        agrees(pixels, windows[..., tap // 2, tap % 2], 0)
    counts = sliding.padded(np.zeros_like(x))
    for pixels in sliding.taps(counts):
        pixels += 1
    assert counts.sum() == windows.size


def test_padding_goes_around_and_comes_off() -> None:
    """With the value asked for, in the type of the image; without padding it is the image."""
    x = values(1, 2, 3, 4, 5).astype(np.float32)
    sliding = Sliding.of(3, 1, (1, 2))
    padded = sliding.padded(x, -np.inf)
    assert padded.dtype == np.float32
    assert np.isneginf(padded).sum() == padded.size - x.size
    agrees(sliding.inner(padded), x, 0)
    assert Sliding.of(3, 1, 0).padded(x) is x


def test_settings_do_not_change() -> None:
    """They may be kept in a cache."""
    with pytest.raises(AttributeError):
        Sliding.of(3, 1, 0).kernel = (1, 1)  # type: ignore[misc]
