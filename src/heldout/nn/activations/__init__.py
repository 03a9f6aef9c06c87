"""What a neuron does with its sum: forward, and the slope."""

from __future__ import annotations

from .base2 import base2_sigmoid, base2_sigmoid_backward
from .elu import elu, elu_backward
from .gelu import gelu, gelu_backward, gelu_tanh, gelu_tanh_backward
from .leaky import leaky_relu, leaky_relu_backward, prelu, prelu_backward
from .linear import linear, linear_backward
from .maxout import maxout, maxout_backward
from .normal import erf, normal_cdf, normal_log_pdf, normal_pdf, normal_pdf_derivative
from .rectifiers import relu, relu_backward
from .sigmoid import logistic, logistic_backward, sigmoid, sigmoid_backward
from .softmax import log_softmax, log_softmax_backward, softmax, softmax_backward
from .softsign import softsign, softsign_backward
from .step import step, step_backward
from .swish import swish, swish_backward
from .tanh import tanh, tanh_backward
from .unusual import (
    absolute,
    absolute_backward,
    one_sided_quotients,
    x_sin_inverse,
    x_sin_inverse_backward,
)

__all__ = [
    "absolute",
    "absolute_backward",
    "base2_sigmoid",
    "base2_sigmoid_backward",
    "elu",
    "elu_backward",
    "erf",
    "gelu",
    "gelu_backward",
    "gelu_tanh",
    "gelu_tanh_backward",
    "leaky_relu",
    "leaky_relu_backward",
    "linear",
    "linear_backward",
    "log_softmax",
    "log_softmax_backward",
    "logistic",
    "logistic_backward",
    "maxout",
    "maxout_backward",
    "normal_cdf",
    "normal_log_pdf",
    "normal_pdf",
    "normal_pdf_derivative",
    "one_sided_quotients",
    "prelu",
    "prelu_backward",
    "relu",
    "relu_backward",
    "sigmoid",
    "sigmoid_backward",
    "softmax",
    "softmax_backward",
    "softsign",
    "softsign_backward",
    "step",
    "step_backward",
    "swish",
    "swish_backward",
    "tanh",
    "tanh_backward",
    "x_sin_inverse",
    "x_sin_inverse_backward",
]
