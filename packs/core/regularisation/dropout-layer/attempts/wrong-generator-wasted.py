# expect: generator-wasted
import numpy as np


class Dropout:
    """Inverted dropout: p drops, and backward uses the factors of the last forward call."""

    def __init__(self, p: float, rng: np.random.Generator) -> None:
        if not 0 <= p < 1:
            raise ValueError(f"p must be at least 0 and less than 1; given {p}")
        self.p = p
        self.rng = rng
        self.factor = None

    def forward(self, x: np.ndarray, training: bool) -> np.ndarray:
        if training:
            self.factor = (self.rng.random(x.shape) >= self.p) / (1 - self.p)
        else:
            self.rng.random(x.shape)
            self.factor = 1.0
        return x * self.factor

    def backward(self, grad_out: np.ndarray) -> np.ndarray:
        if self.factor is None:
            raise RuntimeError("there is nothing to go back through before forward")
        return grad_out * self.factor
