"""The extractive summary."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.shapes import ShapeError
from heldout.nn.text import sentence_scores, sentences, summarize, words

from ..oracle import agrees

TEXT = "Bees dance. The weather was fine. Bees dance to tell bees of flowers. I had tea."
SENTENCE = st.lists(st.sampled_from(["ape", "bee", "cat", "dog", "elk"]), min_size=1, max_size=6)


def _slow(text: str, background: list[str], per_word: bool) -> list[float]:
    """By the definition, word by word."""
    all_words, scores = words(text), []
    for sentence in sentences(text):
        total = 0.0
        for word in words(sentence):
            containing = sum(word in words(other) for other in background)
            idf = math.log((1 + len(background)) / (1 + containing)) + 1
            total += all_words.count(word) / len(all_words) * idf
        scores.append(total / len(words(sentence)) if per_word else total)
    return scores


@settings(max_examples=25, deadline=None)
@given(st.lists(SENTENCE, min_size=1, max_size=5), st.lists(SENTENCE, max_size=4), st.booleans())
def test_scores_are_the_sums_of_weights(
    told: list[list[str]], others: list[list[str]], per_word: bool
) -> None:
    """tf in the text, smoothed idf in the background or else in the sentences."""
    text = " ".join(" ".join(sentence) + "." for sentence in told)
    background = [" ".join(other) for other in others]
    agrees(sentence_scores(text, background, per_word=per_word), _slow(text, background, per_word))
    agrees(sentence_scores(text, per_word=per_word), _slow(text, sentences(text), per_word))


def test_what_the_text_comes_back_to_is_kept_in_its_order() -> None:
    """The sentence on bees first, then, with two, the other one in its place before it."""
    assert summarize(TEXT, 1) == ["Bees dance to tell bees of flowers."]
    best = np.argsort(-sentence_scores(TEXT))[:2]
    assert summarize(TEXT, 2) == [sentences(TEXT)[n] for n in sorted(best)]
    assert summarize(TEXT, 99) == sentences(TEXT)
    assert summarize(TEXT, 0) == []


def test_per_word_length_does_not_win() -> None:
    """The sum prefers the long sentence, the mean the short one on the topic."""
    assert summarize(TEXT, 1, per_word=True) == ["Bees dance."]


def test_what_other_texts_say_too_weighs_less() -> None:
    """With a background about bees, tea is what is special."""
    background = ["Bees dance to flowers.", "Bees tell bees of the weather.", "Bees dance."] * 9
    special = summarize("Bees dance. Tea steams.", 1, background)
    assert special == ["Tea steams."]


def test_equal_scores_go_to_the_earlier_sentence() -> None:
    """The order is fixed."""
    assert summarize("Ape ate. Bee bit. Cat cut.", 2) == ["Ape ate.", "Bee bit."]


def test_an_empty_text_has_an_empty_summary() -> None:
    """No sentence, no score."""
    assert sentence_scores("").shape == (0,)
    assert summarize("", 3) == []


def test_what_does_not_fit_is_said() -> None:
    """What must hold, what was given, what to do."""
    with pytest.raises(ShapeError, match=r"count must be 0 or more; given: -1. How many"):
        summarize(TEXT, -1)
