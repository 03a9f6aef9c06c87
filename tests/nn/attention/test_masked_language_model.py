"""Hidden words, two heads on one body, and their gradients."""

from __future__ import annotations

import numpy as np
import pytest

from heldout.nn.attention import (
    MaskedLanguageModel,
    SentenceClassifier,
    TransformerEncoder,
    hide_words,
)
from heldout.nn.losses.cross_entropy import cross_entropy
from heldout.nn.optimizers.adam import Adam
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, slope, values

WORDS = np.array([[1, 4, 2], [0, 2, 2]])


def _model() -> MaskedLanguageModel:
    rng = np.random.default_rng(0)
    return MaskedLanguageModel(TransformerEncoder(6, 4, rng, heads=2, hidden=3), rng)


def test_words_are_hidden_as_often_as_said() -> None:
    """Of 15 % chosen, 80 % are the mask word, 10 % a word by chance, 10 % as they were."""
    words = np.random.default_rng(1).integers(0, 50, (400, 500))
    hidden, chosen = hide_words(words, 50, 50, np.random.default_rng(2))
    assert abs(chosen.mean() - 0.15) < 0.003
    agrees(hidden[~chosen], words[~chosen], 0)
    became = hidden[chosen]
    assert abs((became == 50).mean() - 0.8) < 0.01
    same = (became == words[chosen]).mean()  # left, or drawn again by chance
    assert abs(same - (0.1 + 0.1 / 50)) < 0.01
    others = became[(became != 50) & (became != words[chosen])]
    assert np.bincount(others, minlength=50).min() > 30
    assert words.max() < 50  # the words themselves are left as they were
    assert not hide_words(words, 50, 50, np.random.default_rng(2), share=0)[1].any()


def test_gradients_are_finite_differences() -> None:
    """By every parameter of both models."""
    model = _model()
    classifier = model.swap_head(2, np.random.default_rng(1))
    for one, shape in ((model, (2, 3, 6)), (classifier, (2, 2))):
        y, cache = one.forward(WORDS)
        assert y.shape == shape
        dy = values(1, *shape)
        gradients = one.backward(dy, cache)
        assert set(gradients) == set(one.parameters)
        for name, gradient in gradients.items():
            place = one.parameters[name]  # the array itself, which is moved and put back

            def f(moved: np.ndarray, one: object = one, place: np.ndarray = place) -> np.ndarray:
                kept = place.copy()
                place[...] = moved
                y, _ = one.forward(WORDS)
                place[...] = kept
                return y

            agrees(gradient, slope(f, place, dy), 1e-6)


def test_the_swapped_head_is_new_and_the_body_the_same() -> None:
    """Not a copy: what one learns the other has; only the head has another shape."""
    model = _model()
    classifier = model.swap_head(2, np.random.default_rng(1))
    assert isinstance(classifier, SentenceClassifier)
    assert classifier.encoder is model.encoder
    assert classifier.head["head.weight"].shape == (4, 2)
    assert set(classifier.parameters) == set(model.parameters)
    for name, value in model.encoder.parameters.items():
        assert classifier.parameters[name] is value


def test_a_frozen_body_does_not_move() -> None:
    """Stepping the head alone changes the logits and nothing in the encoder."""
    classifier = _model().swap_head(2, np.random.default_rng(1))
    kept = {name: value.copy() for name, value in classifier.encoder.parameters.items()}
    logits, cache = classifier.forward(WORDS)
    loss, dlogits = cross_entropy(logits, np.array([0, 1]))
    Adam(0.1).step(classifier.head, classifier.backward(dlogits, cache))
    assert cross_entropy(classifier.forward(WORDS)[0], np.array([0, 1]))[0] < loss
    for name, value in classifier.encoder.parameters.items():
        agrees(value, kept[name], 0)


def test_the_label_does_not_hang_on_repeating_the_sentence_in_the_batch() -> None:
    """Each sentence is judged alone, and by the mean of its vectors."""
    classifier = _model().swap_head(3, np.random.default_rng(1))
    both, _ = classifier.forward(WORDS)
    agrees(classifier.forward(WORDS[1:])[0], both[1:], 1e-12)
    h, _ = classifier.encoder.forward(WORDS)
    wanted = h.mean(axis=1) @ classifier.head["head.weight"] + classifier.head["head.bias"]
    agrees(both, wanted, 1e-12)


def test_a_share_that_is_no_probability_is_refused() -> None:
    """And words beyond the vocabulary."""
    with pytest.raises(ShapeError, match=r"share must be a probability; given: 15\. BERT"):
        hide_words(WORDS, 5, 5, np.random.default_rng(0), share=15)
    with pytest.raises(ShapeError, match="words must lie from 0 to 3"):
        hide_words(WORDS, 3, 3, np.random.default_rng(0))
