# expect: duplicates-returned
from collections import defaultdict

import numpy as np


class LSHIndex:
    """Vectors in buckets: those on the same side of all hyperplanes of a table share one."""

    def __init__(self, planes: np.ndarray) -> None:
        self.planes = planes  # (L, B, D)
        self.buckets = defaultdict(list)  # (table, bits) -> numbers
        self.vectors = np.zeros((0, planes.shape[2]))

    def keys(self, vector: np.ndarray) -> list[tuple[int, bytes]]:
        """The bucket of each table."""
        return [
            (table, bits.tobytes()) for table, bits in enumerate(np.dot(self.planes, vector) >= 0)
        ]

    def add(self, vectors: np.ndarray) -> None:
        """Stores the rows (N, D) under the next numbers."""
        for number, vector in enumerate(vectors, start=len(self.vectors)):
            for key in self.keys(vector):
                self.buckets[key].append(number)
        self.vectors = np.concatenate([self.vectors, vectors])

    def query(self, vector: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray]:
        """Numbers and cosines of at most k candidates, the most similar first."""
        found = [number for key in self.keys(vector) for number in self.buckets.get(key, ())]
        ids = np.array(sorted(found), dtype=int)
        rows = self.vectors[ids]  # (C, D)
        sizes = np.linalg.norm(rows, axis=1) * np.linalg.norm(vector)
        cosines = (rows * vector).sum(axis=1) / sizes  # (C,)
        best = np.argsort(-cosines, kind="stable")[:k]
        return ids[best], cosines[best]
