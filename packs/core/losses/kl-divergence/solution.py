import numpy as np


def kl_divergence(log_p: np.ndarray, log_q: np.ndarray) -> np.ndarray:
    """KL(p ‖ q) along the last axis, in nats, from log-probabilities."""
    p = np.exp(log_p)
    with np.errstate(invalid="ignore"):  # -inf - -inf, and 0 · inf: not chosen below
        terms = p * (log_p - log_q)
    return np.where(p > 0, terms, 0.0).sum(axis=-1)
