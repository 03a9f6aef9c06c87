import numpy as np


class LSHIndex:
    def __init__(self, planes):
        self.planes = np.array(planes)
        self.stored, self.hashes = [], []

    def _hash(self, vector):
        bits = np.einsum("lbd,d->lb", self.planes, vector) >= 0
        return bits @ (1 << np.arange(bits.shape[1]))

    def add(self, vectors):
        for vector in vectors:
            self.stored.append(np.array(vector))
            self.hashes.append(self._hash(vector))

    def query(self, vector, k):
        if not self.stored:
            return np.array([], dtype=int), np.array([])
        same = (np.array(self.hashes) == self._hash(vector)).any(axis=1)
        ids = np.flatnonzero(same)
        unit = np.array([v / np.sqrt(np.square(v).sum()) for v in self.stored])[ids]
        scores = unit @ (vector / np.sqrt(np.square(vector).sum()))
        scores = np.round(scores, 13)
        order = np.lexsort((ids, -scores))[:k]
        return ids[order], scores[order]
