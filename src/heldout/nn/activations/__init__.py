"""What a neuron does with its sum: forward, and the slope."""

from __future__ import annotations

from .rectifiers import relu, relu_backward
from .sigmoid import logistic, logistic_backward, sigmoid, sigmoid_backward
from .softmax import log_softmax, log_softmax_backward, softmax, softmax_backward
from .tanh import tanh, tanh_backward

__all__ = [
    "log_softmax",
    "log_softmax_backward",
    "logistic",
    "logistic_backward",
    "relu",
    "relu_backward",
    "sigmoid",
    "sigmoid_backward",
    "softmax",
    "softmax_backward",
    "tanh",
    "tanh_backward",
]
