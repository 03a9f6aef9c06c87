import numpy as np


def normal_pdf(
    x: np.ndarray, mu: float | np.ndarray = 0.0, sigma: float | np.ndarray = 1.0
) -> tuple[np.ndarray, np.ndarray]:
    """The normal density at x, and its natural logarithm."""
    if np.any(np.asarray(sigma) <= 0):
        raise ValueError("sigma must be positive")
    z = (x - mu) / sigma  # divided before it is squared: sigma squared may be 0 or infinite
    log_density = np.asarray(-(z**2) / 2 - np.log(sigma) - np.log(2 * np.pi) / 2)
    return np.exp(log_density), log_density
