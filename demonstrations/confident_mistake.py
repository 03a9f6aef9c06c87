"""Sure and wrong: squared error learns it last, cross-entropy first

A sigmoid neuron that says 0.98 where 0 is right has an error near 1 and, under the quadratic cost,
a gradient of that error times a(1 − a) = 0.02. Cross-entropy has no such factor. The same happens
to logistic regression on breast cancer that starts from a good solution reversed (its weights times
−1). From weights of 0, where the slope of the sigmoid is largest, squared error is not far behind:
it is the bad start that tells them apart. A far larger learning rate makes up for much of it, not
for all.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from sklearn.datasets import load_breast_cancer

from demonstrations.finding import Finding
from heldout.nn.losses import sigmoid_neuron, sigmoid_neuron_cost
from heldout.nn.metrics import accuracy
from heldout.nn.shapes import Array

TITLE = "Sure and wrong: squared error learns it last, cross-entropy first"
ROWS = [
    "Sigmoid neuron",
    "Sigmoid",
    "Squared error (MSE / SSE)",
    "Binary cross-entropy / log loss",
    "Logistic regression",
]
Cost = Literal["quadratic", "cross-entropy"]


def findings() -> list[Finding]:
    """Counts of steps: of one neuron, and of logistic regression to 95 % on its training set."""
    x, y = load_breast_cancer(return_X_y=True)
    x = (x - x.mean(axis=0)) / x.std(axis=0)  # (569, 30)
    good = np.zeros(30)
    for _ in range(500):
        good -= 0.5 * sigmoid_neuron_cost(x, good, np.array(0.0), y)[1]

    def steps(cost: Cost, start: Array, rate: float = 0.5) -> int:
        return _steps_to_95(x, y, cost, start, rate)

    one = "steps until a neuron that says 0.98 for a 0 says 0.2"
    bad = "breast cancer from reversed weights: steps to 95 %"
    return [
        Finding(f"{one}, quadratic cost", _steps_of_one("quadratic"), 2, digits=0, at_least=200),
        Finding(f"{one}, cross-entropy", _steps_of_one("cross-entropy"), 1, digits=0, at_most=50),
        Finding(f"{bad}, quadratic cost", steps("quadratic", -good), 5, digits=0, at_least=300),
        Finding(f"{bad}, cross-entropy", steps("cross-entropy", -good), 2, digits=0, at_most=50),
        Finding(
            f"{bad}, quadratic cost, rate 20 instead of 0.5",
            steps("quadratic", -good, 20),
            2,
            digits=0,
            at_least=10,
        ),
        Finding(
            f"{bad}, cross-entropy, rate 20",
            steps("cross-entropy", -good, 20),
            1,
            digits=0,
            at_most=6,
        ),
        Finding(
            "from weights of 0: steps to 95 %, quadratic cost",
            steps("quadratic", np.zeros(30)),
            1,
            digits=0,
            at_most=15,
        ),
        Finding(
            "from weights of 0: steps to 95 %, cross-entropy",
            steps("cross-entropy", np.zeros(30)),
            1,
            digits=0,
            at_most=15,
        ),
    ]


def _steps_of_one(cost: Cost, rate: float = 0.15) -> int:
    """Input 1, target 0, weight and bias 2."""
    x, target, w, b, steps = np.ones((1, 1)), np.zeros(1), np.array([2.0]), np.array(2.0), 0
    while sigmoid_neuron(x, w, b)[0] > 0.2:
        _, dw, db = sigmoid_neuron_cost(x, w, b, target, cost)
        w, b, steps = w - rate * dw, b - rate * db, steps + 1
    return steps


def _steps_to_95(x: Array, y: Array, cost: Cost, w: Array, rate: float) -> int:
    b, steps = np.array(0.0), 0
    while accuracy(sigmoid_neuron(x, w, b) > 0.5, y == 1) < 0.95 and steps < 5000:
        _, dw, db = sigmoid_neuron_cost(x, w, b, y, cost)
        w, b, steps = w - rate * dw, b - rate * db, steps + 1
    return steps
