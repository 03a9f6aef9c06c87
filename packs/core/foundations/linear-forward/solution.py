import numpy as np


def linear_forward(x: np.ndarray, weight: np.ndarray, bias: np.ndarray | None = None) -> np.ndarray:
    """A linear layer along the last axis: (..., in) to (..., out)."""
    y = x @ weight.T  # (..., out)
    return y if bias is None else y + bias
