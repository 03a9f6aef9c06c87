"""Gradients that are too long, too large, or no numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from heldout.nn.optimizers import clip_by_norm, clip_by_value, global_norm
from heldout.nn.shapes import Parameters, ShapeError

from ..oracle import agrees, distinct, values


def _gradients(shape: tuple[int, ...], scale: float = 1.0) -> Parameters:
    return {"w": values(0, *shape, scale=scale), "b": values(1, shape[1], scale=scale)}


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(2))
def test_both_clips_are_those_of_pytorch(shape: tuple[int, ...]) -> None:
    """The norm over all parameters, the direction kept; the values each for itself."""
    import torch
    from torch.nn.utils import clip_grad_norm_, clip_grad_value_

    for largest in (0.1, 1.0, 100.0):
        ours = _gradients(shape)
        for clip in (clip_grad_norm_, clip_grad_value_):
            tensors = {name: torch.zeros(g.shape, dtype=torch.float64) for name, g in ours.items()}
            for name, tensor in tensors.items():
                tensor.grad = torch.tensor(ours[name])
            said = clip(tensors.values(), largest)
            if clip is clip_grad_norm_:
                clipped, norm = clip_by_norm(ours, largest)
                assert norm == pytest.approx(float(said))
            else:
                clipped = clip_by_value(ours, largest)
            for name, tensor in tensors.items():
                agrees(clipped[name], tensor.grad.numpy(), 1e-5)  # theirs adds 1e-6 to the norm


@settings(max_examples=25, deadline=None)
@given(distinct(2))
def test_the_norm_after_is_the_least_of_both(shape: tuple[int, ...]) -> None:
    """And the arguments stay as they were."""
    gradients = _gradients(shape)
    before = {name: g.copy() for name, g in gradients.items()}
    for largest in (0.5, 1e6):
        clipped, norm = clip_by_norm(gradients, largest)
        assert global_norm(clipped) == pytest.approx(min(norm, largest))
        agrees(clipped["w"] * norm, before["w"] * min(norm, largest))
        agrees(clip_by_value(gradients, largest)["w"], before["w"].clip(-largest, largest))
    agrees(gradients["w"], before["w"], 0)


def test_the_norm_of_the_whole_is_that_of_one_vector() -> None:
    """And scales with it."""
    gradients = _gradients((3, 4))
    whole = np.concatenate([g.ravel() for g in gradients.values()])
    assert global_norm(gradients) == pytest.approx(np.linalg.norm(whole))
    assert global_norm({name: -3 * g for name, g in gradients.items()}) == pytest.approx(
        3 * global_norm(gradients)
    )


@pytest.mark.parametrize(
    ("dtype", "size"), [(np.float16, 6e4), (np.float32, 1e38), (np.float64, 1e300)]
)
def test_squares_do_not_overflow(dtype: type, size: float) -> None:
    """Two entries near the end of the range come down to 1 together."""
    clipped, norm = clip_by_norm({"w": np.array([size, -size], dtype)}, 1.0)
    assert norm == pytest.approx(2**0.5 * size, rel=1e-3)
    assert clipped["w"].dtype == dtype
    agrees(clipped["w"], np.array([0.5**0.5, -(0.5**0.5)]), 1e-3)
    assert clip_by_value({"w": np.array([size], dtype)}, 2.0)["w"].dtype == dtype


def test_a_limit_beyond_the_dtype_clips_nothing() -> None:
    """10⁶ is infinite in float16."""
    g = {"w": np.array([6e4, -1], np.float16)}
    agrees(clip_by_value(g, 1e6)["w"], g["w"], 0)


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_what_is_not_finite_is_told_and_left(bad: float) -> None:
    """No factor mends it: the caller skips the step."""
    clipped, norm = clip_by_norm({"w": np.array([1.0, bad]), "b": np.ones(2)}, 1.0)
    assert not np.isfinite(norm)
    agrees(clipped["b"], np.ones(2), 0)


def test_zeros_and_nothing_have_no_length() -> None:
    """And come back as they are."""
    assert global_norm({}) == global_norm({"w": np.zeros((0, 3))}) == 0
    clipped, norm = clip_by_norm({"w": np.zeros(3)}, 1.0)
    assert norm == 0
    agrees(clipped["w"], np.zeros(3), 0)


def test_a_limit_is_positive() -> None:
    """0 would stop all learning."""
    for clip in (clip_by_norm, clip_by_value):
        with pytest.raises(ShapeError, match=r"largest must.*given: 0.*usual"):
            clip({"w": np.ones(2)}, 0)
