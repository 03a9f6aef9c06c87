"""What keeps weights small, few or smooth."""

from __future__ import annotations

from .elastic_net import elastic_net_penalty, elastic_net_proximal
from .gradient_penalty import gradient_penalty, input_gradient
from .lasso import l1_penalty, soft_threshold
from .noise import add_noise, noise_as_ridge
from .prior import (
    gaussian_prior,
    gaussian_prior_strength,
    laplace_prior,
    laplace_prior_strength,
    likeliest_on_grid,
)
from .ridge import l2_penalty, l2_proximal

__all__ = [
    "add_noise",
    "elastic_net_penalty",
    "elastic_net_proximal",
    "gaussian_prior",
    "gaussian_prior_strength",
    "gradient_penalty",
    "input_gradient",
    "l1_penalty",
    "l2_penalty",
    "l2_proximal",
    "laplace_prior",
    "laplace_prior_strength",
    "likeliest_on_grid",
    "noise_as_ridge",
    "soft_threshold",
]
