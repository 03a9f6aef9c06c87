# expect: bins-unweighted
import numpy as np


def expected_calibration_error(probs, labels, bins=10):
    confidence, right = probs.max(axis=1), probs.argmax(axis=1) == labels
    place = np.searchsorted(np.arange(1, bins) / bins, confidence)
    gaps = [abs(right[place == m].mean() - confidence[place == m].mean()) for m in np.unique(place)]
    return np.sum(gaps) / bins
