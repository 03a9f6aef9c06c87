# expect: not-copied
import numpy as np


class KVCache:
    def __init__(self):
        self.keys = []
        self.values = []

    def append(self, k, v):
        if self.keys:
            k = np.concatenate([self.keys.pop(), k], axis=1)
            v = np.concatenate([self.values.pop(), v], axis=1)
        self.keys.append(k)
        self.values.append(v)

    def __len__(self):
        return sum(k.shape[1] for k in self.keys)

    def attend(self, q):
        T, S = q.shape[1], len(self)
        if T > S:
            raise ValueError("too many queries")
        k = np.concatenate(self.keys, axis=1)
        v = np.concatenate(self.values, axis=1)
        s = q @ k.swapaxes(1, 2) / np.sqrt(q.shape[2])
        place = np.arange(S - T, S)[:, None]
        s = np.where(np.arange(S) <= place, s, -np.inf)
        e = np.exp(s - s.max(axis=2, keepdims=True))
        return e / e.sum(axis=2, keepdims=True) @ v
