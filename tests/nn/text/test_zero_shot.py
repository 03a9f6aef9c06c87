"""Zero-shot classification over sentence vectors."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from heldout.nn.shapes import Array, ShapeError
from heldout.nn.text import WordVectors, prompts, zero_shot_scores

from ..oracle import agrees

TEXTS = [
    "the goal of the team in the sport of football",
    "a sport like football has a team and a goal",
    "the bank of the economy sets a rate of money",
    "money in the economy is lent by a bank at a rate",
    "this text is about the day",
]


def _plain(texts: Sequence[str]) -> Array:
    """Vectors that the test can check by hand: counts of a, b and x."""
    return np.array([[text.split().count(w) for w in "abx"] for text in texts], dtype=float)


def test_prompts_hold_the_labels() -> None:
    """One for each, in the place of {}."""
    assert prompts(["art", "war"], "On {}.") == ["On art.", "On war."]


def test_scores_are_cosines_with_what_is_special_in_a_prompt() -> None:
    """What the prompts share (x) is subtracted from them."""
    scores = zero_shot_scores(["a", "b b", "x a"], ["a", "b"], _plain, template="x {}")
    half = 0.5**0.5
    agrees(scores, [[half, -half], [-half, half], [0.5, -0.5]], 1e-12)


def test_a_label_alone_is_compared_with_its_whole_prompt() -> None:
    """There is nothing to share."""
    agrees(zero_shot_scores(["a"], ["a"], _plain, template="x {}"), [[0.5**0.5]], 1e-12)


def test_labels_never_seen_as_labels_are_told_apart() -> None:
    """By the company that their words keep in texts without labels."""
    vectors = WordVectors(TEXTS, 6)
    scores = zero_shot_scores(
        ["football team goal", "bank money"], ["sport", "economy"], vectors.sentences
    )
    assert scores.argmax(axis=1).tolist() == [0, 1]


def test_the_order_of_labels_only_orders_the_columns() -> None:
    """Permuting the one permutes the other."""
    vectors = WordVectors(TEXTS, 6).sentences
    texts, labels = ["team money", "rate"], ["sport", "economy", "day"]
    agrees(
        zero_shot_scores(texts, labels[::-1], vectors)[:, ::-1],
        zero_shot_scores(texts, labels, vectors),
        1e-12,
    )


def test_what_does_not_fit_is_said() -> None:
    """What must hold, what was given, what to do."""
    with pytest.raises(ShapeError, match=r"a word that the vectors know; given: \['zzz'\]. Desc"):
        zero_shot_scores(["a"], ["a", "zzz"], _plain)
    with pytest.raises(ShapeError, match=r"a place \{\} for the label; given: about"):
        prompts(["a"], "about")
