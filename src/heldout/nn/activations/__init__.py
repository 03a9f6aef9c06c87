"""What a neuron does with its sum: forward, and the slope."""

from __future__ import annotations

from .rectifiers import relu, relu_backward
from .softmax import log_softmax, log_softmax_backward, softmax, softmax_backward

__all__ = [
    "log_softmax",
    "log_softmax_backward",
    "relu",
    "relu_backward",
    "softmax",
    "softmax_backward",
]
