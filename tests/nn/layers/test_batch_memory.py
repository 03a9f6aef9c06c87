"""Bytes of a training step."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.layers import GIBIBYTE, batch_bytes, largest_batch, training_memory
from heldout.nn.shapes import ShapeError

COUNTS = st.integers(1, 10_000)


def test_a_thousand_images_of_a_million_pixels() -> None:
    """12 GiB before any layer, 256 GiB for the first map; a GiB is not a GB."""
    images = batch_bytes((1024, 3, 1024, 1024))
    assert images == 12 * GIBIBYTE == 12_884_901_888
    assert batch_bytes((1024, 64, 1024, 1024)) == 256 * GIBIBYTE
    assert batch_bytes((1024, 3, 1024, 1024), np.float16) == 6 * GIBIBYTE


@pytest.mark.parametrize("kind", [np.float16, np.float32, np.float64, np.uint8])
def test_it_is_what_an_array_takes(kind: type) -> None:
    """As NumPy says itself."""
    assert batch_bytes((3, 4, 5), kind) == np.zeros((3, 4, 5), kind).nbytes


@settings(max_examples=25, deadline=None)
@given(COUNTS, COUNTS, COUNTS, COUNTS, st.integers(0, 2))
def test_it_is_the_sum_of_the_arrays(
    parameters: int, samples: int, inputs: int, activations: int, slots: int
) -> None:
    """Parameters, gradients, what the optimizer keeps, the batch, and the outputs of all layers."""
    memory = training_memory(parameters, samples, inputs, activations, slots=slots)
    weights, batch = np.dtype(np.float32).itemsize * parameters, 4 * samples
    assert memory.parameters == memory.gradients == weights
    assert memory.optimizer == slots * weights
    assert memory.batch == batch * inputs
    assert memory.activations == batch * activations
    assert memory.total == (2 + slots) * weights + batch * (inputs + activations)


@settings(max_examples=25, deadline=None)
@given(COUNTS, COUNTS, COUNTS, st.integers(0, 10**9))
def test_the_largest_batch_fits_and_one_more_does_not(
    parameters: int, inputs: int, activations: int, limit: int
) -> None:
    """None fits where the parameters do not."""
    most = largest_batch(limit, parameters, inputs, activations)
    more = training_memory(parameters, most + 1, inputs, activations).total
    assert more > limit
    if most:
        assert training_memory(parameters, most, inputs, activations).total <= limit


def test_adam_on_vgg11() -> None:
    """Two slots: four numbers for each parameter, 1.98 GiB before the first image."""
    memory = training_memory(132_863_336, 0, 0, 0)
    assert memory.total == 4 * 4 * 132_863_336
    assert memory.total / GIBIBYTE == pytest.approx(1.98, abs=0.01)
    assert training_memory(132_863_336, 0, 0, 0, dtype=np.float16).total * 2 == memory.total


def test_what_cannot_be_is_told() -> None:
    """Negative counts; a sample without inputs."""
    with pytest.raises(ShapeError, match=r"0 or more.*-1.*not bytes"):
        training_memory(-1, 1, 1, 1)
    with pytest.raises(ShapeError, match=r"a sample must need memory; given: 0"):
        largest_batch(100, 1, 0, 0)
