import numpy as np


def dropout(
    x: np.ndarray,
    grad_out: np.ndarray,
    noise: np.ndarray | None,
    p: float,
    training: bool = True,
    inverted: bool = False,
) -> tuple[np.ndarray, np.ndarray]:
    """Output and input gradient of dropout; `p` drops, and `noise` decides what."""
    if not 0 <= p < 1:
        raise ValueError(f"p must be at least 0 and less than 1; given {p}")
    keep = 1 - p
    if training:
        factor = noise >= p  # like x, true where kept
        if inverted:
            factor = factor / keep
    else:
        factor = 1.0 if inverted else keep
    return x * factor, grad_out * factor
