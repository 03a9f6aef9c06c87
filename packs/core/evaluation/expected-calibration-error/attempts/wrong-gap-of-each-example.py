# expect: gap-of-each-example
import numpy as np


def expected_calibration_error(probs, labels, bins=10):
    confidence, right = probs.max(axis=1), probs.argmax(axis=1) == labels
    return np.abs(right - confidence).mean()
