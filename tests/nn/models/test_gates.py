"""Gates of one perceptron."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from heldout.nn.models import (
    AND,
    NAND,
    OR,
    XOR,
    Gate,
    gate_share,
    perceptron,
    realises,
    truth_inputs,
)
from heldout.nn.shapes import ShapeError


@pytest.mark.parametrize(
    ("gate", "operation"),
    [
        (AND, lambda a, b: a and b),
        (OR, lambda a, b: a or b),
        (NAND, lambda a, b: not (a and b)),
        (XOR, lambda a, b: a != b),
    ],
)
def test_answers_are_those_of_the_operation(gate: Gate, operation) -> None:
    """For 00, 01, 10, 11."""
    assert gate.answers == tuple(int(operation(a, b)) for a, b in product([0, 1], repeat=2))


@pytest.mark.parametrize("gate", [AND, OR, NAND])
def test_weights_realise_their_gate(gate: Gate) -> None:
    """All four rows."""
    assert tuple(perceptron(truth_inputs(2), np.array(gate.weight), gate.bias)) == gate.answers
    assert realises(np.array(gate.weight), np.array(gate.bias), np.array(gate.answers))


def test_no_perceptron_of_a_fine_grid_is_xor() -> None:
    """Nor is any: the four conditions contradict one another."""
    assert XOR.weight is None
    assert gate_share(XOR.answers, 20) == 0


@pytest.mark.parametrize("gate", [AND, OR, NAND])
def test_shares_are_those_of_a_slow_search(gate: Gate) -> None:
    """Every setting of a small grid tried one by one."""
    ticks = range(-3, 4)
    right = [
        all(
            int(a * w1 + b * w2 + c > 0) == want
            for (a, b), want in zip(rows, gate.answers, strict=True)
        )
        for rows in [list(product([0, 1], repeat=2))]
        for w1, w2, c in product(ticks, repeat=3)
    ]
    assert gate_share(gate.answers, 3) == pytest.approx(np.mean(right))


def test_and_and_nand_mirror_each_other_off_the_plane() -> None:
    """Minus the weights is the opposite gate wherever no sum is 0."""
    ticks = np.linspace(-1.95, 1.95, 14)
    w1, w2, b = np.meshgrid(ticks, ticks, ticks, indexing="ij")
    weight = np.stack([w1, w2], axis=-1) + 0.001
    opposite = realises(-weight, -b, np.array(NAND.answers))
    assert (realises(weight, b, np.array(AND.answers)) == opposite).all()


def test_three_inputs_can_be_asked_for() -> None:
    """A majority of three."""
    answers = (truth_inputs(3).sum(axis=1) >= 2).astype(int)
    assert realises(np.ones(3), np.array(-1.5), answers)


def test_biases_that_do_not_fit_are_told() -> None:
    """What must hold, what was given, what to do."""
    with pytest.raises(ShapeError, match=r"shape \(4,\).*given: \(3,\).*last axis"):
        realises(np.ones((4, 2)), np.ones(3), np.array(AND.answers))
    with pytest.raises(ShapeError, match="answers must be 4"):
        realises(np.ones(2), np.array(0.0), np.array([0, 1]))
