"""Term frequency, inverse document frequency, and their product."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from heldout.nn.shapes import ShapeError
from heldout.nn.text import TfIdf, inverse_document_frequency, term_frequency, words

from ..oracle import agrees

TEXTS = st.lists(
    st.lists(st.sampled_from(["ape", "bee", "cat", "dog", "elk"]), min_size=1, max_size=7).map(
        " ".join
    ),
    min_size=1,
    max_size=6,
)


def test_the_classic_example_in_both_bases() -> None:
    """3 of 100 words, in 1,000 of 10,000,000 documents: 0.12 with base 10, 0.2763 with base e."""
    tf = term_frequency(3, 100)
    assert tf == 0.03
    assert tf * inverse_document_frequency(10_000_000, 1000, base=10) == pytest.approx(0.12)
    natural = inverse_document_frequency(10_000_000, 1000)
    assert natural == pytest.approx(9.2103, abs=5e-5)
    assert tf * natural == pytest.approx(0.2763, abs=5e-5)


@settings(max_examples=25, deadline=None)
@given(TEXTS, TEXTS)
def test_smoothed_it_is_scikit_learns(texts: list[str], others: list[str]) -> None:
    """On the texts it was learned from and on others, words unknown to it included."""
    ours = TfIdf(texts, smooth=True, whole_counts=True, unit_length=True)
    theirs = TfidfVectorizer(analyzer=words).fit(texts)
    agrees(ours.vectors(texts), theirs.transform(texts).toarray(), 1e-12)
    agrees(ours.vectors(others), theirs.transform(others).toarray(), 1e-12)


@settings(max_examples=25, deadline=None)
@given(TEXTS, st.floats(1.5, 20))
def test_unsmoothed_it_is_the_formula(texts: list[str], base: float) -> None:
    """From a slow loop over documents and words."""
    ours = TfIdf(texts, base=base)
    vectors = ours.vectors(texts)
    documents = [text.split() for text in texts]
    for row, document in enumerate(documents):
        for word, column in ours.columns.items():
            containing = sum(word in other for other in documents)
            idf = math.log(len(documents) / containing, base)
            assert vectors[row, column] == pytest.approx(
                document.count(word) / len(document) * idf, abs=1e-12
            )


@settings(max_examples=25, deadline=None)
@given(TEXTS)
def test_the_base_scales_all_weights_alike(texts: list[str]) -> None:
    """Base 10 is base e divided by ln 10, so that no order changes."""
    agrees(TfIdf(texts, base=10).vectors(texts) * np.log(10), TfIdf(texts).vectors(texts), 1e-12)


def test_a_word_of_every_document_weighs_nothing_unless_smoothed() -> None:
    """log 1 = 0."""
    texts = ["the cat", "the dog"]
    model = TfIdf(texts)
    assert model.vectors(texts)[:, model.columns["the"]].tolist() == [0, 0]
    agrees(inverse_document_frequency(2, 2, smooth=True), 1.0)


def test_a_text_twice_as_long_weighs_the_same() -> None:
    """Frequencies are shares."""
    model = TfIdf(["cat dog dog", "cat elk"])
    agrees(model.vectors(["cat dog dog"]), model.vectors(["cat dog dog cat dog dog"]))


def test_an_empty_text_is_a_row_of_zeros() -> None:
    """Not 0/0, with any convention."""
    texts = ["cat dog", "elk"]
    for unit_length in (False, True):
        model = TfIdf(texts, smooth=True, unit_length=unit_length)
        np.testing.assert_array_equal(model.vectors(["", "unknown"]), np.zeros((2, 3)))


def test_what_does_not_fit_is_said() -> None:
    """What must hold, what was given, what to do."""
    with pytest.raises(ShapeError, match=r"from 0 to 3, the documents; given: 4. Count documents"):
        inverse_document_frequency(3, 4)
    with pytest.raises(ShapeError, match=r"some document must contain the word; given: 0. Use sm"):
        inverse_document_frequency(3, 0)
    with pytest.raises(ShapeError, match="base must be above 1; given: 1"):
        inverse_document_frequency(3, 1, base=1)
