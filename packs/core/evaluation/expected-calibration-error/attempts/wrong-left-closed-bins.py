# expect: left-closed-bins
import numpy as np


def expected_calibration_error(probs, labels, bins=10):
    confidence, right = probs.max(axis=1), probs.argmax(axis=1) == labels
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = np.bincount(place, weights=right - confidence)
    return np.abs(gaps).sum() / len(labels)
