"""Magnitude pruning: the smallest weights become 0 and stay 0.

    m_i = 0 for the s·n weights of least |w_i|, else 1          w ← m ⊙ w, after every step again
    gradual:   s_t = s_f + (s_i − s_f) (1 − t/T)³               fast at first, slow near the end

Letters: n weights, s sparsity (the share of zeros), T steps of pruning. *Global* compares all
layers and spares those that need their weights; *layer* prunes each by the same share. Arrays with
one axis (biases, γ and β) are few and are left alone. Three traps. A masked gradient is not enough:
momentum and weight decay move a weight without one, so the mask is laid on again after each step.
A threshold |w| > τ prunes none or all of equal weights; counting prunes exactly s·n. And a mask
saves no time by itself: dense kernels multiply zeros as well.
Sources: Han and others, 2015; Zhu and Gupta, 2017, equation 1 (gradual).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from ..shapes import Array, Parameters, must
from .epoch import Optimizer

__all__ = [
    "MaskedOptimizer",
    "Masks",
    "apply_masks",
    "gradual_sparsity",
    "magnitude_masks",
    "prune_iteratively",
    "random_masks",
    "sparsity_of",
]

Masks = dict[str, NDArray[np.bool_]]  # by the name of the weight: True where it is kept


def magnitude_masks(parameters: Parameters, sparsity: float, *, per_layer: bool = False) -> Masks:
    """Masks that leave out the smallest weights: of all layers together, or of each by itself.

    Exactly round(sparsity × n) are left out; of equals, those that come first.
    """
    return _least({name: np.abs(w) for name, w in _weights(parameters)}, sparsity, per_layer)


def random_masks(
    parameters: Parameters,
    sparsity: float,
    rng: np.random.Generator,
    *,
    per_layer: bool = False,
) -> Masks:
    """Masks that leave out as many weights drawn by lot: what magnitude has to beat."""
    lots = {name: rng.random(w.shape) for name, w in _weights(parameters)}
    return _least(lots, sparsity, per_layer)


def apply_masks(parameters: Parameters, masks: Masks) -> None:
    """Sets the weights that the masks leave out to 0, in place."""
    for name, mask in masks.items():
        parameters[name][~mask] = 0


def sparsity_of(masks: Masks) -> float:
    """The share of weights that the masks leave out."""
    return 1 - sum(int(mask.sum()) for mask in masks.values()) / sum(m.size for m in masks.values())


def gradual_sparsity(step: int, steps: int, final: float, initial: float = 0.0) -> float:
    """The sparsity to have after that step: `initial` at 0, `final` from `steps` on."""
    must(steps >= 1, "steps must be at least 1", steps, "1 prunes at once.")
    left = 1 - min(step, steps) / steps
    return final + (initial - final) * left**3


class MaskedOptimizer:
    """Steps with another optimizer, and lays the masks on again."""

    def __init__(self, optimizer: Optimizer, masks: Masks) -> None:
        self.optimizer, self.masks = optimizer, masks

    def step(self, parameters: Parameters, gradients: Parameters) -> None:
        """One step in place; what is pruned has no gradient, and is 0 again afterwards."""
        masked = {
            name: g * self.masks[name] if name in self.masks else g for name, g in gradients.items()
        }
        self.optimizer.step(parameters, masked)
        apply_masks(parameters, {name: m for name, m in self.masks.items() if name in parameters})


def prune_iteratively(
    parameters: Parameters, sparsities: Iterable[float], fine_tune: Callable[[Masks], object]
) -> Masks:
    """Prunes in place to each sparsity in turn, with `fine_tune(masks)` after each; last masks.

    What is 0 is smallest, so that what was pruned stays pruned while the sparsities rise.
    """
    masks: Masks = {}
    for sparsity in sparsities:
        masks = magnitude_masks(parameters, sparsity)
        apply_masks(parameters, masks)
        fine_tune(masks)
        apply_masks(parameters, masks)
    return masks


def _weights(parameters: Parameters) -> list[tuple[str, Array]]:
    return [(name, array) for name, array in parameters.items() if array.ndim >= 2]


def _least(sizes: Mapping[str, Array], sparsity: float, per_layer: bool) -> Masks:
    """Leaves out that share of entries, the least of each array or of all together."""
    must(0 <= sparsity <= 1, "sparsity must lie from 0 to 1", sparsity, "0.9 keeps a tenth.")
    must(bool(sizes), "there must be weights with two axes or more", "none", "Biases stay.")
    groups = [[name] for name in sizes] if per_layer else [list(sizes)]
    masks = {name: np.ones(size.shape, bool) for name, size in sizes.items()}
    for names in groups:
        together = np.concatenate([sizes[name].ravel() for name in names])
        kept = np.ones(together.size, bool)
        kept[np.argsort(together, kind="stable")[: round(sparsity * together.size)]] = False
        ends = np.cumsum([sizes[name].size for name in names])
        for name, part in zip(names, np.split(kept, ends[:-1]), strict=True):
            masks[name] = part.reshape(sizes[name].shape)
    return masks
