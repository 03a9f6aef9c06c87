"""The restricted Boltzmann machine: links between the layers only, and so each layer at a stroke.

    E(v, h) = −bᵀv − cᵀh − vᵀ W h
    p(h_k = 1 | v) = σ(c_k + Σ_d v_d w_dk)        p(v_d = 1 | h) = σ(b_d + Σ_k w_dk h_k)
    F(v) = −bᵀv − Σ_k log(1 + e^(c_k + Σ_d v_d w_dk))        p(v) = e^(−F(v)) / Z
    dL/dw_dk = ⟨v_d h_k⟩_model − ⟨v_d h_k⟩_data

Letters: N samples, D visible and K hidden units. Given one layer the units of the other are
independent, so that a whole layer is drawn at once; when neither is given they are not. The model
average needs Z; contrastive divergence (CD-k) takes that after k rounds of sampling from the data
instead, which is biased (it is the gradient of no function), or from chains that go on between
updates (persistent, less biased). Two traps. The reconstruction error is no objective: it may fall
while the likelihood does, and a chain that mixes badly makes it small. And the hidden units have to
be drawn, not averaged, where they drive the reconstruction, or they would carry more than a bit
each; in the statistics their probabilities give the same mean with less noise.
Source: Smolensky, 1986; Hinton, 2002 (CD); Tieleman, 2008 (persistent).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import DTypeLike

from ..activations.sigmoid import sigmoid
from ..shapes import Array, Parameters, floating, must, sizes
from .boltzmann_machine import BoltzmannMachine, all_states

__all__ = ["Divergence", "RestrictedMachine"]


class Divergence(NamedTuple):
    """What one round of contrastive divergence gives."""

    gradients: Parameters
    reconstruction_error: float  # mean square of v − p(v | h), h drawn from the data
    chains: Array  # (N, D), where the sampling has got to


class RestrictedMachine:
    """Parameters `weight` (D, K), `visible_bias` (D,) and `hidden_bias` (K,)."""

    def __init__(
        self, visible: int, hidden: int, rng: np.random.Generator, dtype: DTypeLike = np.float64
    ) -> None:
        must(visible > 0 < hidden, "both layers need units", (visible, hidden), "One at least.")
        self.parameters: Parameters = {
            "weight": (0.01 * rng.standard_normal((visible, hidden))).astype(dtype),  # (D, K)
            "visible_bias": np.zeros(visible, dtype),  # (D,)
            "hidden_bias": np.zeros(hidden, dtype),  # (K,)
        }

    def energy(self, v: Array, h: Array) -> Array:
        """The energy (N,) of visible states (N, D) with hidden states (N, K)."""
        p = self.parameters
        return -v @ p["visible_bias"] - h @ p["hidden_bias"] - ((v @ p["weight"]) * h).sum(axis=1)

    def free_energy(self, v: Array) -> Array:
        """−log Σ_h e^(−E(v, h)) of visible states (N, D), in closed form (N,)."""
        hidden = self.parameters["hidden_bias"] + v @ self.parameters["weight"]  # (N, K)
        return -v @ self.parameters["visible_bias"] - np.logaddexp(0, hidden).sum(axis=1)  # (N,)

    def hidden_given(self, v: Array) -> Array:
        """p(h = 1 | v): (N, K) for visible states (N, D)."""
        return sigmoid(self.parameters["hidden_bias"] + v @ self.parameters["weight"])

    def visible_given(self, h: Array) -> Array:
        """p(v = 1 | h): (N, D) for hidden states (N, K)."""
        return sigmoid(self.parameters["visible_bias"] + h @ self.parameters["weight"].T)

    def sample(self, v: Array, rounds: int, rng: np.random.Generator) -> Array:
        """Visible states (N, D) after so many rounds v → h → v of Gibbs sampling from v."""
        for _ in range(rounds):
            h = _drawn(self.hidden_given(v), rng)  # (N, K)
            v = _drawn(self.visible_given(h), rng)  # (N, D)
        return v

    def divergence(
        self, v: Array, rng: np.random.Generator, *, rounds: int = 1, chains: Array | None = None
    ) -> Divergence:
        """CD-k on the states v (N, D) from 0 to 1: gradients to descend, and how it went.

        With `chains` (M, D), those of the last call, the sampling goes on from there (persistent).
        """
        must(rounds >= 1, "rounds must be at least 1", rounds, "CD-0 is no learning.")
        v = floating("v", v)
        hidden = self.hidden_given(v)  # (N, K)
        rebuilt = self.visible_given(_drawn(hidden, rng))  # (N, D)
        if chains is None:
            ends = self.sample(_drawn(rebuilt, rng), rounds - 1, rng)  # (N, D)
        else:
            ends = self.sample(chains, rounds, rng)  # (M, D)
        there = self.hidden_given(ends)
        gradients = {
            "weight": ends.T @ there / len(ends) - v.T @ hidden / len(v),  # (D, K)
            "visible_bias": ends.mean(axis=0) - v.mean(axis=0),  # (D,)
            "hidden_bias": there.mean(axis=0) - hidden.mean(axis=0),  # (K,)
        }
        return Divergence(gradients, float(((v - rebuilt) ** 2).mean()), ends)

    def log_partition(self) -> float:
        """log Z by enumerating the smaller layer, of up to 20 units."""
        p = self.parameters
        weight, own, other = p["weight"], p["visible_bias"], p["hidden_bias"]
        if weight.shape[0] > weight.shape[1]:
            weight, own, other = weight.T, other, own
        states = all_states(len(own))  # (2ⁿ, n)
        minus = states @ own + np.logaddexp(0, other + states @ weight).sum(axis=1)  # (2ⁿ,)
        top = float(minus.max())
        return top + float(np.log(np.exp(minus - top).sum()))

    def negative_log_likelihood(self, v: Array) -> tuple[float, Parameters]:
        """The mean of −log p(v) over states (N, D), and its exact gradients; D is at most 20."""
        _, D = sizes("v", v, "N D")
        log_z = self.log_partition()
        free = all_states(D)  # (2ᴰ, D)
        chance = np.exp(-self.free_energy(free) - log_z)[:, None]  # (2ᴰ, 1)
        told, hidden = self.hidden_given(free), self.hidden_given(v)
        gradients = {
            "weight": (free * chance).T @ told - v.T @ hidden / len(v),  # (D, K)
            "visible_bias": (free * chance).sum(axis=0) - v.mean(axis=0),  # (D,)
            "hidden_bias": (told * chance).sum(axis=0) - hidden.mean(axis=0),  # (K,)
        }
        return log_z + float(self.free_energy(v).mean()), gradients

    def as_boltzmann(self) -> BoltzmannMachine:
        """The same machine in the general form: two blocks of links, and none within a layer."""
        p = self.parameters
        D, K = p["weight"].shape
        weight = np.zeros((D + K, D + K), p["weight"].dtype)  # (n, n)
        weight[:D, D:], weight[D:, :D] = p["weight"], p["weight"].T
        return BoltzmannMachine(weight, np.append(p["visible_bias"], p["hidden_bias"]), D)


def _drawn(chance: Array, rng: np.random.Generator) -> Array:
    return (rng.random(chance.shape) < chance).astype(chance.dtype)
