# expect: bins-fixed
import numpy as np


def expected_calibration_error(probs, labels, bins=10):
    confidence, right = probs.max(axis=1), probs.argmax(axis=1) == labels
    place = np.searchsorted(np.arange(1, 10) / 10, confidence)
    return np.abs(np.bincount(place, weights=right - confidence)).sum() / len(labels)
