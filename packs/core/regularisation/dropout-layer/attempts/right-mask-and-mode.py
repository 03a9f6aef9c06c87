import numpy as np


class Dropout:
    def __init__(self, p, rng):
        if p < 0 or p >= 1:
            raise ValueError("p is the probability of dropping")
        self.p, self.rng = p, rng
        self.mode = None

    def forward(self, x, training):
        self.mode = "train" if training else "test"
        out = np.array(x)
        if training:
            self.dropped = self.rng.random(x.shape) < self.p
            out = np.where(self.dropped, 0.0, out / (1 - self.p))
        return out

    def backward(self, grad_out):
        if self.mode is None:
            raise RuntimeError("call forward first")
        if self.mode == "test":
            return grad_out.copy()
        return np.where(self.dropped, 0.0, grad_out / (1 - self.p))
