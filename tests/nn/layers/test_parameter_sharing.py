"""One weight in two places: the sum of two gradients, and one step."""

from __future__ import annotations

import numpy as np
import pytest

from heldout.nn.layers import (
    conv2d,
    conv2d_backward,
    conv2d_parameters,
    dense,
    dense_backward,
    dense_parameters,
    summed_gradients,
)
from heldout.nn.shapes import Array, ShapeError

from ..oracle import agrees, slope, values


def test_two_branches_with_one_weight() -> None:
    """The gradient of both losses by the shared weight is the slope of their sum."""
    a, b, weight, bias = values(1, 4, 3), values(2, 5, 3), values(3, 3, 2), values(4, 2)
    da, db = values(5, 4, 2), values(6, 5, 2)

    def both(weight: Array) -> float:
        return float(
            (da * dense(a, weight, bias)[0]).sum() + (db * dense(b, weight, bias)[0]).sum()
        )

    uses = []
    for x, dy in ((a, da), (b, db)):
        _, dweight, dbias = dense_backward(dy, dense(x, weight, bias)[1])
        uses.append({"weight": dweight, "bias": dbias})
    total = summed_gradients(*uses)
    agrees(total["weight"], slope(both, weight, 1.0))
    agrees(total["bias"], da.sum(axis=0) + db.sum(axis=0), 1e-12)
    agrees(uses[0]["bias"], da.sum(axis=0), 0)


@pytest.mark.torch
def test_it_is_what_pytorch_accumulates() -> None:
    """A tensor that is used twice gets the sum."""
    import torch

    a, b, weight = values(1, 4, 3), values(2, 5, 3), values(3, 3, 2)
    theirs = torch.tensor(weight, requires_grad=True)
    ((torch.tensor(a) @ theirs).sum() + (torch.tensor(b) @ theirs).pow(2).sum()).backward()
    first = a.T @ np.ones((4, 2))
    second = b.T @ (2 * b @ weight)
    assert theirs.grad is not None
    agrees(summed_gradients({"w": first}, {"w": second})["w"], theirs.grad.numpy(), 1e-10)


def test_a_convolution_sums_over_its_places() -> None:
    """Its gradient is the sum of those of a dense layer applied to each window by itself."""
    x, weight, bias = values(1, 1, 2, 4, 5), values(2, 3, 2, 2, 2), values(3, 3)
    y, cache = conv2d(x, weight, bias)
    dy = values(4, *y.shape)
    uses = []
    for i, j in np.ndindex(y.shape[2:]):
        window = x[:, :, i : i + 2, j : j + 2].reshape(1, -1)
        _, kept = dense(window, weight.reshape(3, -1).T, bias)
        _, dweight, dbias = dense_backward(dy[:, :, i, j], kept)
        uses.append({"weight": dweight.T.reshape(weight.shape), "bias": dbias})
    total = summed_gradients(*uses)
    _, dweight, dbias = conv2d_backward(dy, cache)
    agrees(total["weight"], dweight, 1e-12)
    agrees(total["bias"], dbias, 1e-12)


def test_stepping_after_each_use_goes_elsewhere() -> None:
    """The second gradient would be taken at other weights."""
    w, rate = 1.0, 0.1
    together = w - rate * (2 * w + 4 * w**3)
    first = w - rate * 2 * w
    one_by_one = first - rate * 4 * first**3
    assert together == pytest.approx(0.4)
    assert one_by_one == pytest.approx(0.5952)


def test_sharing_saves_parameters() -> None:
    """A 3×3 convolution on 28×28 has 10 numbers where a dense layer has 614,656 weights."""
    assert conv2d_parameters(1, 1, 3) == 10
    assert dense_parameters(28 * 28, 28 * 28, bias=False) == 614_656


def test_the_type_stays_and_nothing_is_changed() -> None:
    """The sum is a new array; in float16 it hears every use."""
    many = [{"w": np.ones(1, np.float16)}] * 4000
    assert summed_gradients(*many)["w"].item() == 4000
    assert summed_gradients(*many)["w"].dtype == np.float16
    first, second = {"w": np.ones(3, np.float32)}, {"w": np.ones(3, np.float32)}
    total = summed_gradients(first, second)
    assert total["w"].dtype == np.float32
    assert (first["w"] == 1).all()
    agrees(summed_gradients(first)["w"], first["w"], 0)
    assert summed_gradients(first)["w"] is not first["w"]


def test_uses_that_do_not_agree_are_told() -> None:
    """Names and shapes."""
    with pytest.raises(ShapeError, match=r"same names.*\['w'\] and \['v'\].*zeros"):
        summed_gradients({"w": np.ones(3)}, {"v": np.ones(3)})
    with pytest.raises(ShapeError, match=r"gradients of w must have one shape.*\(3,\) and \(2,\)"):
        summed_gradients({"w": np.ones(3)}, {"w": np.ones(2)})
    with pytest.raises(ShapeError, match="there must be a use"):
        summed_gradients()
