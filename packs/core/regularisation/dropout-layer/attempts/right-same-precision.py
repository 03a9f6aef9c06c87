import numpy as np


class Dropout:
    def __init__(self, p, rng):
        if not 0.0 <= p < 1.0:
            raise ValueError("p")
        self.p = p
        self.rng = rng

    def forward(self, x, training):
        scale = np.ones_like(x)
        if training:
            scale /= 1 - self.p
            scale = scale * (self.rng.random(x.shape) >= self.p)
        self.scale = scale
        return x * scale

    def backward(self, grad_out):
        if not hasattr(self, "scale"):
            raise RuntimeError("no forward yet")
        return grad_out * self.scale
