import numpy as np


def dead_units(
    activations: np.ndarray, gradients: np.ndarray
) -> tuple[np.ndarray, float, np.ndarray]:
    """Which units are 0 on all data, their share, and for how many steps each got no gradient."""
    units = activations.shape[-1]
    dead = (activations == 0).reshape(-1, units).all(axis=0)  # (K,)
    idle = np.zeros(units, dtype=int)  # (K,)
    for grad in gradients:
        moved = (grad != 0).reshape(-1, units).any(axis=0)
        idle = np.where(moved, 0, idle + 1)
    return dead, float(dead.mean()), idle
