"""Fine-tuning: go on training a pre-trained network, with smaller steps for its lower layers.

    discriminative rates:    η_{l−1} = η_l / φ,  φ = 2.6          from the head downwards
    gradual unfreezing:      in epoch e the top e + 1 groups are trained

Lower layers hold what is general (edges) and need to change least; a random head first sends noise
down, and a full rate then destroys what the body knew: catastrophic forgetting. So the head is
trained first, or fastest. The trap is one optimizer for all groups with one rate. Each group has
its own here, and so its own state. Source: Howard and Ruder, 2018, sections 3.2 and 3.3.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..shapes import Parameters, must
from .epoch import Optimizer

__all__ = ["GroupedOptimizer", "discriminative_rates", "unfrozen_groups"]


def discriminative_rates(rate: float, groups: int, factor: float = 2.6) -> list[float]:
    """A learning rate for each group from the bottom to the head, which has the given one."""
    must(groups >= 1, "groups must be at least 1", groups, "The head is one.")
    must(factor >= 1, "factor must be at least 1", factor, "1 gives all the same rate.")
    return [rate / factor ** (groups - 1 - group) for group in range(groups)]


def unfrozen_groups(groups: int, epoch: int) -> range:
    """Which groups, counted from the bottom, are trained in that epoch (from 0): one more each."""
    return range(max(groups - 1 - epoch, 0), groups)


class GroupedOptimizer:
    """One optimizer for each group of names: steps each group with its own."""

    def __init__(self, optimizers: Sequence[Optimizer], groups: Sequence[Sequence[str]]) -> None:
        must(
            len(optimizers) == len(groups),
            "there must be an optimizer for each group",
            f"{len(optimizers)} for {len(groups)}",
            "Pair them in order.",
        )
        names = [name for group in groups for name in group]
        must(
            len(names) == len(set(names)),
            "no name may stand in two groups",
            f"{sorted({name for name in names if names.count(name) > 1})}",
            "It would be stepped twice.",
        )
        self.optimizers, self.groups = optimizers, groups

    def step(self, parameters: Parameters, gradients: Parameters) -> None:
        """Steps the parameters in place; those in no group, or not given, stay as they are."""
        for optimizer, group in zip(self.optimizers, self.groups, strict=True):
            chosen = {name: parameters[name] for name in group if name in parameters}
            if chosen:
                optimizer.step(chosen, {name: gradients[name] for name in chosen})
