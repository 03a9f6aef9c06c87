import numpy as np


def gaussian_kl(
    mu_p: np.ndarray, log_var_p: np.ndarray, mu_q: np.ndarray, log_var_q: np.ndarray
) -> np.ndarray:
    """KL(p ‖ q) of diagonal Gaussians along the last axis, in nats."""
    log_ratio = log_var_p - log_var_q
    away = (mu_p - mu_q) * np.exp(-log_var_q / 2)  # in standard deviations of q
    return (np.exp(log_ratio) - log_ratio + away**2 - 1).sum(axis=-1) / 2
