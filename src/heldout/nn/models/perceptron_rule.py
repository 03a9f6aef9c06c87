"""The perceptron learning rule: correct what was wrong, leave what was right.

    w ← w + η (y − ŷ) x          b ← b + η (y − ŷ)          one sample after the other

y − ŷ is 0, 1 or −1: a mistake turns the plane towards the sample, or away from it. If some plane
separates the classes with margin γ and no row is longer than R (the bias counted as an input 1),
the rule makes at most (R/γ)² mistakes and then none ever again; η scales w from a start at 0, and
changes no answer. If none does (XOR) it never stops: the trap is a loop without a limit of epochs.
It is not gradient descent on the 0/1 error, whose slope is 0 wherever it exists.
Samples come in turn because each answer depends on the correction before it.
Source: Rosenblatt, 1958; the bound is Novikoff's, 1962.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..shapes import Array, Labels, floating, labels, must, sizes

__all__ = ["PerceptronFit", "learn_perceptron", "mistake_bound"]


@dataclass(frozen=True)
class PerceptronFit:
    """Weights after the rule, and how it went."""

    weight: Array  # (D,)
    bias: float
    mistakes: tuple[int, ...]  # in each epoch
    converged: bool  # the last epoch had none

    @property
    def epochs(self) -> int:
        """Passes over the data, with the last one, which only confirms."""
        return len(self.mistakes)


def learn_perceptron(
    x: Array, y: Labels, learning_rate: float = 1.0, epochs: int = 100
) -> PerceptronFit:
    """The rule from w = 0, b = 0 on inputs (N, D) and labels 0 or 1 (N,), in their order.

    It ends after the first epoch without a mistake, or after `epochs`.
    """
    x = floating("x", x)
    N, D = sizes("x", x, "N D")
    y = labels("y", y, 2)
    must(y.shape == (N,), f"y must have shape ({N},)", y.shape, "One label for each row.")
    weight, bias = np.zeros(D, x.dtype), 0.0
    mistakes: list[int] = []
    while len(mistakes) < epochs and 0 not in mistakes[-1:]:
        wrong = 0
        for row, target in zip(x, y.tolist(), strict=True):
            error = target - int(row @ weight + bias > 0)
            if error:
                weight = weight + learning_rate * error * row  # (D,)
                bias += learning_rate * error
                wrong += 1
        mistakes.append(wrong)
    return PerceptronFit(weight, bias, tuple(mistakes), mistakes[-1:] == [0])


def mistake_bound(x: Array, y: Labels, weight: Array, bias: float) -> float:
    """(R/γ)² of a plane that separates the data; infinite if it does not."""
    x = floating("x", x)
    sides = np.where(np.asarray(y) == 1, 1.0, -1.0)
    with_one = np.column_stack([x, np.ones(len(x))])  # (N, D + 1)
    plane = np.append(weight, bias)
    margin = (sides * (with_one @ plane)).min() / np.linalg.norm(plane)
    longest = np.linalg.norm(with_one, axis=1).max()
    return float((longest / margin) ** 2) if margin > 0 else float("inf")
