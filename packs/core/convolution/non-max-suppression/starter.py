import numpy as np


def non_max_suppression(boxes: np.ndarray, scores: np.ndarray, threshold: float) -> list[int]:
    """Rows of the boxes (N, 4) that are kept, by falling score (N,)."""
    return list(range(len(boxes)))
