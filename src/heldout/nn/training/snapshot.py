"""Snapshots: the parameters as they are now, out of reach of the steps to come.

The trap is a copy that is none. Optimizers step arrays in place, and `dict(parameters)` or
`parameters.copy()` copies the names only: the "best weights" then follow the last ones, silently.
Restoring is the same question backwards: the values go into the arrays that are there, because the
model and the optimizer hold those very arrays.
"""

from __future__ import annotations

from ..shapes import Parameters, must

__all__ = ["restore", "snapshot"]


def snapshot(parameters: Parameters) -> Parameters:
    """The same names with copies of the arrays, in their types."""
    return {name: array.copy() for name, array in parameters.items()}


def restore(parameters: Parameters, kept: Parameters) -> None:
    """Write the kept values into the arrays of the parameters, in place; all or nothing."""
    must(
        {name: array.shape for name, array in parameters.items()}
        == {name: array.shape for name, array in kept.items()},
        "kept must have the names and shapes of the parameters",
        f"{sorted(kept)} for {sorted(parameters)}",
        "A new head has other shapes: restore before the swap, or leave it out of both.",
    )
    for name, array in parameters.items():
        array[...] = kept[name]
