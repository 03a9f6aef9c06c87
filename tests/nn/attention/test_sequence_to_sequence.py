"""Encoder and decoder: gradients, padding, writing step by step."""

from __future__ import annotations

import numpy as np
import pytest

from heldout.nn.attention import SequenceToSequence, additive_attention
from heldout.nn.losses.cross_entropy import cross_entropy
from heldout.nn.optimizers.adam import Adam
from heldout.nn.recurrent import lstm
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, slope, values

SOURCE, BEFORE = np.array([[1, 4, 2], [0, 2, 2]]), np.array([[5, 1, 3, 0], [5, 5, 2, 4]])
LENGTHS = np.array([3, 1])
both = pytest.mark.parametrize("look", [True, False])


def _model(look: bool) -> SequenceToSequence:
    return SequenceToSequence(5, 6, 2, 3, np.random.default_rng(0), look=look)


@both
@pytest.mark.parametrize("lengths", [None, LENGTHS])
def test_gradients_are_finite_differences(look: bool, lengths: np.ndarray | None) -> None:
    """By every parameter, with attention and without, with padding and without."""
    model = _model(look)
    logits, cache = model.forward(SOURCE, BEFORE, lengths)
    assert logits.shape == (2, 4, 6)
    dlogits = values(1, 2, 4, 6)
    gradients = model.backward(dlogits, cache)
    assert set(gradients) == set(model.parameters)
    for name, gradient in gradients.items():

        def f(moved: np.ndarray, name: str = name) -> np.ndarray:
            kept = model.parameters[name]
            model.parameters[name] = moved
            logits, _ = model.forward(SOURCE, BEFORE, lengths)
            model.parameters[name] = kept
            return logits

        agrees(gradient, slope(f, model.parameters[name], dlogits), 1e-6)


def test_it_is_its_parts_in_order() -> None:
    """Two LSTMs, the second begun where the first ended, and a look back at every step."""
    model = _model(True)
    p = model.parameters
    zero = np.zeros((2, 3))
    encoder, decoder = (
        [p[f"{part}.{name}"] for name in ("weight_x", "weight_h", "bias")]
        for part in ("encoder", "decoder")
    )
    keys, c, _ = lstm(p["source"][SOURCE], zero, zero, *encoder)
    s, _, _ = lstm(p["target"][BEFORE], keys[:, -1], c[:, -1], *decoder)
    y, _ = additive_attention(s, keys, p["look.query"], p["look.key"], p["look.v"])
    wanted = np.concatenate([s, y], axis=-1) @ p["weight"] + p["bias"]
    agrees(model.forward(SOURCE, BEFORE)[0], wanted, 1e-12)


@both
def test_padding_changes_nothing(look: bool) -> None:
    """A padded source gives what it gives alone, and other words in the padding the same."""
    model = _model(look)
    logits, _ = model.forward(SOURCE, BEFORE, LENGTHS)
    other = SOURCE.copy()
    other[1, 1:] = 4
    agrees(model.forward(other, BEFORE, LENGTHS)[0], logits, 0)
    agrees(model.forward(SOURCE[1:, :1], BEFORE[1:])[0], logits[1:], 1e-12)


@both
def test_what_it_writes_is_what_training_would_score_highest(look: bool) -> None:
    """Fed with its own words, each is the likeliest of the logits that forward gives."""
    model = _model(look)
    model.parameters["weight"] *= 5
    said = model.write(SOURCE, 5, 7, LENGTHS)
    assert said.shape == (2, 7)
    before = np.concatenate([[[5], [5]], said[:, :-1]], axis=1)
    logits, _ = model.forward(SOURCE, before, LENGTHS)
    assert (logits.argmax(axis=-1) == said).all()


@both
def test_a_later_target_word_does_not_reach_back(look: bool) -> None:
    """Logits of a step hang on the words before it only."""
    model = _model(look)
    changed = BEFORE.copy()
    changed[:, 3] = 0
    changed[:, 2] = 1
    logits, _ = model.forward(SOURCE, BEFORE)
    agrees(model.forward(SOURCE, changed)[0][:, :2], logits[:, :2], 0)


def test_without_attention_the_rest_is_the_same() -> None:
    """Only the look and the columns that read it are missing; forget gates begin open."""
    with_look, without = _model(True).parameters, _model(False).parameters
    assert set(with_look) - set(without) == {"look.query", "look.key", "look.v"}
    assert with_look["weight"].shape == (6, 6)
    assert without["weight"].shape == (3, 6)
    agrees(with_look["encoder.bias"][3:6], np.ones(3), 0)


def test_it_learns_two_sentences() -> None:
    """Overfits one batch to certainty, in float32 all through, then writes it by itself."""
    model = SequenceToSequence(5, 6, 8, 16, np.random.default_rng(0))
    model.parameters = {n: v.astype(np.float32) for n, v in model.parameters.items()}
    target = np.concatenate([BEFORE[:, 1:], [[1], [2]]], axis=1)
    optimizer = Adam(0.02)
    for _ in range(60):
        logits, cache = model.forward(SOURCE, BEFORE)
        _, d = cross_entropy(logits.reshape(8, 6), target.ravel())
        gradients = model.backward(d.reshape(2, 4, 6), cache)
        assert {g.dtype for g in gradients.values()} == {np.dtype(np.float32)}
        optimizer.step(model.parameters, gradients)
    assert (model.write(SOURCE, 5, 4) == target).all()


def test_lengths_that_do_not_fit_are_refused() -> None:
    """Longer than the source, or nothing at all."""
    model = _model(True)
    with pytest.raises(ShapeError, match=r"lengths must be at least 1; given: .* Leave out"):
        model.forward(SOURCE, BEFORE, np.array([0, 1]))
    with pytest.raises(ShapeError, match="lengths must lie from 0 to 3"):
        model.forward(SOURCE, BEFORE, np.array([4, 1]))
    with pytest.raises(ShapeError, match=r"source must have shape \(N, S\)"):
        model.forward(SOURCE[0], BEFORE)
