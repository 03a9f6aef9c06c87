"""Where parameters start."""

from __future__ import annotations

from .bias import base_rate_bias, layer_by_layer, prior_bias
from .constant import constant, ones, zeros
from .fans import fans
from .glorot import glorot, glorot_uniform
from .he import he, he_uniform
from .lecun import lecun, lecun_uniform
from .orthogonal import orthogonal
from .random import normal, uniform

__all__ = [
    "base_rate_bias",
    "constant",
    "fans",
    "glorot",
    "glorot_uniform",
    "he",
    "he_uniform",
    "layer_by_layer",
    "lecun",
    "lecun_uniform",
    "normal",
    "ones",
    "orthogonal",
    "prior_bias",
    "uniform",
    "zeros",
]
