"""Linear regression: the plane with the least sum of squared errors.

    L(w, b) = ½ (1/N) Σ_n (x_n w + b − y_n)²          ∂L/∂w = xᵀ(xw + b − y)/N, ∂L/∂b the mean error
    closed form: XᵀX w = Xᵀy for centred X, y

The trap is to solve these normal equations as they stand: XᵀX has the square of X's condition
number, so that with features nearly dependent half of the digits go, and with dependent ones there
is no inverse. `least_squares` works on X itself (by its singular values), and among equally good
weights gives the shortest. By gradient each direction of curvature λ needs about 1/(ηλ) steps,
which is why features are standardised first.
Source: Legendre, 1805; Gauss, 1809; Golub, 1965.
"""

from __future__ import annotations

import numpy as np

from ..optimizers.descent import Optimizer, batch_descent
from ..shapes import Array, Labels, Parameters, must, sizes
from .intercept import centred

__all__ = ["least_squares", "least_squares_descent", "normal_equations", "squared_error"]


def least_squares(
    x: Array, y: Array, *, weights: Array | None = None, intercept: bool = True
) -> tuple[Array, Array]:
    """Weight (D,) and bias () for x (N, D) and y (N,); (D, K) and (K,) for y (N, K)."""
    data = centred(x, y, weights, intercept=intercept)
    return data.with_bias(np.linalg.lstsq(data.x, data.y)[0])


def normal_equations(
    x: Array, y: Array, *, weights: Array | None = None, intercept: bool = True
) -> tuple[Array, Array]:
    """The same where the features are far from dependent; LinAlgError or noise where not."""
    data = centred(x, y, weights, intercept=intercept)
    return data.with_bias(np.linalg.solve(data.x.T @ data.x, data.x.T @ data.y))


def squared_error(
    x: Array, y: Array, weight: Array, bias: Array | float
) -> tuple[float, Array, Array]:
    """½ the mean squared error, and its gradients by weight (D,) and bias ()."""
    N, D = sizes("x", x, "N D")
    must(weight.shape == (D,), f"weight must have shape ({D},)", f"{weight.shape}", "One each.")
    must(y.shape == (N,), f"y must have shape ({N},)", f"{y.shape}", "One target each.")
    error = x @ weight + bias - y  # (N,)
    return float(np.mean(error**2)) / 2, x.T @ error / N, np.asarray(error.mean())


def least_squares_descent(
    x: Array, y: Array, optimizer: Optimizer, epochs: int
) -> tuple[Array, Array, list[float]]:
    """Weight (D,), bias () and the loss before each step, by that many steps from 0."""
    parameters: Parameters = {"weight": np.zeros_like(x[0]), "bias": np.zeros((), x.dtype)}

    def gradient(at: Parameters, rows: Labels) -> tuple[float, Parameters]:
        loss, dweight, dbias = squared_error(x[rows], y[rows], at["weight"], at["bias"])
        return loss, {"weight": dweight, "bias": dbias}

    losses = batch_descent(gradient, parameters, len(x), optimizer, epochs)
    return parameters["weight"], parameters["bias"], losses
