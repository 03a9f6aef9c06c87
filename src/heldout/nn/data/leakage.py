"""Leakage: test rows that training has seen, exactly or nearly.

    exact:  test rows whose bytes are those of some training row (by hash, N + Q steps)
    near:   test rows within a distance of some training row (by nearest neighbour, N · Q distances)
    texts:  J(a, b) = |S(a) ∩ S(b)| / |S(a) ∪ S(b)|,  S = runs of n words ("shingles")

Letters: N training rows, Q test rows, D features. A model that remembers scores high on rows it has
seen, so leakage does not cause overfitting: it hides it.

Three traps. 0.0 and −0.0 are equal and have different bytes; here −0.0 becomes 0.0 first. An exact
check is blind to a copy with one pixel changed or one word added: use the near ones too. And rows
with few features (four centimetres of an iris) coincide honestly: a match is a question, not proof.

Source: Broder, 1997 (shingles and resemblance).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..retrieval.nearest import nearest
from ..shapes import Array, floating, must, sizes

__all__ = ["exact_overlap", "near_overlap", "row_hashes", "shingles", "text_overlap"]


def row_hashes(x: Array) -> list[str]:
    """A hash of the values of each row (N, …), the same for equal rows of the same type."""
    x = np.ascontiguousarray(floating("x", x)) + 0.0  # −0.0 + 0.0 is 0.0
    return [hashlib.blake2b(row.tobytes(), digest_size=16).hexdigest() for row in x]


def exact_overlap(train: Array, test: Array) -> NDArray[np.bool_]:
    """Which test rows (Q, …) are equal to some training row (N, …): (Q,)."""
    train, test = floating("train", train), floating("test", test)
    must(
        train.shape[1:] == test.shape[1:],
        "train and test must have the same features",
        f"shapes {train.shape} and {test.shape}",
        "Prepare them alike.",
    )
    dtype = np.promote_types(train.dtype, test.dtype)
    seen = set(row_hashes(train.astype(dtype)))
    return np.array([one in seen for one in row_hashes(test.astype(dtype))], dtype=bool)


def near_overlap(train: Array, test: Array, within: float) -> NDArray[np.bool_]:
    """Which test rows (Q, D) lie within a Euclidean distance of some training row (N, D): (Q,)."""
    sizes("train", floating("train", train), "N D", "Flatten: x.reshape(len(x), -1).")
    return nearest(test, train, 1).distances[:, 0] <= within


def shingles(words: Sequence[str], length: int = 3) -> set[tuple[str, ...]]:
    """The runs of `length` words; the whole text if it is shorter."""
    if len(words) <= length:
        return {tuple(words)} if words else set()
    return {tuple(words[n : n + length]) for n in range(len(words) - length + 1)}


def text_overlap(
    train: Sequence[Sequence[str]], test: Sequence[Sequence[str]], length: int = 3
) -> Array:
    """The largest resemblance J of each test text (words) to a training text: (Q,), 0 to 1."""
    seen = [shingles(words, length) for words in train]
    found = [_largest(shingles(words, length), seen) for words in test]
    return np.array(found, dtype=np.float64)


def _largest(one: set[tuple[str, ...]], seen: Sequence[set[tuple[str, ...]]]) -> float:
    return max((len(one & other) / max(len(one | other), 1) for other in seen), default=0.0)
