"""How parameters move."""

from __future__ import annotations

from .adadelta import Adadelta
from .adagrad import Adagrad
from .adam import Adam
from .adamw import AdamW
from .averaging import ExponentialAverage, UniformAverage
from .batch_scaling import linear_scaling, square_root_scaling
from .clipping import clip_by_norm, clip_by_value, global_norm
from .descent import Optimizer, batch_descent, mini_batch_descent, stochastic_descent
from .gradient_descent import GradientDescent
from .momentum import Momentum
from .nesterov import Nesterov
from .parallel import AsynchronousDescent, largest_stable_rate, synchronous_gradient
from .plateau import ReduceOnPlateau
from .rmsprop import RMSProp
from .schedules import (
    constant_rate,
    cosine_decay,
    exponential_decay,
    step_decay,
    warmup,
    warmup_cosine,
)
from .weight_decay import coupled_decay, shrink

__all__ = [
    "Adadelta",
    "Adagrad",
    "Adam",
    "AdamW",
    "AsynchronousDescent",
    "ExponentialAverage",
    "GradientDescent",
    "Momentum",
    "Nesterov",
    "Optimizer",
    "RMSProp",
    "ReduceOnPlateau",
    "UniformAverage",
    "batch_descent",
    "clip_by_norm",
    "clip_by_value",
    "constant_rate",
    "cosine_decay",
    "coupled_decay",
    "exponential_decay",
    "global_norm",
    "largest_stable_rate",
    "linear_scaling",
    "mini_batch_descent",
    "shrink",
    "square_root_scaling",
    "step_decay",
    "stochastic_descent",
    "synchronous_gradient",
    "warmup",
    "warmup_cosine",
]
