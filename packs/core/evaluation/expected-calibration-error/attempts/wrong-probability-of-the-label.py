# expect: probability-of-the-label
import numpy as np


def expected_calibration_error(probs, labels, bins=10):
    confidence = probs[np.arange(len(labels)), labels]
    right = probs.argmax(axis=1) == labels
    place = np.searchsorted(np.arange(1, bins) / bins, confidence)
    return np.abs(np.bincount(place, weights=right - confidence)).sum() / len(labels)
