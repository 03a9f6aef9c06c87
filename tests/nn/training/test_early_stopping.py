"""Early stopping stops when it should and keeps what was best."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.shapes import ShapeError
from heldout.nn.training import EarlyStopping

LOSSES = st.lists(st.floats(-4, 4) | st.just(math.nan), min_size=1, max_size=30)


def _watch(watch: EarlyStopping, losses: list[float]) -> int:
    """The epoch at which it stops, or the number of epochs when it never does."""
    parameters = {"weight": np.zeros(2)}
    for epoch, loss in enumerate(losses):
        parameters["weight"][:] = epoch
        if watch.stop(loss, parameters):
            return epoch
    return len(losses)


def _definition(losses: list[float], patience: int, min_delta: float) -> tuple[int, int]:
    """Where it stops and which epoch was best: each epoch looks back over the whole list."""
    for epoch in range(len(losses)):
        best, best_loss = -1, math.inf
        for earlier in range(epoch + 1):
            if best_loss - losses[earlier] > min_delta:
                best, best_loss = earlier, losses[earlier]
        if epoch - best >= patience:
            return epoch, best
    return len(losses), best


@settings(max_examples=100, deadline=None)
@given(LOSSES, st.integers(1, 5), st.sampled_from([0.0, 0.5]))
def test_it_follows_the_definition(losses: list[float], patience: int, min_delta: float) -> None:
    """With nan among the losses, with and without a least gain; the best weights come back."""
    watch = EarlyStopping(patience, min_delta)
    stopped = _watch(watch, losses)
    assert (stopped, watch.best_epoch) == _definition(losses, patience, min_delta)
    parameters = {"weight": np.full(2, -7.0)}
    watch.restore_best_weights(parameters)
    expected = watch.best_epoch if watch.best_epoch >= 0 else -7
    assert np.array_equal(parameters["weight"], np.full(2, expected))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(-8, 8).map(float), min_size=1, max_size=30), st.integers(1, 4))
def test_only_differences_count(losses: list[float], patience: int) -> None:
    """A constant added to every loss changes nothing, nor does another unit with δ in it."""
    moved = [2 * loss + 16 for loss in losses]
    assert _watch(EarlyStopping(patience, 1), losses) == _watch(EarlyStopping(patience, 2), moved)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.floats(-4, 4), min_size=1, max_size=30), st.integers(1, 4))
def test_patience_never_stops_earlier(losses: list[float], patience: int) -> None:
    """Nor does it keep a worse epoch."""
    short, long = EarlyStopping(patience), EarlyStopping(patience + 1)
    assert _watch(short, losses) <= _watch(long, losses)
    assert short.best_loss >= long.best_loss


def test_small_gains_add_up() -> None:
    """Four times 0.4 under a δ of 1: measured from the best, every third one counts."""
    watch = EarlyStopping(patience=3, min_delta=1.0)
    assert _watch(watch, [5.0, 4.6, 4.2, 3.8, 3.4, 3.0]) == 6
    assert watch.best_epoch == 3


def test_an_equal_loss_is_no_gain() -> None:
    """A plateau stops after as many epochs as there is patience, and keeps its first."""
    watch = EarlyStopping(patience=2)
    assert _watch(watch, [1.0, 1.0, 1.0, 0.0]) == 2
    assert (watch.best_epoch, watch.best_loss, watch.epochs) == (0, 1.0, 3)


def test_nan_from_the_start_stops_and_keeps_nothing() -> None:
    """There is no best epoch, and restoring leaves the parameters alone."""
    watch = EarlyStopping(patience=2)
    assert _watch(watch, [math.nan] * 5) == 1
    assert watch.best_epoch == -1


def test_what_makes_no_sense_is_refused() -> None:
    """With what must hold, what was given and what to do."""
    with pytest.raises(ShapeError, match=r"patience must be at least 1; given: 0\. 1 stops"):
        EarlyStopping(0)
    with pytest.raises(ShapeError, match=r"not be negative; given: -0\.1\. 0 counts"):
        EarlyStopping(1, -0.1)
