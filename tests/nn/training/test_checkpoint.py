"""A run that is resumed goes where it would have gone."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import numpy as np
import pytest

from heldout.nn.optimizers.adam import Adam
from heldout.nn.shapes import Parameters
from heldout.nn.training import (
    Optimizer,
    checkpoint,
    load_parameters,
    restore,
    resume,
    save_parameters,
    train_epoch,
)

from .softmax_regression import loss_on, problem, zeros


def _run(
    parameters: Parameters, optimizer: Optimizer, rng: np.random.Generator, epochs: int
) -> None:
    x, y = problem(2)
    loss_of = loss_on(x, y, parameters)
    for _ in range(epochs):
        train_epoch(parameters, loss_of, optimizer, samples=40, size=16, rng=rng)


def test_resumed_is_as_if_never_stopped() -> None:
    """To the last bit, twice from one checkpoint, after the first run went on."""
    parameters, optimizer, rng = zeros(), Adam(0.1), np.random.default_rng(0)
    _run(parameters, optimizer, rng, 2)
    kept = checkpoint(parameters, optimizer, rng, epoch=2)
    _run(parameters, optimizer, rng, 3)
    for _ in range(2):
        again = zeros()
        _run(again, *resume(kept, again), 3)
        assert all(np.array_equal(again[name], parameters[name]) for name in parameters)
    assert kept.epoch == 2


def test_weights_alone_go_elsewhere() -> None:
    """Without the state of Adam the first step is a full one again."""
    parameters, optimizer, rng = zeros(), Adam(0.1), np.random.default_rng(0)
    _run(parameters, optimizer, rng, 5)
    kept = checkpoint(parameters, optimizer, rng, epoch=5)
    _run(parameters, optimizer, rng, 1)
    again = zeros()
    _, same_batches = resume(kept, again)
    _run(again, Adam(0.1), same_batches, 1)
    assert np.abs(again["weight"] - parameters["weight"]).max() > 0.01


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_a_file_gives_back_what_was_saved(tmp_path: Path, dtype: type[np.floating]) -> None:
    """Names, shapes, types and values, at the path that was named, and nothing beside it."""
    parameters = {"hidden/weight": np.arange(6, dtype=dtype).reshape(2, 3), "bias": np.ones(3)}
    path = tmp_path / "best"
    save_parameters(path, parameters)
    assert [found.name for found in tmp_path.iterdir()] == ["best"]
    loaded = load_parameters(path)
    assert list(loaded) == list(parameters)
    assert loaded["hidden/weight"].dtype == dtype
    restore(parameters, loaded)
    assert np.array_equal(loaded["hidden/weight"], parameters["hidden/weight"])


def test_a_save_that_fails_leaves_the_last_good_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new file takes the name only when it is whole."""

    def breaks_off(file: BinaryIO, **arrays: np.ndarray) -> None:
        file.write(b"half of it")
        raise OSError("No space left on device")

    path = tmp_path / "best"
    save_parameters(path, {"weight": np.ones(3)})
    monkeypatch.setattr(np, "savez", breaks_off)
    with pytest.raises(OSError, match="No space left"):
        save_parameters(path, {"weight": np.zeros(3)})
    assert np.array_equal(load_parameters(path)["weight"], np.ones(3))


def test_a_pickle_is_not_run(tmp_path: Path) -> None:
    """An array of objects is one; reading it is refused."""
    path = tmp_path / "best.npz"
    np.savez(path, weight=np.array([print], dtype=object))
    with pytest.raises(ValueError, match="allow_pickle"):
        load_parameters(path)
