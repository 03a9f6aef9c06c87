import numpy as np


class KVCache:
    """Keys and values of all steps so far, in the order of the text."""

    def __init__(self):
        self.keys = []  # pieces, (H, T, D)
        self.values = []  # (H, T, F)

    def append(self, k, v):
        """Keeps copies of T more steps."""
        self.keys.append(k.copy())
        self.values.append(v.copy())

    def __len__(self):
        return sum(piece.shape[1] for piece in self.keys)

    def attend(self, q):
        """Outputs (H, T, F) of the T newest steps' queries (H, T, D)."""
        new, kept = q.shape[1], len(self)  # T and S
        if new > kept:
            raise ValueError(f"{new} queries, but {kept} steps")
        k, v = np.concatenate(self.keys, axis=1), np.concatenate(self.values, axis=1)
        scores = q @ k.swapaxes(1, 2) / np.sqrt(q.shape[2])  # (H, T, S)
        # Query i stands at S − T + i.
        scores = np.where(np.tri(new, kept, kept - new), scores, -np.inf)
        weights = np.exp(scores - scores.max(axis=2, keepdims=True))
        return weights @ v / weights.sum(axis=2, keepdims=True)
