"""Vectors from the company of words."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.shapes import ShapeError
from heldout.nn.text import WordVectors, co_occurrences, positive_pmi

from ..oracle import agrees

TEXTS = [
    "cat drinks milk",
    "dog drinks water",
    "cat chases mouse",
    "dog chases cat",
    "stock falls today",
    "bond falls today",
    "stock rises now",
    "bond rises now",
]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 4), min_size=1, max_size=6), min_size=1, max_size=4),
    st.integers(1, 4),
)
def test_pairs_are_counted_within_the_window_and_the_text(
    texts: list[list[int]], window: int
) -> None:
    """From a slow loop over all pairs of places; symmetric."""
    expected = np.zeros((5, 5))
    for text in texts:
        for i, one in enumerate(text):
            for j, other in enumerate(text):
                expected[one, other] += 0 < abs(i - j) <= window
    ids = np.array([word for text in texts for word in text])
    X = co_occurrences(ids, np.cumsum([len(text) for text in texts]), 5, window)
    agrees(X, expected)
    agrees(X, X.T)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.integers(0, 3), min_size=4, max_size=4), min_size=4, max_size=4))
def test_ppmi_is_the_log_ratio_to_chance(counts: list[list[int]]) -> None:
    """Cut at 0; pairs that never met are 0, and so are words without company."""
    X = np.array(counts, dtype=float)
    got = positive_pmi(X)
    total = X.sum()
    for i in range(4):
        for j in range(4):
            expected = 0.0
            if X[i, j]:
                chance = (X[i].sum() / total) * (X[:, j].sum() / total)
                expected = max(0.0, np.log(X[i, j] / total / chance))
            assert got[i, j] == pytest.approx(expected, abs=1e-12)
    agrees(positive_pmi(7 * X), got, 1e-12)


def test_ppmi_keeps_its_type() -> None:
    """float32 stays float32."""
    assert positive_pmi(np.ones((2, 2), dtype=np.float32)).dtype == np.float32


def test_all_dimensions_give_back_the_matrix() -> None:
    """The vectors are U S^½, so that their Gram matrix has the eigenvalues' sizes of PPMI."""
    vectors = WordVectors(TEXTS, 13, window=2).vectors
    assert vectors.shape == (13, 13)
    gram = vectors.T @ vectors
    agrees(gram, np.diag(np.diag(gram)), 1e-9)  # columns are orthogonal, largest first
    assert (np.diff(np.diag(gram)) <= 1e-9).all()
    ids = WordVectors(TEXTS, 1).columns
    flat = np.array([ids[w] for text in TEXTS for w in text.split()])
    ppmi = positive_pmi(co_occurrences(flat, np.arange(3, 25, 3), 13, 2))
    agrees(np.diag(gram), np.linalg.svd(ppmi, compute_uv=False), 1e-9)
    agrees(np.abs(np.linalg.eigvalsh(ppmi)).max(), gram[0, 0], 1e-9)
    agrees(vectors @ vectors.T @ vectors @ vectors.T, ppmi @ ppmi, 1e-9)


def test_words_of_the_same_company_are_alike() -> None:
    """Stock and bond never meet; their company is the same, and not the cat's."""
    vectors = WordVectors(TEXTS, 4)

    def cosine(a: str, b: str) -> float:
        return vectors[a] @ vectors[b] / np.linalg.norm(vectors[a]) / np.linalg.norm(vectors[b])

    assert cosine("stock", "bond") > 0.95
    assert abs(cosine("stock", "cat")) < 0.05


def test_the_sign_is_settled() -> None:
    """In each column the entry of largest size is positive."""
    vectors = WordVectors(TEXTS, 3).vectors
    assert (vectors[np.abs(vectors).argmax(axis=0), range(3)] > 0).all()


def test_a_sentence_is_the_mean_of_its_known_words() -> None:
    """Order and unknown words do not count; without any it is zeros."""
    vectors = WordVectors(TEXTS, 3)
    got = vectors.sentences(["Cat, dog zzz dog", "zzz", ""])
    agrees(got[0], (vectors["cat"] + 2 * vectors["dog"]) / 3)
    np.testing.assert_array_equal(got[1:], np.zeros((2, 3)))


def test_what_does_not_fit_is_said() -> None:
    """What must hold, what was given, what to do."""
    with pytest.raises(ShapeError, match=r"dimensions: 1 to 2, the words; given: 3. Fewer"):
        WordVectors(["a b"], 3)
    with pytest.raises(ShapeError, match=r"X must be square; given: \(2, 3\). Count pairs"):
        positive_pmi(np.ones((2, 3)))
    with pytest.raises(ShapeError, match="X must hold counts; given: -1"):
        positive_pmi(-np.ones((2, 2)))
    with pytest.raises(ShapeError, match="window must be at least 1; given: 0"):
        WordVectors(["a b"], 1, window=0)
