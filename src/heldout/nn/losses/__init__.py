"""Losses, each with its gradient."""

from __future__ import annotations

from .absolute_error import huber, mae
from .binary_cross_entropy import bce, bce_with_logits
from .class_weights import balanced_weights, weighted_cross_entropy
from .cross_entropy import categorical_cross_entropy, cross_entropy
from .focal import focal_loss
from .gaussian_kl import gaussian_kl
from .hinge import hinge, multiclass_hinge, squared_hinge
from .info_nce import info_nce
from .kl import entropy, kl_divergence, kl_with_logits
from .label_smoothing import label_smoothed_cross_entropy, smooth_labels
from .msle import msle
from .sigmoid_neuron import sigmoid_neuron, sigmoid_neuron_cost
from .squared import half_squared_error, mse, sse
from .triplet import triplet_loss

__all__ = [
    "balanced_weights",
    "bce",
    "bce_with_logits",
    "categorical_cross_entropy",
    "cross_entropy",
    "entropy",
    "focal_loss",
    "gaussian_kl",
    "half_squared_error",
    "hinge",
    "huber",
    "info_nce",
    "kl_divergence",
    "kl_with_logits",
    "label_smoothed_cross_entropy",
    "mae",
    "mse",
    "msle",
    "multiclass_hinge",
    "sigmoid_neuron",
    "sigmoid_neuron_cost",
    "smooth_labels",
    "squared_hinge",
    "sse",
    "triplet_loss",
    "weighted_cross_entropy",
]
