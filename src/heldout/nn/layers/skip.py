"""Skip connections: the input goes around a branch and meets its output again.

    add      y = x + F(x)           dL/dx = dL/dy + (∂F/∂x)ᵀ dL/dy
    concat   y = [x, F(x)]          dL/dx = dL/dy[x's part] + (∂F/∂x)ᵀ dL/dy[F's part]

The identity passes the gradient on undiminished, however deep the net and however small F′: the
product of many (1 + F′) does not vanish as that of many F′ does. A branch that is 0 makes the
block the identity, so that more depth need not hurt. Adding needs equal shapes; concatenating
needs all but one axis equal, keeps both, and widens the next layer. The trap is on the way back:
x was used twice, so its gradients from both uses are summed. Source: He et al., 2016; Huang et
al., 2017.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, floating, must

__all__ = ["skip_add", "skip_add_backward", "skip_concat", "skip_concat_backward"]


def skip_add(x: Array, branch: Array) -> Array:
    """x + F(x), of equal shapes: nothing is broadcast."""
    x, branch = floating("x", x), floating("branch", branch)
    must(
        x.shape == branch.shape,
        "the branch must end in the shape of x",
        f"{x.shape} and {branch.shape}",
        "Project x to it (a dense layer, or a convolution of 1×1), or concatenate.",
    )
    return x + branch


def skip_add_backward(dy: Array) -> tuple[Array, Array]:
    """Gradients by x along the skip, and by the branch's output: dy for both, the same array.

    What comes back from the branch is to be added to the first.
    """
    return dy, dy


def skip_concat(x: Array, branch: Array, *, axis: int = 1) -> tuple[Array, tuple[int, int]]:
    """x and F(x) side by side along the axis; the cache says where they meet."""
    x, branch = floating("x", x), floating("branch", branch)
    at = axis % x.ndim
    rest = [size for i, size in enumerate(x.shape) if i != at]
    must(
        x.ndim == branch.ndim and rest == [s for i, s in enumerate(branch.shape) if i != at],
        f"x and the branch must agree on every axis but {axis}",
        f"{x.shape} and {branch.shape}",
        "Let the branch keep height and width: padding of (kernel − 1)/2 at stride 1.",
    )
    return np.concatenate([x, branch], axis=axis), (axis, x.shape[axis])


def skip_concat_backward(dy: Array, cache: tuple[int, int]) -> tuple[Array, Array]:
    """Gradients by x along the skip, and by the branch's output; views of dy."""
    axis, meeting = cache
    dx, dbranch = np.split(dy, [meeting], axis=axis)
    return dx, dbranch
