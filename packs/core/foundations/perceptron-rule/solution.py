import numpy as np


def perceptron_rule(
    x: np.ndarray,
    y: np.ndarray,
    weight: np.ndarray,
    bias: float = 0.0,
    rate: float = 1.0,
    max_passes: int = 100,
) -> tuple[np.ndarray, float, int, int]:
    """Weight, bias, mistakes and passes of the perceptron rule."""
    weight = weight.copy()
    mistakes = passes = 0
    before = -1
    while before < mistakes and passes < max_passes:
        before = mistakes
        passes += 1
        for row, label in zip(x, y, strict=True):
            if label * (np.dot(row, weight) + bias) <= 0:  # on the boundary is wrong, too
                weight += rate * label * row
                bias += rate * label
                mistakes += 1
    return weight, bias, mistakes, passes
