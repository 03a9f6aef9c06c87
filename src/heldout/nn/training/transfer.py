"""Transfer learning by head swap: keep the body of a trained network, give it a new last layer.

    1. take the trained parameters    2. drop the head    3. put a random head for the new classes
    4. train: the head alone (body frozen: feature extraction), or all of it with a small rate
       (fine-tuning)

Freezing means that the optimizer never sees the frozen names. The trap is to set their gradients to
0 instead: momentum and Adam's mean still hold older gradients, and weight decay needs none, so
"frozen" weights drift. A body with batch normalization must also be run in evaluation mode, else
its running statistics move without any gradient. It pays when the target has few samples and the
source shows the same kind of thing; from an unrelated source it can do harm (negative transfer).
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from ..shapes import Parameters, must

__all__ = ["random_head", "swap_head", "unfrozen"]


def random_head(
    features: int,
    classes: int,
    rng: np.random.Generator,
    *,
    weight: str = "weight",
    bias: str = "bias",
    dtype: type[np.floating] = np.float64,
) -> Parameters:
    """A dense head under these two names: weight (D, C) of variance 1/D, bias (C,) of zeros."""
    must(features >= 1 and classes >= 1, "a head needs sizes", f"{features}, {classes}", "≥ 1.")
    drawn = rng.standard_normal((features, classes)) / np.sqrt(features)  # (D, C)
    return {weight: drawn.astype(dtype), bias: np.zeros(classes, dtype)}


def swap_head(parameters: Parameters, head: Parameters) -> Parameters:
    """Copies of all parameters, with those of the new head in place of the old one's.

    The head has the names of the old one and may have other shapes. The source keeps its own.
    """
    missing = set(head) - set(parameters)
    must(
        bool(head) and not missing,
        "the head must have names of the parameters",
        f"{sorted(missing) or 'no names'}; there are {sorted(parameters)}",
        "Name it like the layer that it replaces.",
    )
    return {name: head.get(name, array).copy() for name, array in parameters.items()}


def unfrozen(parameters: Parameters, frozen: Collection[str]) -> Parameters:
    """The parameters that are still to be trained: what the optimizer is given.

    The arrays are those of `parameters` themselves, so that the model sees every step.
    """
    unknown = set(frozen) - set(parameters)
    must(
        not unknown,
        "frozen must hold names of the parameters",
        f"{sorted(unknown)}; there are {sorted(parameters)}",
        "A misspelt name would be trained.",
    )
    return {name: array for name, array in parameters.items() if name not in frozen}
