import numpy as np


class Dropout:
    def __init__(self, p, rng):
        if not (p >= 0 and p < 1):
            raise ValueError(p)

        def draw(shape):
            return (~(rng.random(shape) < p)).astype(float) * (1.0 / (1.0 - p))

        self._draw = draw

        def nothing(grad_out):
            raise RuntimeError("forward comes first")

        self.backward = nothing

    def forward(self, x, training):
        factors = self._draw(x.shape) if training else np.ones(x.shape)
        self.backward = lambda grad_out: np.multiply(grad_out, factors)
        return np.multiply(x, factors)
