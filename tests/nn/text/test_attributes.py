"""Zero-shot learning by attributes."""

from __future__ import annotations

import numpy as np
import pytest

from heldout.nn.shapes import ShapeError
from heldout.nn.text import AttributeClassifier

from ..oracle import agrees, values

SEEN = np.array([[1.0, 0, 0], [0, 1, 0], [1, 1, 1], [0, 0, 1]])
UNSEEN = np.array([[1.0, 0, 1], [0, 1, 1], [1, 1, 0]])


def _samples(descriptions: np.ndarray, each: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Attributes seen through a fixed mixing into five features, with noise."""
    y = np.repeat(np.arange(len(descriptions)), each)
    return descriptions[y] @ values(0, 3, 5) + 0.1 * values(seed, len(y), 5), y


def test_classes_never_seen_are_recognised_by_their_description() -> None:
    """No sample of them was in the training set."""
    x, y = _samples(SEEN, 30, 1)
    new_x, new_y = _samples(UNSEEN, 30, 2)
    model = AttributeClassifier(x, y, SEEN)
    assert (model.scores(new_x, UNSEEN).argmax(axis=1) == new_y).mean() > 0.9
    assert ((model.probabilities(new_x) > 0.5) == UNSEEN[new_y]).mean() > 0.9


def test_a_score_is_the_log_probability_of_the_description() -> None:
    """Σ a log p + (1 − a) log(1 − p), from the probabilities."""
    x, y = _samples(SEEN, 20, 3)
    model = AttributeClassifier(x, y, SEEN)
    p = model.probabilities(x)[:, None]
    expected = (UNSEEN * np.log(p) + (1 - UNSEEN) * np.log(1 - p)).sum(axis=-1)
    agrees(model.scores(x, UNSEEN), expected, 1e-9)


def test_all_descriptions_together_have_probability_1() -> None:
    """Over the eight rows of three bits."""
    x, y = _samples(SEEN, 20, 4)
    every = np.array([[a, b, c] for a in (0, 1) for b in (0, 1) for c in (0, 1)], dtype=float)
    scores = AttributeClassifier(x, y, SEEN).scores(x, every)
    agrees(np.exp(scores).sum(axis=1), np.ones(len(x)), 1e-9)


def test_far_samples_have_finite_scores() -> None:
    """Where p rounds to 1, log(1 − p) is still there."""
    x, y = _samples(SEEN, 20, 5)
    scores = AttributeClassifier(x, y, SEEN).scores(1e4 * x, UNSEEN)
    assert np.isfinite(scores).all()


def test_single_precision_stays() -> None:
    """float32 in, float32 out."""
    x, y = _samples(SEEN, 20, 6)
    assert AttributeClassifier(x.astype("f4"), y, SEEN).scores(x.astype("f4"), UNSEEN).dtype == "f4"


def test_what_does_not_fit_is_said() -> None:
    """What must hold, what was given, what to do."""
    x, y = _samples(SEEN, 5, 7)
    with pytest.raises(ShapeError, match=r"given: attributes \[1\] are the same in all. Leave"):
        AttributeClassifier(x, y, np.array([[1, 0], [0, 0], [1, 0], [0, 0]]))
    model = AttributeClassifier(x, y, SEEN)
    with pytest.raises(ShapeError, match=r"the same description; given: 1 repeated. Add an"):
        model.scores(x, np.ones((2, 3)))
    with pytest.raises(ShapeError, match="descriptions must hold 0 and 1"):
        model.scores(x, np.full((1, 3), 0.5))
    with pytest.raises(ShapeError, match=r"descriptions must have 3 columns; given: \(1, 2\)"):
        model.scores(x, np.ones((1, 2)))
