"""The character model: gradients, dropout of whole sequences, writing."""

from __future__ import annotations

import numpy as np
import pytest

from heldout.nn.losses.cross_entropy import cross_entropy
from heldout.nn.optimizers.adam import Adam
from heldout.nn.recurrent import CharacterModel
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, slope, values

WORDS = np.array([[1, 4, 2, 0], [0, 2, 2, 3]])


def _model(drop: float = 0.0) -> CharacterModel:
    return CharacterModel(5, 3, 4, np.random.default_rng(0), drop=drop)


@pytest.mark.parametrize("drop", [0.0, 0.4])
def test_gradients_are_finite_differences(drop: float) -> None:
    """By every parameter, under one draw of the dropout."""
    model, dlogits = _model(drop), values(1, 2, 4, 5)
    _, cache = model.forward(WORDS, np.random.default_rng(7))
    gradients = model.backward(dlogits, cache)
    assert set(gradients) == set(model.parameters)
    for name, gradient in gradients.items():

        def f(moved: np.ndarray, name: str = name) -> np.ndarray:
            kept = model.parameters[name]
            model.parameters[name] = moved
            logits, _ = model.forward(WORDS, np.random.default_rng(7))
            model.parameters[name] = kept
            return logits

        agrees(gradient, slope(f, model.parameters[name], dlogits), 1e-6)


@pytest.mark.torch
def test_values_are_pytorchs() -> None:
    """Embedding, LSTM and a linear layer, without dropout."""
    import torch

    model = _model(0.5)
    p = {name: torch.tensor(value) for name, value in model.parameters.items()}
    layer = torch.nn.LSTM(3, 4, batch_first=True).double()
    weights = {"weight_ih_l0": p["weight_x"].T, "weight_hh_l0": p["weight_h"].T}
    weights |= {"bias_ih_l0": p["bias"], "bias_hh_l0": torch.zeros(16, dtype=torch.float64)}
    h, _ = torch.func.functional_call(layer, weights, (p["characters"][torch.tensor(WORDS)],))
    agrees(model.forward(WORDS)[0], (h @ p["weight_out"] + p["bias_out"]).detach())


def test_dropout_is_one_draw_for_all_steps_and_right_on_average() -> None:
    """A unit is dropped in a whole sequence or not at all; off without a generator."""
    model = _model(0.3)
    _, (_, into, _, out_of, _) = model.forward(WORDS, np.random.default_rng(0))
    assert into.shape == (2, 1, 3)
    assert out_of.shape == (2, 1, 4)
    draws = [model.forward(WORDS, np.random.default_rng(s))[1][3] for s in range(400)]
    assert set(np.unique(draws)) == {0, 1 / 0.7}
    assert abs(np.mean(draws) - 1) < 0.05
    agrees(model.forward(WORDS)[0], _model(0.0).forward(WORDS, np.random.default_rng(0))[0], 0)


def test_a_later_character_does_not_reach_back() -> None:
    """The logits of a step hang on it and those before."""
    model = _model()
    changed = WORDS.copy()
    changed[:, 2:] = 1
    agrees(model.forward(changed)[0][:, :2], model.forward(WORDS)[0][:, :2], 0)


def test_it_learns_a_text_by_heart_and_writes_it() -> None:
    """Overfits one line in float32; cold, it writes on from the first character."""
    line = np.array([0, 1, 2, 3, 1, 4, 2, 0, 3, 3, 1])
    model = CharacterModel(5, 4, 24, np.random.default_rng(1))
    model.parameters = {n: v.astype(np.float32) for n, v in model.parameters.items()}
    optimizer = Adam(0.02)
    for _ in range(120):
        logits, cache = model.forward(line[None, :-1])
        loss, d = cross_entropy(logits[0], line[1:])
        gradients = model.backward(d[None], cache)
        assert {g.dtype for g in gradients.values()} == {np.dtype(np.float32)}
        optimizer.step(model.parameters, gradients)
    assert loss < 0.05
    said = model.write(0, 10, np.random.default_rng(0), temperature=0.1)
    assert said.tolist() == line[1:].tolist()


def test_warm_writing_follows_the_probabilities() -> None:
    """The first character drawn many times comes as often as softmax says."""
    model = _model()
    logits, _ = model.forward(np.array([[2]]))
    p = np.exp(logits[0, 0]) / np.exp(logits[0, 0]).sum()
    rng = np.random.default_rng(3)
    drawn = [int(model.write(2, 1, rng)[0]) for _ in range(3000)]
    assert np.abs(np.bincount(drawn, minlength=5) / 3000 - p).max() < 0.03


def test_what_does_not_fit_is_named() -> None:
    """A share of 1 would drop everything; a temperature of 0 divides by it."""
    with pytest.raises(ShapeError, match=r"drop must be at least 0 and below 1; given: 1\. It is"):
        _model(1)
    with pytest.raises(ShapeError, match="temperature must be above 0"):
        _model().write(0, 1, np.random.default_rng(0), temperature=0)
    with pytest.raises(ShapeError, match="words must lie from 0 to 4"):
        _model().forward(np.array([[5]]))
