"""Group normalization: the channels of one sample in groups, each group by its own statistics.

    x̂ = (x − μ) / √(σ² + ε),   μ and σ² over the C/G channels of a group and all H·W places
    y = γ x̂ + β,   γ and β for each channel

Letters: N samples, C channels, G groups, H and W height and width. One group is layer
normalization of the whole sample; as many groups as channels is instance normalization, which has
one statistic for each image and channel and forgets contrast and brightness. The trap is to give
γ and β one number a group: they are one a channel, so they come after the groups are taken apart
again.
Source: Wu and He, 2018, equation 7; Ulyanov, Vedaldi and Lempitsky, 2016 (instance).
"""

from __future__ import annotations

from ..shapes import Array, floating, must
from .standardize import standardize, standardize_backward

__all__ = ["group_norm", "group_norm_backward", "instance_norm"]

Cache = tuple[Array, Array, Array, int]


def group_norm(
    x: Array, gamma: Array, beta: Array, groups: int, *, epsilon: float = 1e-5
) -> tuple[Array, Cache]:
    """Outputs like x (N, C, ...), for γ (C,) and β (C,), and what backward needs."""
    x = floating("x", x)
    must(x.ndim >= 2, "x must have shape (N, C, ...)", x.shape, "Use x[None] for one sample.")
    N, C = x.shape[:2]
    must(
        groups >= 1 and C % groups == 0,
        f"groups must divide the {C} channels",
        groups,
        "1 is layer normalization, as many as channels is instance normalization.",
    )
    must(
        gamma.shape == beta.shape == (C,),
        f"gamma and beta must have shape ({C},), one for each channel",
        f"shapes {gamma.shape} and {beta.shape}",
        "They are given by channel, not by group.",
    )
    x_hat, inverse, _, _ = standardize(x.reshape(N, groups, -1), (-1,), epsilon)  # (N, G, CHW/G)
    each = (C, *(1,) * (x.ndim - 2))  # (C, 1, 1)
    x_hat = x_hat.reshape(x.shape)
    y = x_hat * gamma.reshape(each) + beta.reshape(each)
    return y.astype(x.dtype, copy=False), (x_hat, inverse, gamma, groups)


def group_norm_backward(dy: Array, cache: Cache) -> tuple[Array, Array, Array]:
    """Gradients by x (N, C, ...), γ (C,) and β (C,)."""
    x_hat, inverse, gamma, groups = cache
    N, C = dy.shape[:2]
    axes = (0, *range(2, dy.ndim))
    each = (C, *(1,) * (dy.ndim - 2))
    dgamma = (dy * x_hat).sum(axis=axes)  # (C,)
    dbeta = dy.sum(axis=axes, dtype=x_hat.dtype)  # (C,)
    rows = (N, groups, -1)
    dx_hat = dy * gamma.reshape(each)
    dx = standardize_backward(dx_hat.reshape(rows), x_hat.reshape(rows), inverse, (-1,))
    kind = dy.dtype
    return dx.reshape(dy.shape).astype(kind, copy=False), dgamma.astype(kind), dbeta.astype(kind)


def instance_norm(
    x: Array, gamma: Array, beta: Array, *, epsilon: float = 1e-5
) -> tuple[Array, Cache]:
    """Group normalization with a group for each channel of x (N, C, H, W); the same way back."""
    return group_norm(x, gamma, beta, x.shape[1], epsilon=epsilon)
