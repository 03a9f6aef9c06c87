# expect: left-closed-bins


def expected_calibration_error(probs, labels, bins=10):
    confidence, right = probs.max(axis=1), probs.argmax(axis=1) == labels
    ece = 0.0
    for m in range(bins):
        inside = (confidence >= m / bins) & (confidence < (m + 1) / bins)
        if inside.any():
            ece += inside.mean() * abs(right[inside].mean() - confidence[inside].mean())
    return ece
