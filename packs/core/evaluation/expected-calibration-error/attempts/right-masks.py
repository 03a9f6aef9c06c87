import numpy as np


def expected_calibration_error(probs, labels, bins=10):
    predictions = np.argmax(probs, axis=1)
    confidence = np.max(probs, axis=1)
    right = (predictions == labels).astype(float)
    ece = 0.0
    for m in range(1, bins + 1):
        low, high = (m - 1) / bins, m / bins
        inside = (confidence > low) & (confidence <= high)
        if inside.any():
            ece += inside.mean() * abs(right[inside].mean() - confidence[inside].mean())
    return ece
