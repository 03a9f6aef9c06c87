import numpy as np


def expected_calibration_error(probs: np.ndarray, labels: np.ndarray, bins: int = 10) -> float:
    """The mean distance between confidence and accuracy, bin by bin."""
    confidence = probs.max(axis=1)  # (N,)
    right = probs.argmax(axis=1) == labels  # (N,)
    inner = np.arange(1, bins) / bins  # the edges between bins; each belongs to the bin below
    place = np.searchsorted(inner, confidence)  # (N,)
    # n |acc - conf| is one sum over the bin, so that an empty bin needs no division.
    gaps = np.bincount(place, weights=right - confidence)
    return float(np.abs(gaps).sum() / len(labels))
