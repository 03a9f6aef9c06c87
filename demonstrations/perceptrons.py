"""One neuron: gates, its learning rule, and XOR

Weights and bias, whole numbers from −10 to 10, are tried one by one: some realise AND, more realise
OR, and none XOR. On two kinds of iris that a plane separates the learning rule ends; it cannot on
XOR. A hidden layer of two tanh units can represent XOR and finds it from less than half of twenty
starts; four units find it almost always. Width is there to be found by, not only to represent.
"""

from __future__ import annotations

import numpy as np
from sklearn.datasets import load_iris

from heldout.nn.models import (
    AND,
    OR,
    XOR,
    gate_share,
    learn_perceptron,
    perceptron,
    train_xor,
    truth_inputs,
)

from .finding import Finding

TITLE = "One neuron: gates, its learning rule, and XOR"
ROWS = [
    "Perceptron (step unit)",
    "Perceptron learning rule",
    "Single-layer perceptron",
    "AND / OR gates",
    "XOR network",
]


def findings() -> list[Finding]:
    """Shares of a grid, epochs and mistakes, and seeds that find XOR."""
    found = [
        Finding("weight grid that realises AND", 100 * gate_share(AND.answers), 0, "%"),
        Finding("weight grid that realises OR", 100 * gate_share(OR.answers), 0, "%"),
        Finding("weight grid that realises XOR", 100 * gate_share(XOR.answers), 0, "%", at_most=0),
    ]
    for bias, ones in ((-2.5, 0), (-1.5, 1), (-0.5, 3), (0.0, 3)):
        says = f"ones of the four answers for w = (1, 1), b = {bias:g}"
        answers = perceptron(truth_inputs(2), np.ones(2), bias)
        found.append(Finding(says, float(answers.sum()), 0, digits=0, at_least=ones, at_most=ones))
    x, y = load_iris(return_X_y=True)
    iris = learn_perceptron(x[:100], y[:100])
    xor = learn_perceptron(truth_inputs(2), np.array(XOR.answers), epochs=1000)
    found += [
        Finding(
            "epochs until no error, setosa against versicolor", iris.epochs, 0, digits=0, at_most=10
        ),
        Finding("mistakes on the way", float(sum(iris.mistakes)), 0, digits=0),
        Finding(
            "fewest mistakes in an epoch on XOR, of 1,000 epochs",
            float(min(xor.mistakes)),
            0,
            digits=0,
            at_least=1,
        ),
    ]
    for hidden, least, most in ((1, 0, 0), (2, 20, 80), (4, 85, 100)):
        solved = [train_xor(hidden, np.random.default_rng(seed)) == 1 for seed in range(20)]
        says = f"20 starts that find XOR with {hidden} hidden unit{'s' * (hidden > 1)}"
        found.append(
            Finding(says, 100 * float(np.mean(solved)), 10, "%", 0, at_least=least, at_most=most)
        )
    return found
