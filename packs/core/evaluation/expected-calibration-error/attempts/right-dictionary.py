import math


def expected_calibration_error(probs, labels, bins=10):
    gaps = {}
    for row, label in zip(probs.tolist(), labels.tolist(), strict=True):
        top = max(row)
        place = next(m for m in range(1, bins + 1) if top <= m / bins or m == bins)
        gaps.setdefault(place, []).append((row.index(top) == label) - top)
    return sum(abs(math.fsum(values)) for values in gaps.values()) / len(labels)
