"""Bias against variance: polynomials of degree 1 to 9, each refitted a thousand times

Twenty points of sin(2πx) with noise of deviation 0.3, drawn anew for each fit. The stiff
polynomials miss the curve in the same way every time (bias), the flexible ones each time in another
(variance); the best degree is 3, between them. Bias², variance and noise sum to the error on fresh
noisy targets. Many parameters need not mean much variance: degree 9 under a small penalty has half
of it, and an error much nearer that of the best.
"""

from __future__ import annotations

import numpy as np

from demonstrations.finding import Finding
from heldout.nn.metrics import BiasVariance, bias_variance, refits
from heldout.nn.shapes import Array

TITLE = "Bias against variance: polynomials of degree 1 to 9, each refitted a thousand times"
ROWS = ["Bias–variance decomposition", "Squared error (MSE / SSE)"]
NOISE = 0.3
POINTS = np.linspace(0.05, 0.95, 50)
TRUTH = np.sin(2 * np.pi * POINTS)


def findings() -> list[Finding]:
    """Squared errors in thousandths."""
    parts, fresh_error = {}, {}
    for degree in range(1, 10):
        fits = _refit(degree)
        parts[degree] = bias_variance(fits, TRUTH, NOISE**2)
        fresh = TRUTH + NOISE * np.random.default_rng(1).standard_normal(fits.shape)
        fresh_error[degree] = float(((fits - fresh) ** 2).mean())
    held = bias_variance(_refit(9, penalty=1e-3), TRUTH, NOISE**2)
    best = min(parts, key=lambda degree: parts[degree].error)
    off = max(abs(fresh_error[degree] / parts[degree].error - 1) for degree in parts)
    return [
        *_bias_and_variance("degree 1", parts[1], (100, None), (None, 15)),
        *_bias_and_variance("degree 3", parts[3], (None, 10), (None, 20)),
        *_bias_and_variance("degree 9", parts[9], (None, 1), (35, None)),
        *_bias_and_variance("degree 9 with a penalty", held, (None, 5), (None, 30)),
        Finding("the degree with the least error", best, 0, digits=0, at_least=3, at_most=3),
        Finding("its error", 1000 * parts[best].error, 1.0, "thousandths", 1),
        Finding("the error of degree 9", 1000 * parts[9].error, 2.0, "thousandths", 1),
        Finding("the error of degree 9 with a penalty", 1000 * held.error, 1.0, "thousandths", 1),
        Finding(
            "largest difference of the sum of the parts from the error on fresh targets",
            100 * off,
            0.5,
            "%",
            1,
            at_most=3,
        ),
    ]


def _bias_and_variance(
    name: str,
    parts: BiasVariance,
    bias: tuple[float | None, float | None],
    variance: tuple[float | None, float | None],
) -> list[Finding]:
    unit = "thousandths"
    return [
        Finding(f"{name}: bias²", 1000 * parts.bias_squared, 1.0, unit, 1, *bias),
        Finding(f"{name}: variance", 1000 * parts.variance, 2.0, unit, 1, *variance),
    ]


def _refit(degree: int, penalty: float = 0.0) -> Array:
    """What a thousand least-squares polynomials say at the points; high degrees are penalized."""
    ridge = 20 * penalty * np.diag(np.arange(degree + 1.0) ** 2)

    def draw(rng: np.random.Generator) -> tuple[Array, Array]:
        x = (np.arange(20) + rng.random(20)) / 20  # one in each twentieth
        return x, np.sin(2 * np.pi * x) + NOISE * rng.standard_normal(20)

    def fit_and_predict(x: Array, y: Array, at: Array) -> Array:
        A = np.polynomial.legendre.legvander(2 * x - 1, degree)  # (20, degree + 1)
        weight = np.linalg.solve(A.T @ A + ridge, A.T @ y)
        return np.polynomial.legendre.legvander(2 * at - 1, degree) @ weight

    return refits(fit_and_predict, draw, POINTS, 1000, np.random.default_rng(0))
