"""The Boltzmann machine: binary units, symmetric links, and a probability for every state.

    E(s) = −½ sᵀ W s − bᵀ s        p(s) = e^(−E(s)) / Z,   Z = Σ over all states of e^(−E)
    p(s_i = 1 | all others) = σ(Σ_j w_ij s_j + b_i)
    dL/dw_ij = ⟨s_i s_j⟩_model − ⟨s_i s_j⟩_data        L = −mean log p(v)

Letters: N samples, n units, the first V visible and the others hidden. W is symmetric with 0 on
the diagonal; w_ij and w_ji are one link, counted once (hence the ½), and its gradient stands
in both places. In the data average the hidden units follow p(h | v); in the model average all are
free. Any two units may be linked: what forbids links within a layer is the *restricted* machine.

Z is a sum of 2ⁿ terms: exact here for up to 20 units, which is what samplers are tested against.
The trap of Gibbs sampling is to draw linked units at once from the old state; here they are
drawn one after the other (vectorised over chains only), and neighbouring sweeps stay correlated.
Source: Ackley, Hinton and Sejnowski, 1985.
"""

from __future__ import annotations

import numpy as np

from ..activations.sigmoid import sigmoid
from ..shapes import Array, Parameters, floating, must, sizes

__all__ = ["BoltzmannMachine", "all_states", "link_count"]

MOST = 20


def all_states(units: int) -> Array:
    """Every state of so many binary units (2ⁿ, n), counted up in binary."""
    must(0 <= units <= MOST, f"units must be from 0 to {MOST}", units, "Sample larger ones.")
    rows = np.arange(2**units)[:, None]
    return (rows >> np.arange(units)[::-1] & 1).astype(np.float64)  # (2ⁿ, n)


def link_count(visible: int, hidden: int, *, within_layers: bool) -> int:
    """How many links: every pair of units, or (restricted) each visible with each hidden one."""
    units = visible + hidden
    return units * (units - 1) // 2 if within_layers else visible * hidden


class BoltzmannMachine:
    """Parameters `weight` (n, n), symmetric with a diagonal of 0, and `bias` (n,)."""

    def __init__(self, weight: Array, bias: Array, visible: int | None = None) -> None:
        weight, bias = floating("weight", weight), floating("bias", bias)
        (n,) = sizes("bias", bias, "n")
        must(weight.shape == (n, n), f"weight must have shape ({n}, {n})", weight.shape, "Square.")
        symmetric = bool((weight == weight.T).all() and (np.diag(weight) == 0).all())
        must(
            symmetric,
            "weight must be symmetric, with 0 on the diagonal",
            "another",
            "Use np.triu(w, 1) + np.triu(w, 1).T: a link has one weight, and none leads back.",
        )
        self.visible = n if visible is None else visible
        must(0 <= self.visible <= n, f"visible must be from 0 to {n}", visible, "They come first.")
        self.parameters: Parameters = {"weight": weight, "bias": bias}

    def energy(self, s: Array) -> Array:
        """The energy (N,) of states (N, n); the lower, the likelier."""
        weight, bias = self.parameters["weight"], self.parameters["bias"]
        return -0.5 * ((s @ weight) * s).sum(axis=1) - s @ bias  # (N,)

    def log_partition(self) -> float:
        """log Z, by enumeration."""
        return _log_sum(-self.energy(all_states(len(self.parameters["bias"]))))

    def probabilities(self) -> Array:
        """The probability of each of `all_states(n)` (2ⁿ,)."""
        minus = -self.energy(all_states(len(self.parameters["bias"])))
        return np.exp(minus - _log_sum(minus))  # (2ⁿ,)

    def gibbs(self, s: Array, sweeps: int, rng: np.random.Generator) -> Array:
        """Chains (N, n) after so many sweeps from states s (N, n); each draws every unit once."""
        weight, bias = self.parameters["weight"], self.parameters["bias"]
        s = np.array(s, dtype=weight.dtype)
        for _ in range(sweeps):
            for unit in range(len(bias)):
                on = sigmoid(s @ weight[unit] + bias[unit])  # (N,)
                s[:, unit] = rng.random(len(s)) < on
        return s  # (N, n)

    def negative_log_likelihood(self, v: Array) -> tuple[float, Parameters]:
        """The mean of −log p(v) over visible states (N, V), and its gradients, all exact."""
        N, V = sizes("v", v, "N V")
        must(self.visible == V, f"v must have {self.visible} columns", V, "One each visible unit.")
        n = len(self.parameters["bias"])
        hidden = all_states(n - V)  # (H, n − V)
        seen = np.repeat(v, len(hidden), axis=0)  # (N H, V)
        clamped = np.hstack([seen, np.tile(hidden, (N, 1))])  # (N H, n)
        minus = -self.energy(clamped).reshape(N, len(hidden))  # (N, H)
        top = minus.max(axis=1, keepdims=True)
        sums = np.exp(minus - top).sum(axis=1, keepdims=True)  # (N, 1)
        follows = (np.exp(minus - top) / sums / N).ravel()  # (N H,), p(h | v) / N
        loss = self.log_partition() - float((top + np.log(sums)).mean())
        free, chance = all_states(n), self.probabilities()
        dweight = (free * chance[:, None]).T @ free - (clamped * follows[:, None]).T @ clamped
        np.fill_diagonal(dweight, 0)  # (n, n)
        return loss, {"weight": dweight, "bias": chance @ free - follows @ clamped}


def _log_sum(x: Array) -> float:
    top = float(x.max())  # e^(x − top) does not overflow
    return top + float(np.log(np.exp(x - top).sum()))
