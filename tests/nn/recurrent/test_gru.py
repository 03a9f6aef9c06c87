"""The GRU, with its reset in both places, against PyTorch, a slow loop and finite differences."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.recurrent import gru, gru_backward, gru_step
from heldout.nn.shapes import Array, ShapeError

from ..oracle import agrees, distinct, slope, values

few = settings(max_examples=25, deadline=None)
places = pytest.mark.parametrize("reset_after", [True, False])


def _arguments(N: int, T: int, D: int, H: int) -> list[Array]:
    """x, h0, weight_x, weight_h, bias_x and bias_h."""
    shapes = [(N, T, D), (N, H), (D, 3 * H), (H, 3 * H), (3 * H,), (3 * H,)]
    return [values(seed, *shape, scale=0.7) for seed, shape in enumerate(shapes)]


@pytest.mark.torch
@few
@given(distinct(4))
def test_values_and_gradients_are_pytorchs(sizes: tuple[int, ...]) -> None:
    """With the reset after the product: every state, and the gradients by every argument."""
    import torch

    N, T, D, H = sizes
    arguments = _arguments(*sizes)
    dh = values(6, N, T, H)
    x, h0, w, u, b, b_h = (torch.tensor(a, requires_grad=True) for a in arguments)
    layer = torch.nn.GRU(D, H, batch_first=True).double()
    weights = {"weight_ih_l0": w.T, "weight_hh_l0": u.T, "bias_ih_l0": b, "bias_hh_l0": b_h}
    out, _ = torch.func.functional_call(layer, weights, (x, h0[None]))
    expected = torch.autograd.grad((out * torch.tensor(dh)).sum(), (x, h0, w, u, b, b_h))

    h, cache = gru(*arguments)
    agrees(h, out.detach())
    for actual, wanted in zip(gru_backward(dh, cache), expected, strict=True):
        agrees(actual, wanted)


@few
@given(distinct(4))
def test_with_the_reset_before_it_is_the_papers(sizes: tuple[int, ...]) -> None:
    """Against a loop over samples written from equations 5 to 8."""
    N, T, _, H = sizes
    x, h0, w, u, b, b_h = _arguments(*sizes)

    def sigma(a: Array) -> Array:
        return 1 / (1 + np.exp(-a))

    expected = np.empty((N, T, H))
    for sample in range(N):
        h = h0[sample]
        for t in range(T):
            of_x, recurrent = np.split(x[sample, t] @ w + b, 3), np.split(u, 3, axis=1)
            biases = np.split(b_h, 3)
            r = sigma(of_x[0] + h @ recurrent[0] + biases[0])
            z = sigma(of_x[1] + h @ recurrent[1] + biases[1])
            candidate = np.tanh(of_x[2] + (r * h) @ recurrent[2] + biases[2])
            h = z * h + (1 - z) * candidate
            expected[sample, t] = h
    agrees(gru(x, h0, w, u, b, b_h, reset_after=False)[0], expected, 1e-10)


@settings(max_examples=10, deadline=None)
@given(distinct(4, most=4), st.booleans())
def test_gradients_are_finite_differences(sizes: tuple[int, ...], reset_after: bool) -> None:
    """By each argument, with the reset in either place."""
    N, T, _, H = sizes
    arguments = _arguments(*sizes)
    dh = values(6, N, T, H)
    _, cache = gru(*arguments, reset_after=reset_after)
    for place, actual in enumerate(gru_backward(dh, cache)):

        def f(moved: Array, place: int = place) -> Array:
            changed = [*arguments[:place], moved, *arguments[place + 1 :]]
            return gru(*changed, reset_after=reset_after)[0]

        agrees(actual, slope(f, arguments[place], dh), 1e-6)


@places
@pytest.mark.parametrize("sizes", [(3, 6, 2, 4), (1, 1, 1, 1)])
def test_steps_one_by_one_are_the_sequence(sizes: tuple[int, ...], reset_after: bool) -> None:
    """gru_step, called for each step with the state it returned, gives what gru gives."""
    x, h, *weights = _arguments(*sizes)
    all_h, _ = gru(x, h, *weights, reset_after=reset_after)
    for t in range(sizes[1]):
        h = gru_step(x[:, t], h, *weights, reset_after=reset_after)
        agrees(h, all_h[:, t], 1e-12)


@places
def test_an_update_gate_of_one_keeps_the_state(reset_after: bool) -> None:
    """z = 1: h stays h0 over fifty steps, and its gradient comes back whole."""
    x, h0, w, u, b, b_h = _arguments(3, 50, 2, 4)
    b[4:8] = 1000
    h, cache = gru(x, h0, w, u, b, b_h, reset_after=reset_after)
    agrees(h, np.broadcast_to(h0[:, None], h.shape), 1e-12)
    dh = np.zeros_like(h)
    dh[:, -1] = 1
    agrees(gru_backward(dh, cache)[1], np.ones_like(h0), 1e-12)


def test_a_closed_reset_hides_the_state_from_the_candidate() -> None:
    """r = 0 and z = 0: no step sees another; b′_n is silenced after the product, not before."""
    x, h0, w, u, b, b_h = _arguments(3, 5, 2, 4)
    b[:8] = -1000
    candidate = x @ w[:, 8:] + b[8:]
    after, _ = gru(x, h0, w, u, b, b_h)
    agrees(after, np.tanh(candidate), 1e-12)
    before, _ = gru(x, h0, w, u, b, b_h, reset_after=False)
    agrees(before, np.tanh(candidate + b_h[8:]), 1e-12)


def test_the_two_places_are_one_when_the_reset_is_open() -> None:
    """r = 1: then and only then the weights of one serve the other."""
    x, h0, w, u, b, b_h = _arguments(3, 5, 2, 4)
    differ = gru(x, h0, w, u, b, b_h)[0] - gru(x, h0, w, u, b, b_h, reset_after=False)[0]
    assert np.abs(differ).max() > 0.01
    b[:4] = 1000
    agrees(gru(x, h0, w, u, b, b_h)[0], gru(x, h0, w, u, b, b_h, reset_after=False)[0], 1e-12)


@places
@pytest.mark.parametrize(("dtype", "tolerance"), [(np.float32, 1e-5), (np.float16, 2e-2)])
def test_the_type_is_kept(dtype: type, tolerance: float, reset_after: bool) -> None:
    """States and gradients have the type of the inputs, also where the gates saturate."""
    arguments = _arguments(3, 7, 2, 4)
    h, cache = gru(*arguments, reset_after=reset_after)
    narrow_h, narrow_cache = gru(*[a.astype(dtype) for a in arguments], reset_after=reset_after)
    assert narrow_h.dtype == dtype
    agrees(narrow_h, h, tolerance)
    pairs = zip(
        gru_backward(np.ones_like(narrow_h), narrow_cache),
        gru_backward(np.ones_like(h), cache),
        strict=True,
    )
    for narrow_gradient, gradient in pairs:
        assert narrow_gradient.dtype == dtype
        agrees(narrow_gradient, gradient, 5 * tolerance)
    loud = [(1000 * arguments[0]).astype(dtype), *[a.astype(dtype) for a in arguments[1:]]]
    h, cache = gru(*loud, reset_after=reset_after)
    assert all(np.isfinite(g).all() for g in gru_backward(np.ones_like(h), cache))


@places
def test_arguments_are_left_as_they_were(reset_after: bool) -> None:
    """Forward, backward and one step write into arrays of their own."""
    arguments = _arguments(2, 3, 4, 5)
    kept = [a.copy() for a in arguments]
    h, cache = gru(*arguments, reset_after=reset_after)
    gru_backward(np.ones_like(h), cache)
    gru_step(arguments[0][:, 0], *arguments[1:], reset_after=reset_after)
    for now, before in zip(arguments, kept, strict=True):
        agrees(now, before, 0)


@pytest.mark.parametrize("place", range(6))
def test_an_argument_that_does_not_fit_is_named(place: int) -> None:
    """What must hold, what was given, and the likely fix."""
    arguments = _arguments(2, 3, 4, 5)
    arguments[place] = arguments[place][..., :-1]
    with pytest.raises(ShapeError, match=r"must have shape .*; given: .*\. \w+"):
        gru(*arguments)
    with pytest.raises(ShapeError, match="dh must have the shape of h"):
        gru_backward(np.ones((2, 4, 5)), gru(*_arguments(2, 3, 4, 5))[1])
