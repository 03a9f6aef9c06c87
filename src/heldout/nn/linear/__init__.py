"""Models that are linear in their parameters."""

from __future__ import annotations

from .generalized import LINKS, Link, generalized_linear, generalized_loss, predict_mean
from .intercept import Centred, centred
from .least_squares import (
    least_squares,
    least_squares_descent,
    normal_equations,
    squared_error,
)
from .logistic import logistic_loss, logistic_regression, predict_probability
from .proximal import accelerated, largest_curvature
from .ridge import ridge, ridge_degrees, ridge_path
from .softmax_regression import softmax_regression
from .sparse import elastic_net, lasso, strength_of_all_zeros

__all__ = [
    "LINKS",
    "Centred",
    "Link",
    "accelerated",
    "centred",
    "elastic_net",
    "generalized_linear",
    "generalized_loss",
    "largest_curvature",
    "lasso",
    "least_squares",
    "least_squares_descent",
    "logistic_loss",
    "logistic_regression",
    "normal_equations",
    "predict_mean",
    "predict_probability",
    "ridge",
    "ridge_degrees",
    "ridge_path",
    "softmax_regression",
    "squared_error",
    "strength_of_all_zeros",
]
