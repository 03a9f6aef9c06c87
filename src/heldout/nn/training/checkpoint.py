"""Checkpoints: all that a run needs to go on as if it had never stopped.

    next step = f(parameters, state of the optimizer, state of the random generator)

The trap is to keep the weights only. Adam without its m, v and t takes first steps again, of full
length in every direction, and a fresh generator repeats the batches of the first epoch: the run
goes on, from another place, and nothing says so. On disk there are two more. A pickle runs what is
written in it when it is loaded, so arrays are stored as arrays. And a run that is killed while it
writes must not leave half a file in place of the last good one: the new file is written beside it
and then takes its name in one move.
"""

from __future__ import annotations

import copy
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..shapes import Parameters
from .epoch import Optimizer
from .snapshot import restore, snapshot

__all__ = ["Checkpoint", "checkpoint", "load_parameters", "resume", "save_parameters"]


@dataclass(frozen=True)
class Checkpoint:
    """A moment of a run: copies, which later steps do not touch."""

    parameters: Parameters
    optimizer: Optimizer
    rng: np.random.Generator
    epoch: int


def checkpoint(
    parameters: Parameters, optimizer: Optimizer, rng: np.random.Generator, epoch: int
) -> Checkpoint:
    """Copies of everything as it is now."""
    return Checkpoint(snapshot(parameters), copy.deepcopy(optimizer), copy.deepcopy(rng), epoch)


def resume(kept: Checkpoint, parameters: Parameters) -> tuple[Optimizer, np.random.Generator]:
    """Writes the parameters back in place; the optimizer and the generator to go on with.

    Both are copies, so that the same checkpoint can be resumed again.
    """
    restore(parameters, kept.parameters)
    return copy.deepcopy(kept.optimizer), copy.deepcopy(kept.rng)


def save_parameters(path: Path, parameters: Parameters) -> None:
    """Writes an .npz file of the arrays by name, whole or not at all."""
    beside = path.with_name(path.name + ".part")
    arrays: dict[str, Any] = dict(parameters)
    with beside.open("wb") as file:
        np.savez(file, **arrays)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def load_parameters(path: Path) -> Parameters:
    """The arrays that `save_parameters` wrote, in their types; no code is run to read them."""
    with np.load(path, allow_pickle=False) as file:
        return {name: file[name] for name in file.files}
