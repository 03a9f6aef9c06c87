"""Sequences of different lengths as one array: padded, with a mask of what is real.

    x = [[7, 2], [5, 1, 4]]  →  [[7, 2, 0], [5, 1, 4]],  mask [[1, 1, 0], [1, 1, 1]]

Letters: N sequences, T the longest of a batch, t_n the length of one.

Two traps. Padding is no data: a mean over T, a loss or an attention without the mask counts it, and
the score then depends on who else was in the batch. And padding all to the longest of the data set
wastes most of the work: `bucketed` puts sequences of similar length together, in random order of
batches, and each batch is padded to its own longest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from ..shapes import Array, Labels, must

__all__ = ["SequenceDataset", "bucketed", "pad"]

Batch = tuple[np.ndarray, NDArray[np.bool_], np.ndarray]


def pad(
    sequences: Sequence[np.ndarray], *, value: float = 0, length: int | None = None
) -> tuple[np.ndarray, NDArray[np.bool_]]:
    """Sequences (t_n, …) as one array (N, T, …) filled up with `value`, and the mask (N, T).

    The type is that of the sequences. T is the longest of them, or `length`, which must reach it.
    """
    arrays = [np.asarray(one) for one in sequences]
    must(len(arrays) > 0, "there must be a sequence", "none", "An empty batch has no shape.")
    must(
        all(one.ndim >= 1 and one.shape[1:] == arrays[0].shape[1:] for one in arrays),
        "all sequences must have shape (t, …) with the same …",
        [one.shape for one in arrays],
        "Only the first axis may differ.",
    )
    lengths = np.array([len(one) for one in arrays])  # (N,)
    T = int(lengths.max()) if length is None else length
    must(lengths.max() <= T, f"length must be at least {lengths.max()}", T, "Cut them first.")
    shape = (len(arrays), T, *arrays[0].shape[1:])
    out = np.full(shape, value, dtype=np.result_type(*arrays))  # (N, T, …)
    mask = np.arange(T) < lengths[:, None]  # (N, T)
    out[mask] = np.concatenate(arrays)  # row by row, as the mask is read
    return out, mask


def bucketed(lengths: Labels, size: int, rng: np.random.Generator) -> Iterator[Labels]:
    """Indices of one epoch, `size` at a time (the last of a length may be fewer), alike in length.

    Equal lengths are shuffled, and so is the order of the batches.
    """
    must(size >= 1, "size must be at least 1", size, "A batch holds a sequence or more.")
    order = rng.permutation(len(lengths))
    order = order[np.argsort(np.asarray(lengths)[order], kind="stable")]  # shortest first
    starts = np.arange(0, len(order), size)
    return (order[start : start + size] for start in rng.permutation(starts))


class SequenceDataset:
    """Sequences and a target for each: by index, by length, and in padded batches."""

    def __init__(self, sequences: Sequence[np.ndarray], targets: Array | Labels) -> None:
        must(
            len(sequences) == len(targets),
            "there must be a target for each sequence",
            f"{len(sequences)} and {len(targets)}",
            "Drop the sequences that have none.",
        )
        self.sequences = [np.asarray(one) for one in sequences]
        self.targets: np.ndarray = np.asarray(targets)

    def __len__(self) -> int:
        """How many sequences there are."""
        return len(self.sequences)

    def __getitem__(self, index: int) -> tuple[np.ndarray, np.ndarray]:
        """One sequence (t, …) as it is, without padding, and its target."""
        return self.sequences[index], self.targets[index]

    def batches(self, size: int, rng: np.random.Generator) -> Iterator[Batch]:
        """(padded (N, T, …), mask (N, T), targets (N, …)) until every sequence came once."""
        lengths = np.array([len(one) for one in self.sequences])
        for rows in bucketed(lengths, size, rng):
            padded, mask = pad([self.sequences[row] for row in rows])
            yield padded, mask, self.targets[rows]
