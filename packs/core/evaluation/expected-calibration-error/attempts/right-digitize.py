import numpy as np


def expected_calibration_error(probs, labels, bins=10):
    rows = np.arange(len(labels))
    best = probs.argmax(-1)
    confidence = probs[rows, best]
    edges = np.linspace(0.0, 1.0, bins + 1)
    place = np.clip(np.digitize(confidence, edges, right=True), 1, bins)
    sums, hits, counts = np.zeros(bins + 1), np.zeros(bins + 1), np.zeros(bins + 1)
    np.add.at(sums, place, confidence)
    np.add.at(hits, place, best == labels)
    np.add.at(counts, place, 1)
    full = counts > 0
    gap = np.abs(hits[full] / counts[full] - sums[full] / counts[full])
    return np.sum(gap * counts[full]) / counts.sum()
