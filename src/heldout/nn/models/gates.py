"""Logic gates of one perceptron: AND and OR differ in the threshold only; XOR has none.

    AND: x₁ + x₂ − 1.5 > 0          OR: x₁ + x₂ − 0.5 > 0          NAND: −x₁ − x₂ + 1.5 > 0

With weights 1 and 1 the sums of the four rows are b, b + 1, b + 1, b + 2. As b rises, the number of
rows that are answered with 1 goes from 0 (b ≤ −2) to 1 (AND, up to b = −1), 3 (OR, up to b = 0,
where the first sum lies on the plane) and 4 (b > 0).

XOR would need b ≤ 0, w₁ + b > 0, w₂ + b > 0 and w₁ + w₂ + b ≤ 0: the two in the middle add up to
w₁ + w₂ + 2b > 0, and the outer two to w₁ + w₂ + 2b ≤ 0. Source: Minsky and Papert, 1969.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..shapes import Array, Labels, floating, labels, must
from .perceptron import truth_inputs

__all__ = ["AND", "NAND", "OR", "XOR", "Gate", "gate_share", "realises"]


@dataclass(frozen=True)
class Gate:
    """What a gate answers to 00, 01, 10, 11, and a perceptron that does so, if there is one."""

    answers: tuple[int, int, int, int]
    weight: tuple[float, float] | None = None
    bias: float = 0.0


AND = Gate((0, 0, 0, 1), (1.0, 1.0), -1.5)
OR = Gate((0, 1, 1, 1), (1.0, 1.0), -0.5)
NAND = Gate((1, 1, 1, 0), (-1.0, -1.0), 1.5)
XOR = Gate((0, 1, 1, 0))


def realises(weight: Array, bias: Array, answers: Labels) -> Array:
    """Whether perceptrons with these weights (..., D) and biases (...) give the answers (2^D,)."""
    weight, bias = floating("weight", weight), floating("bias", bias)
    must(
        bias.shape == weight.shape[:-1],
        f"bias must have shape {weight.shape[:-1]}, one for each perceptron",
        bias.shape,
        "The last axis of weight holds the inputs of one.",
    )
    rows = truth_inputs(weight.shape[-1])  # (2^D, D)
    answers = labels("answers", answers, 2)
    must(answers.shape == (len(rows),), f"answers must be {len(rows)}", answers.shape, "One a row.")
    sums = weight @ rows.T + bias[..., None]  # (..., 2^D)
    return ((sums > 0) == (answers == 1)).all(axis=-1)  # (...)


def gate_share(answers: Labels, reach: int = 10) -> float:
    """The share of a grid of (w₁, w₂, b) that realises the gate: whole numbers up to ±reach.

    A common scale of all three changes no answer, and whole numbers add up exactly: in tenths,
    0.1 + 0.2 − 0.3 is not 0, and rounding decides where a plane meets an input.
    """
    ticks = np.arange(-reach, reach + 1, dtype=np.float64)  # (P,)
    w1, w2, b = np.meshgrid(ticks, ticks, ticks, indexing="ij")  # (P, P, P)
    return float(realises(np.stack([w1, w2], axis=-1), b, np.asarray(answers)).mean())
