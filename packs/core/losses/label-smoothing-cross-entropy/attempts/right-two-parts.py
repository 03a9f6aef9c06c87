import numpy as np


def label_smoothing_cross_entropy(logits, labels, smoothing=0.1):
    rows = np.arange(len(labels))
    log_total = np.logaddexp.reduce(logits, axis=1)
    log_p = logits - log_total[:, None]
    loss = (1 - smoothing) * -log_p[rows, labels] - smoothing * log_p.mean(axis=1)
    grad = np.exp(log_p) - smoothing / logits.shape[1]
    np.subtract.at(grad, (rows, labels), 1 - smoothing)
    return loss.mean(), grad / len(rows)
