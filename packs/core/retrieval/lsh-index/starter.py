import numpy as np


class LSHIndex:
    """Vectors in buckets: those on the same side of all hyperplanes of a table share one."""

    def __init__(self, planes: np.ndarray) -> None:
        """Planes (L, B, D)."""

    def add(self, vectors: np.ndarray) -> None:
        """Stores the rows (N, D) under the next numbers."""

    def query(self, vector: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray]:
        """Numbers and cosines of at most k candidates for (D,), the most similar first."""
        return np.zeros(0, dtype=int), np.zeros(0)
