"""Echo state network: a random recurrent reservoir that is never trained, and a linear readout.

    h_t = tanh(x_t W + h_{t−1} U)          U scaled to spectral radius ρ, then left alone
    y_t = h_t R + r          R = (Sᵀ S + λ 1)⁻¹ Sᵀ Y          r = mean of y − (mean of h) R

S and Y are the states and the targets of all steps, each less its mean. R is least in
‖Y − S R‖² + λ‖R‖²: ridge regression of a sum of squares, so that the same λ weighs less the longer
the sequence is.

Letters: N samples, T steps, D inputs, H units, K outputs. It goes round the vanishing gradient by
not sending any: only the readout is learned, in closed form. What it cannot do is choose what to
remember; its capacity is at most H delayed inputs in all (Jaeger, 2001b, proposition 2).

Two traps. ρ is the largest absolute *eigenvalue*, not the largest entry or singular value. And the
first states still hold the start instead of the input: they are washed out, not fitted. ρ < 1 is
the usual rule for the start to be forgotten; for tanh it is necessary when the input is zero, and
neither sufficient nor necessary in general.

Source: Jaeger, 2001a ("The echo state approach", GMD report 148), 2001b (report 152).
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, floating, must, sizes
from .vanilla import rnn

__all__ = ["EchoStateNetwork", "memory_capacity", "spectral_radius"]


def spectral_radius(weight: Array) -> float:
    """The largest absolute eigenvalue of a square matrix."""
    rows, columns = sizes("weight", weight, "H H")
    must(rows == columns, "weight must be square", weight.shape, "From the states to the states.")
    return float(np.abs(np.linalg.eigvals(weight.astype(np.float64))).max())


class EchoStateNetwork:
    """A reservoir of `units` for `inputs`; `parameters` holds the readout once it is fitted."""

    def __init__(
        self,
        inputs: int,
        units: int,
        rng: np.random.Generator,
        *,
        radius: float = 0.9,
        input_scale: float = 0.5,
    ) -> None:
        reservoir = rng.standard_normal((units, units))
        self.weight_h = reservoir * (radius / spectral_radius(reservoir))  # (H, H)
        self.weight_x = rng.uniform(-input_scale, input_scale, (inputs, units))  # (D, H)
        self.parameters: dict[str, Array] = {}

    def states(self, x: Array) -> Array:
        """States (N, T, H) while reading x (N, T, D), from zeros, in the type of x."""
        x = floating("x", x)
        N, _, _ = sizes("x", x, "N T D", "One sequence is a batch of one: x[None].")
        weights = self.weight_x.astype(x.dtype), self.weight_h.astype(x.dtype)
        H = len(self.weight_h)
        return rnn(x, np.zeros((N, H), x.dtype), *weights, np.zeros(H, x.dtype))[0]

    def fit(self, x: Array, y: Array, *, washout: int = 50, strength: float = 1e-6) -> None:
        """Fit the readout to y (N, T, K) by ridge regression, leaving out the first states.

        `strength` is λ beside the *sum* of squared errors, ‖Y − S R‖² + λ‖R‖², not their mean.
        """
        h = self.states(x)[:, washout:]
        must(
            y.shape[:2] == x.shape[:2] and h.shape[1] > 0,
            "y must have a row for each step of x, and some step be left after the washout",
            f"x {x.shape}, y {y.shape}, washout {washout}",
            "Shorten the washout, or lengthen the sequence.",
        )
        h = h.reshape(-1, h.shape[-1])  # (N·T, H)
        target = y[:, washout:].reshape(len(h), -1)  # (N·T, K)
        mean_h, mean_y = h.mean(axis=0), target.mean(axis=0)
        centred = h - mean_h
        gram = centred.T @ centred + strength * np.eye(h.shape[1], dtype=h.dtype)
        weight = np.linalg.solve(gram, centred.T @ (target - mean_y))  # (H, K)
        self.parameters = {"weight": weight, "bias": mean_y - mean_h @ weight}

    def predict(self, x: Array) -> Array:
        """Outputs (N, T, K) of the fitted readout while reading x (N, T, D)."""
        must(bool(self.parameters), "the readout must be fitted", "none", "Call fit first.")
        return self.states(x) @ self.parameters["weight"] + self.parameters["bias"]


def memory_capacity(
    network: EchoStateNetwork, rng: np.random.Generator, *, lags: int = 40, steps: int = 1000
) -> Array:
    """r² (lags,) of the input k = 1, 2, … steps ago, told from the state; the sum is the capacity.

    Fitted on one random input of that many steps, measured on another.
    """
    x = rng.uniform(-1, 1, (2, steps + lags, 1))
    delayed = np.stack([np.roll(x[..., 0], k, axis=1) for k in range(1, lags + 1)], axis=-1)
    network.fit(x[:1], delayed[:1], washout=lags)
    told = network.predict(x[1:])[0, lags:]  # (T, lags)
    true = delayed[1, lags:]
    told, true = told - told.mean(axis=0), true - true.mean(axis=0)
    covariance = (told * true).sum(axis=0)
    scale = (told**2).sum(axis=0) * (true**2).sum(axis=0)
    return np.divide(covariance**2, scale, out=np.zeros(lags), where=scale > 0)
