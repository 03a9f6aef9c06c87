"""Gradient checking: is the derivative that was derived the derivative of what is computed?

    g_i ≈ (f(x + h e_i) − f(x − h e_i)) / 2h          error = ‖g − ĝ‖ / max(‖g‖, ‖ĝ‖)

The central difference errs by h²·f‴/6 and by rounding of about ε|f|/h; h near ε^(1/3), 6e-6 in
float64, makes both small: right gradients differ by about 1e-10, a wrong sign by 2, a forgotten
term by its share. The traps: in float32 the best step is 5e-3 and nothing below 1e-3 can be told
apart, so check in float64; a step of 1e-10 leaves only rounding; at a kink (ReLU at 0, a tie of a
maximum) the difference is an average of two slopes and settles nothing; and chance (dropout) must
be the same in every call. One wrong layer hides in the norm of all: compare parameter by parameter.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..shapes import Array, Labels, Parameters, must

__all__ = ["gradient_errors", "numerical_gradient", "relative_error"]

STEPS = {np.dtype(np.float64): 6e-6, np.dtype(np.float32): 5e-3}


def numerical_gradient(f: Callable[[], float], x: Array, step: float | None = None) -> Array:
    """The gradient of f() by x, found by moving each entry of x in place and putting it back."""
    must(x.dtype in STEPS, "x must be float64, or float32", x.dtype, "Use x.astype(np.float64).")
    h = step or STEPS[x.dtype]
    gradient = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        kept = x[place]
        x[place] = kept + h
        high, above = float(x[place]), f()
        x[place] = kept - h
        low, below = float(x[place]), f()
        x[place] = kept
        gradient[place] = (above - below) / (high - low)  # 2h as it was stored
    return gradient


def relative_error(a: Array, b: Array) -> float:
    """‖a − b‖ / max(‖a‖, ‖b‖): 0 when they are equal, and small only when they agree in size."""
    largest = max(float(np.linalg.norm(a)), float(np.linalg.norm(b)))
    return float(np.linalg.norm(a - b)) / largest if largest else 0.0


def gradient_errors(
    loss: Callable[[], float],
    parameters: Parameters,
    gradients: Parameters,
    *,
    entries: int | None = None,
    rng: np.random.Generator | None = None,
) -> dict[str, float]:
    """The relative error of each parameter's gradient, where `loss()` reads the parameters.

    With `entries`, only that many of each parameter are moved, drawn by `rng` (seed 0 unless
    given).
    """
    rng = rng or np.random.default_rng(0)
    errors = {}
    for name, parameter in parameters.items():
        must(
            name in gradients and np.shape(gradients[name]) == parameter.shape,
            f"the gradient of {name!r} must have its shape {parameter.shape}",
            f"shape {np.shape(gradients[name])}" if name in gradients else "none",
            "Sum it over the axes that were broadcast.",
        )
        count = min(entries or parameter.size, parameter.size)
        chosen = np.sort(rng.choice(parameter.size, count, replace=False))
        numerical = _at(loss, parameter, chosen)
        errors[name] = relative_error(np.ravel(gradients[name])[chosen], numerical)
    return errors


def _at(loss: Callable[[], float], parameter: Array, chosen: Labels) -> Array:
    """The numerical gradient at the chosen entries, each as an array of its own (a view)."""
    must(
        parameter.flags.c_contiguous,
        "a parameter must lie in memory in one piece",
        "a transposed or strided view",
        "Copy it: np.ascontiguousarray(parameter).",
    )
    flat = parameter.reshape(-1)  # a view
    return np.array([numerical_gradient(loss, flat[i : i + 1])[0] for i in chosen])
