# expect: still-macro-recall
import numpy as np


def report(probs, labels, threshold=0.5):
    sure = probs.max(axis=1) >= threshold
    predicted = np.where(sure, probs.argmax(axis=1), -1)
    rows = []
    for c in range(probs.shape[1]):
        hits = np.sum((predicted == c) & (labels == c))
        claimed = np.sum(predicted == c)
        actual = np.sum(labels == c)
        precision = hits / claimed if claimed else 0.0
        recall = hits / actual if actual else 0.0
        total = precision + recall
        f1 = 2 * precision * recall / total if total else 0.0
        rows.append((precision, recall, f1))
    macro_p, macro_r, macro_f1 = np.mean(rows, axis=0)
    coverage = sure.mean()
    accuracy = macro_r
    return coverage, accuracy, macro_p, macro_r, macro_f1
