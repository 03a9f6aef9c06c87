"""An engine that derives gradients from the computation itself."""

from __future__ import annotations

from .engine import Tensor
from .networks import batch_norm, cnn, conv2d, cross_entropy, max_pool2d, mlp, tensors

__all__ = [
    "Tensor",
    "batch_norm",
    "cnn",
    "conv2d",
    "cross_entropy",
    "max_pool2d",
    "mlp",
    "tensors",
]
