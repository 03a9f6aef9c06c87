"""Padding, buckets, and the data set of sequences."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.data import SequenceDataset, bucketed, pad
from heldout.nn.shapes import ShapeError

from ..oracle import values

LENGTHS = st.lists(st.integers(0, 7), min_size=1, max_size=9)


@settings(max_examples=25, deadline=None)
@given(LENGTHS, st.integers(0, 3))
def test_what_the_mask_keeps_is_what_was_given(lengths: list[int], features: int) -> None:
    """Row by row, with and without a feature axis; the rest is the padding value."""
    tail = (features,) if features else ()
    sequences = [values(n, length, *tail) for n, length in enumerate(lengths)]
    padded, mask = pad(sequences, value=-9)
    assert padded.shape == (len(lengths), max(lengths), *tail)
    assert mask.sum(axis=1).tolist() == lengths
    for row, one in enumerate(sequences):
        np.testing.assert_array_equal(padded[row, : len(one)], one)
        assert (padded[row, len(one) :] == -9).all()
        assert mask[row, : len(one)].all()


def test_a_longer_length_only_adds_padding() -> None:
    """The law that masked code must respect; types stay."""
    sequences = [np.array([7, 2]), np.array([5, 1, 4])]
    short, short_mask = pad(sequences)
    long, long_mask = pad(sequences, length=6)
    assert short.tolist() == [[7, 2, 0], [5, 1, 4]]
    np.testing.assert_array_equal(long[:, :3], short)
    np.testing.assert_array_equal(long_mask[:, :3], short_mask)
    assert not long_mask[:, 3:].any()
    assert np.issubdtype(short.dtype, np.integer)
    assert pad([np.ones(2, dtype=np.float16)])[0].dtype == np.float16


@settings(max_examples=25, deadline=None)
@given(LENGTHS, st.integers(1, 4), st.integers(0, 99))
def test_buckets_hold_each_index_once_and_similar_lengths(
    lengths: list[int], size: int, seed: int
) -> None:
    """No two batches overlap in length, but at their ends."""
    found = list(bucketed(np.array(lengths), size, np.random.default_rng(seed)))
    assert sorted(np.concatenate(found).tolist()) == list(range(len(lengths)))
    assert max(map(len, found)) <= size
    spans = sorted((min(lengths[i] for i in b), max(lengths[i] for i in b)) for b in found)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


def test_buckets_are_shuffled() -> None:
    """Equal lengths, and the batches themselves."""
    lengths = np.repeat(np.arange(10), 10)
    one = np.concatenate(list(bucketed(lengths, 5, np.random.default_rng(0))))
    two = np.concatenate(list(bucketed(lengths, 5, np.random.default_rng(1))))
    assert one.tolist() != two.tolist()
    assert lengths[one].tolist() != sorted(lengths[one].tolist())


def test_buckets_waste_less() -> None:
    """On lengths from 1 to 100, batches of 10: most padding disappears."""
    rng = np.random.default_rng(2)
    lengths = rng.integers(1, 101, 1000)

    def padding(batches: list[np.ndarray]) -> int:
        return sum(int((lengths[rows].max() - lengths[rows]).sum()) for rows in batches)

    plain = np.array_split(rng.permutation(1000), 100)
    assert padding(list(bucketed(lengths, 10, rng))) < 0.05 * padding(plain)


def test_the_data_set_gives_every_sequence_once_with_its_target() -> None:
    """Padded to the longest of its batch only."""
    sequences = [np.arange(n % 5 + 1) + 10 * n for n in range(12)]
    data = SequenceDataset(sequences, np.arange(12))
    assert len(data) == 12
    one, target = data[3]
    assert one.tolist() == [30, 31, 32, 33]
    assert target == 3
    seen = []
    for padded, mask, targets in data.batches(4, np.random.default_rng(0)):
        assert padded.shape[1] == max(len(sequences[t]) for t in targets)
        for row, real, t in zip(padded, mask, targets, strict=True):
            np.testing.assert_array_equal(row[real], sequences[t])
            seen.append(int(t))
    assert sorted(seen) == list(range(12))


def test_what_does_not_fit_is_said() -> None:
    """What must hold, what was given, what to do."""
    with pytest.raises(ShapeError, match=r"length must be at least 3; given: 2. Cut them first"):
        pad([np.ones(3)], length=2)
    with pytest.raises(ShapeError, match=r"\(t, …\) with the same ….*Only the first axis may"):
        pad([np.ones((3, 2)), np.ones((3, 4))])
    with pytest.raises(ShapeError, match="there must be a sequence; given: none"):
        pad([])
    with pytest.raises(ShapeError, match=r"a target for each sequence; given: 1 and 2. Drop"):
        SequenceDataset([np.ones(3)], np.ones(2))
    with pytest.raises(ShapeError, match="size must be at least 1"):
        bucketed(np.ones(3, dtype=int), 0, np.random.default_rng(0))
