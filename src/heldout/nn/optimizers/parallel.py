"""Stochastic gradient descent on several workers, simulated: waiting for all, or for none.

    synchronous    g = Σ_k n_k g_k / Σ_k n_k          every worker at the same θ
    asynchronous   θ_{t+1} = θ_t − η g(θ_{t−τ})       τ: the delay, in steps of the others

Synchronous descent is exact: K workers with n samples each make one step with the gradient of a
batch of Kn, and wait for the slowest. The trap is to average means over shards of different sizes
without weighing them. Asynchronous descent waits for nobody, so that a gradient arrives after τ
steps of others: on a slope of curvature λ it stays stable only up to ηλ = 2 sin(π/(4τ + 2)), which
is 2 for τ = 0 and falls as π/(2τ). Both are data parallelism; splitting the model is another thing.
Source: Dean et al., 2012, section 4.1; the bound is the root condition of z^{τ+1} − z^τ + ηλ = 0.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from math import pi, sin

from ..shapes import Labels, Parameters, must
from .descent import Optimizer
from .pairs import state

__all__ = ["AsynchronousDescent", "largest_stable_rate", "synchronous_gradient"]

Gradient = Callable[[Parameters, Labels], tuple[float, Parameters]]


def synchronous_gradient(
    gradient: Gradient, parameters: Parameters, shards: Sequence[Labels]
) -> tuple[float, Parameters]:
    """Mean loss and gradients over the rows of all shards, each taken by its own worker.

    Gradients of float16 are summed, and come back, in float32.
    """
    must(
        len(shards) > 0 and min(map(len, shards)) > 0,
        "each worker must have rows",
        [len(rows) for rows in shards],
        "np.array_split(rows, workers) shares them out.",
    )
    everything = sum(map(len, shards))
    answers = [gradient(parameters, rows) for rows in shards]  # at the same parameters
    shares = [len(rows) / everything for rows in shards]
    loss, total = 0.0, {name: state(g) for name, g in answers[0][1].items()}
    for share, (its_loss, its_gradients) in zip(shares, answers, strict=True):
        loss += share * its_loss
        for name, g in its_gradients.items():
            total[name] += share * g.astype(total[name].dtype)
    return loss, total


class AsynchronousDescent:
    """Steps with gradients that are `delay` steps old; the first `delay` calls only fill the queue.

    Every gradient is used, in the order in which they were taken.
    """

    def __init__(self, optimizer: Optimizer, delay: int) -> None:
        must(delay >= 0, "delay must be 0 or more steps", delay, "0 is synchronous.")
        self.optimizer, self.delay = optimizer, delay
        self.waiting: deque[Parameters] = deque()

    def step(self, parameters: Parameters, gradients: Parameters) -> None:
        """Send these gradients off, and step in place with those that now arrive."""
        self.waiting.append({name: g.copy() for name, g in gradients.items()})
        if len(self.waiting) > self.delay:
            self.optimizer.step(parameters, self.waiting.popleft())


def largest_stable_rate(curvature: float, delay: int = 0) -> float:
    """The learning rate from which gradient descent with that delay diverges on that curvature."""
    must(curvature > 0, "curvature must be positive", curvature, "Give the largest eigenvalue.")
    return 2 * sin(pi / (4 * delay + 2)) / curvature
