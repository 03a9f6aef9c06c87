"""Losses of several tasks in one: which task gets how much of the shared trunk.

    fixed:         L = Σ_k w_k L_k                        dL/dL_k = w_k
    uncertainty:   L = ½ Σ_k (e^{−s_k} L_k + s_k)         dL/ds_k = ½ (1 − e^{−s_k} L_k)

Letters: K tasks, L_k the loss of task k, s_k the logarithm of its noise variance, learned with
the weights. The trunk gets the sum of the tasks' gradients. The trap is the scale: in other units
(metres to millimetres: squared error × 10⁶) a loss takes the trunk over and is no more important.
The second form finds e^{s_k} = L_k and divides by it, and the s_k in the sum keeps it from turning
all tasks off. Related tasks help each other; unrelated ones compete, and no weight makes them
related.
Source: Caruana, 1997; Kendall, Gal and Cipolla, 2018, equation 7 (squared errors).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..shapes import Array, floating, must

__all__ = ["uncertainty_weighted", "weighted_sum"]

Task = tuple[float, Array]  # what a loss returns: its value, and its gradient by the head's output


def weighted_sum(tasks: Sequence[Task], weights: Sequence[float]) -> tuple[float, list[Array]]:
    """The sum of the weighted losses, and each task's gradient with its weight."""
    must(
        len(tasks) == len(weights) >= 1,
        "there must be a weight for each task",
        f"{len(weights)} for {len(tasks)}",
        "0 leaves a task out.",
    )
    must(min(weights) >= 0, "weights must not be negative", f"{weights}", "Nothing unlearns.")
    pairs = list(zip(tasks, weights, strict=True))
    loss = sum(weight * value for (value, _), weight in pairs)
    return loss, [float(weight) * gradient for (_, gradient), weight in pairs]


def uncertainty_weighted(
    tasks: Sequence[Task], log_variance: Array
) -> tuple[float, list[Array], Array]:
    """The loss, each task's gradient, and the gradient (K,) by the log-variances s (K,)."""
    s = floating("log_variance", log_variance)
    must(
        s.shape == (len(tasks),) and len(tasks) >= 1,
        f"log_variance must have shape ({len(tasks)},)",
        f"shape {s.shape}",
        "One for each task; start from zeros.",
    )
    losses = np.array([value for value, _ in tasks], s.dtype)  # (K,)
    precision = np.exp(-s)  # (K,)
    loss = 0.5 * float((precision * losses + s).sum())
    weights = (0.5 * precision).tolist()  # plain numbers leave a float32 gradient float32
    gradients = [weight * dy for weight, (_, dy) in zip(weights, tasks, strict=True)]
    return loss, gradients, 0.5 * (1 - precision * losses)
