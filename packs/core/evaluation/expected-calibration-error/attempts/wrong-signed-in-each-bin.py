# expect: signed-gap
def expected_calibration_error(probs, labels, bins=10):
    confidence, right = probs.max(axis=1), probs.argmax(axis=1) == labels
    return right.mean() - confidence.mean()
