"""The linear activation."""

from __future__ import annotations

import numpy as np

from heldout.nn.activations import linear, linear_backward

from ..oracle import agrees, values
from .elementwise import differentiates, keeps_types


def test_nothing_is_done() -> None:
    """Forward and back."""
    x, dy = values(1, 3, 4), values(2, 3, 4)
    agrees(linear(x), x, 0)
    agrees(linear_backward(dy, x), dy, 0)
    differentiates(linear, linear_backward, x)


def test_a_stack_of_linear_layers_is_one() -> None:
    """Three dense layers without an activation are one, with the product of their weights."""
    x, first, second, third = values(1, 5, 4), values(2, 4, 7), values(3, 7, 6), values(4, 6, 2)
    deep = linear(linear(linear(x @ first) @ second) @ third)
    agrees(deep, x @ (first @ second @ third), 1e-12)


def test_types_stay() -> None:
    """And integers become float64."""
    keeps_types(linear, linear_backward, -1000, 1000)
    assert linear(np.array([True])).dtype == np.float64
