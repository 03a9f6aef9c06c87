"""Each parameter beside its gradient, looked at before anything moves.

Optimizers step in place: `parameter -= update`. The traps are silent ones. A gradient (1, K) would
be broadcast onto a parameter (K, K); a NumPy scalar (not an array) would be replaced, not changed,
so that the model never learns; an integer array would round every step away. These raise instead.

In float16 a gradient of 256 has a square of 65,536, which is already infinite: gradients are handed
out, and states kept, in float32 for float16 parameters, and only the step is rounded.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..shapes import Array, Parameters, must

__all__ = ["pairs", "state"]


def pairs(parameters: Parameters, gradients: Parameters) -> Iterator[tuple[str, Array, Array]]:
    """Name, parameter (the array itself) and gradient (float32 or wider) of each parameter.

    Gradients of names that are not among the parameters are left out: to freeze a layer, give the
    optimizer fewer parameters. All are checked before the first is yielded.
    """
    for name, parameter in parameters.items():
        must(
            isinstance(parameter, np.ndarray) and np.issubdtype(parameter.dtype, np.floating),
            f"parameter {name!r} must be a floating array, which can be changed in place",
            f"{type(parameter).__name__} of {np.asarray(parameter).dtype}",
            "Make it one with np.array(value, dtype=np.float64).",
        )
        must(
            name in gradients,
            f"each parameter must have a gradient; {name!r} has none",
            sorted(gradients),
            "Use the same names, or leave the parameter out to freeze it.",
        )
        must(
            np.shape(gradients[name]) == parameter.shape,
            f"the gradient of {name!r} must have its shape {parameter.shape}",
            f"shape {np.shape(gradients[name])}",
            "Sum it over the axes that were broadcast.",
        )
    for name, parameter in parameters.items():
        gradient = np.asarray(gradients[name])
        wide = np.promote_types(gradient.dtype, np.float32)
        yield name, parameter, gradient.astype(wide, copy=False)


def state(parameter: Array) -> Array:
    """Zeros of its shape and dtype; float32 for float16."""
    return np.zeros(parameter.shape, np.promote_types(parameter.dtype, np.float32))
