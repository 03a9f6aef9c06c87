import numpy as np


class KVCache:
    def __init__(self):
        self.used = 0
        self.room = None

    def append(self, k, v):
        new = np.concatenate([k, v], axis=2)
        H, T, W = new.shape
        if self.room is None:
            self.width = k.shape[2]
            self.room = np.zeros((H, max(T, 2), W), new.dtype)
        while self.used + T > self.room.shape[1]:
            self.room = np.concatenate([self.room, np.zeros_like(self.room)], axis=1)
        self.room[:, self.used : self.used + T] = new
        self.used += T

    def __len__(self):
        return self.used

    def attend(self, q):
        if q.shape[1] > self.used:
            raise ValueError("not so many steps")
        kept = self.room[:, : self.used]
        k, v = kept[..., : self.width], kept[..., self.width :]
        s = q @ k.transpose(0, 2, 1) * self.width**-0.5
        place = np.arange(self.used - q.shape[1], self.used)
        s[:, place[:, None] < np.arange(self.used)] = -np.inf
        p = np.exp(s - s.max(axis=-1)[..., None])
        return (p / p.sum(axis=-1)[..., None]) @ v
