"""Random search against a grid, when one axis matters and one does not

Nine trials over two axes: the learning rate of Adam from 1e-5 to 10, which decides everything, and
its ε from 1e-12 to 1e-6, which decides nothing. The 3 × 3 grid tries three learning rates, three
times each; nine random trials try nine. The scores of 49 rates are measured once, and 4,000
searches of each kind are replayed on them, the grid at random offsets, so that neither is lucky.
The random search finds the better network on average. A grid of nine on the axis that matters
beats both: random search is the price for not knowing which one that is.
"""

from __future__ import annotations

import numpy as np

from heldout.nn.losses.cross_entropy import cross_entropy
from heldout.nn.models.fit import fit
from heldout.nn.models.mlp import MLP
from heldout.nn.optimizers.adam import Adam
from heldout.nn.training.grid_search import grid_search
from heldout.nn.training.random_search import chance_of_top, log_uniform, random_search
from heldout.nn.training.trials import Trial, best_trial, distinct_values

from .data import digits
from .finding import Finding

TITLE = "Random search against a grid, when one axis matters and one does not"
ROWS = ["Random search", "Grid search"]
REPEATS = 4000
RATES = np.logspace(-5, 1, 49)
EPSILONS = np.logspace(-12, -6, 3)


def findings() -> list[Finding]:
    """Validation accuracies of the best of nine, means over the searches."""
    measured = np.array([_accuracy(rate, 1e-8) for rate in RATES])
    spread = np.ptp([_accuracy(1e-2, epsilon) for epsilon in EPSILONS])
    rng = np.random.default_rng(0)

    def score(rate: float, epsilon: float = 1e-8) -> float:
        place = (np.log10(rate) + 5) / 6 * len(RATES)
        return float(measured[min(int(place), len(RATES) - 1)])

    axes = {"rate": log_uniform(1e-5, 10), "epsilon": log_uniform(1e-12, 1e-6)}
    by_grid, by_lot, on_the_axis = [], [], []
    for _ in range(REPEATS):
        offset = rng.random()
        three = [float(10 ** (6 * (i + offset) / 3 - 5)) for i in range(3)]
        trials = grid_search(score, {"rate": three, "epsilon": [1e-12, 1e-9, 1e-6]})
        lots = random_search(score, axes, 9, rng)
        nine = [float(10 ** (6 * (i + offset) / 9 - 5)) for i in range(9)]
        by_grid.append(best_trial(trials).score)
        by_lot.append(best_trial(lots).score)
        on_the_axis.append(best_trial([Trial({"rate": r}, score(r)) for r in nine]).score)
    top = float(np.mean(np.array(by_lot) >= np.percentile(measured, 90)))
    grid_mean, lot_mean = float(np.mean(by_grid)), float(np.mean(by_lot))
    tried = [distinct_values(each)["rate"] for each in (trials, lots)]
    return [
        Finding("learning rates in nine trials of the grid", tried[0], 0, digits=0, at_most=3),
        Finding("learning rates in nine random trials", tried[1], 0, digits=0, at_least=9),
        Finding("accuracy, from the best to the worst ε", float(spread), 0.5, "%", 1, at_most=1),
        Finding("accuracy, from the best to the worst rate", float(np.ptp(measured)), 4, "%", 1),
        Finding("best of the grid", grid_mean, 2, "%", 1),
        Finding("best of nine random trials", lot_mean, 2, "%", 1),
        Finding("gained by chance", lot_mean - grid_mean, 2, "%", 1, at_least=2),
        Finding("best of a grid of nine rates", float(np.mean(on_the_axis)), 2, "%", 1),
        Finding("random searches that found the top tenth of rates", 100 * top, 12, "%", 0),
        Finding("and by 1 − 0.9⁹", 100 * chance_of_top(0.1, 9), 0.1, "%", 0),
    ]


def _accuracy(rate: float, epsilon: float) -> float:
    data, rng = digits(0), np.random.default_rng(0)
    model = MLP((64, 32, 10), rng)
    optimizer = Adam(rate, epsilon=epsilon)
    fit(model, data.train_x[:300], data.train_y[:300], cross_entropy, optimizer, rng, epochs=5)
    scores, _ = model.forward(data.train_x[300:])
    return 100 * float((scores.argmax(axis=1) == data.train_y[300:]).mean())
