"""Three labellers: a vote makes 10 % of wrong labels 2.8 %, if they err alone

Three readers label the breast-cancer training set, each wrong in 10 % of the cases. One nearest
neighbour learns each wrong label by heart, so that what it was taught shows in its accuracy: by one
reader, by the vote of three, by the truth. When half of the mistakes are made by all three, the
vote mends far less, and kappa is higher: it measures agreement, not truth.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from sklearn.datasets import load_breast_cancer

from demonstrations.finding import Finding
from heldout.nn.metrics import accuracy, fleiss_kappa, majority_vote, pairwise_euclidean
from heldout.nn.shapes import Labels

TITLE = "Three labellers: a vote makes 10 % of wrong labels 2.8 %, if they err alone"
ROWS = ["Label voting (three radiologists)", "Euclidean distance", "Accuracy"]
ERROR = 0.1


def findings() -> list[Finding]:
    """Means over 100 rounds of reading; 400 cases to learn from and 169 held out."""
    x, y = load_breast_cancer(return_X_y=True)
    order = np.random.default_rng(0).permutation(len(y))
    train, test = order[:400], order[400:]
    x = (x - x[train].mean(axis=0)) / x[train].std(axis=0)  # (569, 30)
    nearest = pairwise_euclidean(x[test], x[train]).argmin(axis=1)  # (169,)
    truth = y[train]
    rng = np.random.default_rng(1)
    alone = [_read(truth, 0.0, rng) for _ in range(100)]
    alike = [_read(truth, 0.5, rng) for _ in range(100)]

    def mean(of: Callable[[Labels], float], rounds: list[Labels]) -> float:
        return float(np.mean([of(votes) for votes in rounds]))

    def wrong(votes: Labels) -> float:
        return 100 * (1 - accuracy(majority_vote(votes, 2), truth))

    def taught(votes: Labels) -> float:
        return 100 * accuracy(majority_vote(votes, 2)[nearest], y[test])

    def kappa(votes: Labels) -> float:
        return fleiss_kappa(votes, 2)

    one = [votes[:1] for votes in alone]
    neighbour = "accuracy of the nearest neighbour, taught by"
    return [
        Finding("wrong labels, one reader", mean(wrong, one), 0.3, "%", 1, 9.3, 10.7),
        Finding("wrong labels, vote of three", mean(wrong, alone), 0.2, "%", 1, 2.4, 3.2),
        Finding(
            "wrong labels, vote of three that share half of their mistakes",
            mean(wrong, alike),
            0.3,
            "%",
            1,
            at_least=5,
        ),
        Finding("Fleiss's kappa of three that err alone", mean(kappa, alone), 0.02, at_most=0.7),
        Finding("Fleiss's kappa of three that share half", mean(kappa, alike), 0.02, at_least=0.7),
        Finding(f"{neighbour} one reader", mean(taught, one), 0.6, "%", 1, at_most=90),
        Finding(f"{neighbour} the vote", mean(taught, alone), 0.6, "%", 1, at_least=93),
        Finding(
            f"{neighbour} the vote of three that share half",
            mean(taught, alike),
            0.6,
            "%",
            1,
            at_most=93.5,
        ),
        Finding(f"{neighbour} the truth", taught(truth[None]), 0.6, "%", 1, at_least=95),
    ]


def _read(truth: Labels, shared: float, rng: np.random.Generator) -> Labels:
    """Three readings (3, N), each wrong in 10 %; that share of the mistakes is made by all."""
    N = len(truth)
    by_all = rng.random(N) < shared * ERROR
    own = (1 - shared) * ERROR / (1 - shared * ERROR)
    wrong = by_all | (rng.random((3, N)) < own)  # (3, N)
    return np.where(wrong, 1 - truth, truth)
