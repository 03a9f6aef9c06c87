"""One-hot rows: class c as a row of zeros with a 1 at c.

    y_nc = 1 if t_n = c, else 0

Letters: N labels, C classes. The trap is to take C from the labels at hand: a batch without the
last class would make narrower rows than the others. C is an argument.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, Labels, labels

__all__ = ["one_hot"]


def one_hot(target: Labels, classes: int, dtype: type[np.floating] = np.float64) -> Array:
    """Rows (…, C) of labels of any shape. argmax(axis=-1) undoes it."""
    target = labels("target", target, classes)
    return (target[..., None] == np.arange(classes)).astype(dtype)  # (…, C)
