"""The capacity of one perceptron: of all ways to label N points, how many does it realise?

    C(N, D) = 2 Σ_{k<D} (N − 1 choose k)          share = C(N, D) / 2ᴺ

N points in general position, D weights (a bias is one of them, with an input that is always 1).
All labellings are realised as long as N ≤ D, exactly half of them at N = 2D, and almost none soon
after: two labels for each weight is the capacity. Counting weights tells how many labels *this*
model can memorise; of a deep network it is a rough guide only, and what a network can memorise
does not tell how it will generalise. The trap in the sum is its size: Python's whole numbers do not
overflow. Source: Cover, 1965, theorem 1.
"""

from __future__ import annotations

from math import comb

from ..shapes import Parameters, must

__all__ = ["dichotomies", "parameter_count", "separable_share"]


def dichotomies(points: int, weights: int) -> int:
    """How many of the 2^points labellings a perceptron with so many weights realises."""
    must(points >= 1, "points must be at least 1", points, "No point has no label.")
    must(weights >= 1, "weights must be at least 1", weights, "The bias counts as one.")
    return 2 * sum(comb(points - 1, k) for k in range(weights))


def separable_share(points: int, weights: int) -> float:
    """The chance that random labels of so many points in general position are realised."""
    return dichotomies(points, weights) / 2**points


def parameter_count(parameters: Parameters) -> int:
    """How many numbers training may choose."""
    return sum(array.size for array in parameters.values())
