"""The engine against PyTorch, finite differences and the slips that such engines make."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import heldout.nn.autograd.engine as engine
from heldout.nn.autograd import Tensor
from heldout.nn.shapes import Array, ShapeError

from ..oracle import agrees, distinct, slope, values

OPERATIONS: dict[str, Callable[[Any], Any]] = {
    "add": lambda x: x + x * 0.5,
    "subtract": lambda x: 2 - x - x * x,
    "divide": lambda x: x / (x * x + 1) + 1 / (x**2 + 2),
    "power": lambda x: (x * x + 1) ** -0.5,
    "power 0": lambda x: x**0 * 3 + x,
    "negate": lambda x: -x,
    "exp": lambda x: x.exp(),
    "log": lambda x: (x * x + 0.5).log(),
    "tanh": lambda x: x.tanh(),
    "relu": lambda x: x.relu(),
    "sum": lambda x: x.sum(0, keepdims=True) * x,
    "sum of all": lambda x: x.sum() * x,
    "mean": lambda x: x.mean((0, -1), keepdims=True) + x,
    "mean of a row": lambda x: x.mean(-1),
    "max": lambda x: x.max(1, keepdims=True) * x,
    "reshape": lambda x: x.reshape(-1, x.data.shape[0]),
    "transpose": lambda x: x.transpose(2, 0, 1),
    "slice": lambda x: x[..., 1:] * x[:, :1, ::-1][..., :-1],
    "repeated index": lambda x: x[np.array([0, 0, 1])],
    "matmul": lambda x: x @ x.transpose(0, 2, 1),
    "broadcast matmul": lambda x: x @ x[:1].transpose(0, 2, 1),
    "windows": lambda x: x.windows(2),
    "padded windows": lambda x: x.windows(3, 2, 1),
}


def gradient(f: Callable[[Tensor], Tensor], x: Array, dy: Array) -> Array:
    """The gradient of Σ dy·f(x) by the engine."""
    leaf = Tensor(x)
    f(leaf).backward(dy)
    assert leaf.grad is not None
    return leaf.grad


@pytest.mark.parametrize("name", OPERATIONS)
@settings(max_examples=6, deadline=None)
@given(shape=distinct(3, least=2), seed=st.integers(0, 99))
def test_each_operation_has_the_gradient_of_its_values(
    name: str, shape: tuple[int, ...], seed: int
) -> None:
    """By finite differences, for three axes of different sizes."""
    f, x = OPERATIONS[name], values(seed, *shape)
    y = f(Tensor(x)).data
    dy = values(seed + 1, *y.shape)
    agrees(gradient(f, x, dy), slope(lambda x: f(Tensor(x)).data, x, dy), 1e-5)


def grown(leaves: list[Any], choices: list[tuple[int, int, int]], to_mean: Callable) -> Any:
    """A random expression: each choice makes a new node of two earlier ones."""
    nodes = list(leaves)
    for operation, first, second in choices:
        a, b = nodes[first % len(nodes)], nodes[second % len(nodes)]
        nodes.append(
            [
                lambda a, b: a + b,
                lambda a, b: a - b,
                lambda a, b: a * b,
                lambda a, b: a / (b * b + 1),
                lambda a, b: (a.tanh() * b).exp() ** 0.5,
                lambda a, b: (a * a + 1).log() + to_mean(b),
                lambda a, b: a.relu() + b,
            ][operation](a, b)
        )
    return (nodes[-1] + nodes[len(leaves)]).sum()


@pytest.mark.torch
@settings(max_examples=60, deadline=None)
@given(
    shape=distinct(3, most=4),
    choices=st.lists(
        st.tuples(st.integers(0, 6), st.integers(0, 20), st.integers(0, 20)),
        min_size=1,
        max_size=9,
    ),
    seed=st.integers(0, 999),
)
def test_random_expressions_agree_with_pytorch(
    shape: tuple[int, ...], choices: list[tuple[int, int, int]], seed: int
) -> None:
    """Value and every leaf's gradient, with leaves that broadcast and are used many times."""
    import torch

    arrays = [
        values(seed, *shape, scale=0.5),
        values(seed + 1, shape[1], 1, scale=0.5),
        values(seed + 2, scale=0.5),
    ]
    ours = [Tensor(array) for array in arrays]
    theirs = [torch.tensor(array, requires_grad=True) for array in arrays]
    y = grown(ours, choices, lambda x: x.mean())
    expected = grown(theirs, choices, lambda x: x.mean())
    y.backward()
    expected.backward()
    agrees(y.data, expected.detach().numpy(), 1e-9)
    for leaf, other in zip(ours, theirs, strict=True):
        if other.grad is None:
            assert leaf.grad is None
        else:
            assert leaf.grad is not None
            agrees(leaf.grad, other.grad.numpy(), 1e-8)


@pytest.mark.torch
def test_ties_of_a_maximum_share_the_gradient_as_in_pytorch() -> None:
    """Evenly, so that the sum over a row stays what came in."""
    import torch

    x = np.array([[1.0, 3.0, 3.0], [2.0, 2.0, 2.0], [0.0, 1.0, 5.0]])
    dy = np.array([6.0, 6.0, 6.0])
    other = torch.tensor(x, requires_grad=True)
    other.amax(1).backward(torch.tensor(dy))
    found = gradient(lambda x: x.max(1), x, dy)
    agrees(found, other.grad.numpy())
    agrees(found, [[0, 3, 3], [2, 2, 2], [0, 0, 6]])


def test_the_engine_is_short() -> None:
    """Under 200 lines, so that it is read in one sitting."""
    assert Path(engine.__file__).read_text(encoding="utf-8").count("\n") < 200


def test_a_second_backward_adds_the_same_once_more() -> None:
    """Inner gradients that are kept would be counted again: dx⁴/dx at 2 is 32, 64, 96."""
    x = Tensor(2.0)
    square = x * x
    y = square * square
    for times in (1, 2, 3):
        y.backward()
        assert x.grad == 32 * times
    assert square.grad is None
    assert y.grad is None


def test_two_results_of_one_leaf_add_up() -> None:
    """d(3x)/dx + d(x²)/dx = 3 + 2x, though the graphs share a node."""
    x = Tensor(5.0)
    shared = x * 1
    (shared * 3).backward()
    (shared * shared).backward()
    assert x.grad == 13


def test_a_chain_of_ten_thousand_steps_is_no_matter() -> None:
    """No recursion: forward, backward and letting go of it."""
    x = Tensor(1.0)
    y = x
    for _ in range(10_000):
        y = y * 1.0001 + 0.0
    y.backward()
    assert x.grad == pytest.approx(1.0001**10_000)


def test_a_value_used_by_two_long_branches_waits_for_both() -> None:
    """Paths of different lengths meet in one node: 2ⁿ paths, each node visited once."""
    x = Tensor(1.0)
    y = x
    for _ in range(60):
        y = y + y
    y.backward()
    assert x.grad == 2.0**60


def test_arrays_and_numbers_on_the_left_make_one_tensor() -> None:
    """NumPy hands the operation over instead of making an array of tensors."""
    x = Tensor([1.0, 2.0])
    for y in (np.array([3.0, 4.0]) * x, np.float64(2) + x, 1 - x, np.ones(2) / x):
        assert isinstance(y, Tensor)
        assert y.data.shape == (2,)


def test_constants_take_no_gradient_and_hold_no_graph() -> None:
    """What was made of constants alone remembers nothing."""
    x, c = Tensor([1.0, 2.0]), Tensor([3.0, 4.0], tracked=False)
    scaled = c * c
    (x * scaled).sum().backward()
    agrees(x.grad, [9, 16])
    assert c.grad is None
    assert scaled.parents == ()


@pytest.mark.parametrize("dtype", [np.float32, np.float16])
@pytest.mark.parametrize("name", OPERATIONS)
def test_floating_types_stay(name: str, dtype: type) -> None:
    """Value and gradient have the type of the leaf, and are close to those in float64."""
    f, x = OPERATIONS[name], values(3, 2, 4, 3)
    narrow = x.astype(dtype)
    y = f(Tensor(narrow))
    found = gradient(f, narrow, np.ones(y.data.shape))
    assert y.data.dtype == found.dtype == dtype
    exact = narrow.astype(np.float64)
    tolerance = 1e-4 if dtype == np.float32 else 5e-2
    agrees(y.data.astype(float), f(Tensor(exact)).data, tolerance)
    agrees(found.astype(float), gradient(f, exact, np.ones(y.data.shape)), tolerance)


def test_a_mean_in_float16_does_not_overflow() -> None:
    """Ten thousand values of 1,000 have the sum 10⁷, above the largest float16."""
    x = Tensor(np.full(10_000, 1000, np.float16))
    assert x.mean().data == 1000


def test_arguments_are_left_as_they_are() -> None:
    """Neither the data nor the gradient that came in is changed."""
    x, dy = values(1, 3, 4), values(2, 3, 4)
    kept_x, kept_dy = x.copy(), dy.copy()
    leaf = Tensor(x)
    y = leaf + leaf
    y.backward(dy)
    y.backward(dy)
    agrees(x, kept_x)
    agrees(dy, kept_dy)
    agrees(leaf.grad, 4 * dy)


def test_the_gradient_is_linear_in_what_comes_in() -> None:
    """A law of every reverse pass: pull(a u + b v) = a pull(u) + b pull(v)."""
    x, u, v = values(1, 3, 4), values(2, 3, 4), values(3, 3, 4)

    def f(x: Tensor) -> Tensor:
        return (x.tanh() @ x.transpose(1, 0)).exp() @ x

    agrees(gradient(f, x, 2 * u - 3 * v), 2 * gradient(f, x, u) - 3 * gradient(f, x, v))


@pytest.mark.parametrize("dy", [None, np.ones(2), np.ones((3, 1))])
def test_backward_says_where_it_can_start(dy: Array | None) -> None:
    """What must hold, what was given, what to do."""
    with pytest.raises(ShapeError, match=r"dy must be \(3,\); given: .*sum\(\)\.backward"):
        (Tensor(np.ones(3)) * 2).backward(dy)


def test_a_vector_is_no_matrix() -> None:
    """@ of one axis would need gradients of another shape; it is refused with the fix."""
    with pytest.raises(ShapeError, match=r"takes matrices; given: .*reshape"):
        Tensor(np.ones(3)) @ Tensor(np.ones((3, 2)))
