import numpy as np


def focal_loss(logits, targets, gamma=2.0, alpha=0.25):
    x = logits.astype(np.float64)
    softplus = np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))
    log_p, log_not = x - softplus, -softplus
    p, rest = np.exp(log_p), np.exp(log_not)
    ones = alpha * rest**gamma * -log_p
    zeros = (1 - alpha) * p**gamma * -log_not
    return np.mean(targets * ones + (1 - targets) * zeros)
