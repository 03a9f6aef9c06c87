"""Temperature, top-k, top-p and beam search."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from heldout.nn.shapes import Array, ShapeError
from heldout.nn.text import beam_search, top_k_top_p

from ..oracle import agrees, values


def _table(seed: int, words: int) -> Array:
    """log P(word | word before), a row for each word and one more for the start."""
    z = 2 * values(seed, words + 1, words)
    table: Array = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return table


def _score(table: Array, tokens: tuple[int, ...]) -> float:
    before = (len(table) - 1, *tokens)
    return float(sum(table[a, b] for a, b in zip(before[:-1], tokens, strict=True)))


@pytest.mark.torch
def test_without_limits_it_is_softmax_at_that_temperature() -> None:
    """As PyTorch computes it."""
    import torch

    z = values(0, 3, 7)
    agrees(top_k_top_p(z, temperature=0.7), torch.softmax(torch.tensor(z) / 0.7, -1).numpy(), 1e-12)


@pytest.mark.parametrize("k", [1, 3, 50])
@pytest.mark.parametrize("p", [0.01, 0.5, 0.9])
def test_the_fewest_words_that_reach_p_among_the_k_largest(k: int, p: float) -> None:
    """Found by trying all numbers of words."""
    z = 2 * values(1, 9)
    out = top_k_top_p(z, k, p)
    top = np.sort(np.exp(z))[::-1][:k]
    top = top / top.sum()
    fewest = next(n for n in range(1, len(top) + 1) if top[:n].sum() >= p or n == len(top))
    assert np.count_nonzero(out) == fewest
    agrees(np.sort(out)[::-1][:fewest], top[:fewest] / top[:fewest].sum(), 1e-12)
    assert out.argmax() == z.argmax()


def test_equal_scores_keep_the_lowest_index() -> None:
    """Exactly k, exactly as many as it takes."""
    agrees(top_k_top_p(np.zeros(4), 3), np.array([1, 1, 1, 0]) / 3, 1e-12)
    agrees(top_k_top_p(np.zeros(4), None, 0.5), np.array([1, 1, 0, 0]) / 2, 1e-12)


def test_a_masked_word_stays_out() -> None:
    """A score of minus infinity."""
    out = top_k_top_p(np.array([0.0, -np.inf, 1.0], dtype=np.float32), 3, 0.99)
    assert out[1] == 0
    assert out.dtype == np.float32
    assert abs(out.sum() - 1) < 1e-6


def test_a_wide_beam_finds_the_best_of_all_sequences() -> None:
    """Listed one by one."""
    table = _table(2, 4)
    best = beam_search(lambda w: table[w[-1] if w else -1], 4**5, 5, end=4)
    everything = list(product(range(4), repeat=5))
    scores = [_score(table, tokens) for tokens in everything]
    assert best.tokens == everything[int(np.argmax(scores))]
    assert abs(best.log_probability - max(scores)) < 1e-12


def test_a_beam_of_one_is_greedy() -> None:
    """Each word the likeliest after the one before."""
    table = _table(3, 5)
    tokens: tuple[int, ...] = ()
    for _ in range(6):
        tokens += (int(table[tokens[-1] if tokens else -1].argmax()),)
    assert beam_search(lambda w: table[w[-1] if w else -1], 1, 6, end=5).tokens == tokens


def test_the_penalty_favours_longer_ones() -> None:
    """Short: -1 for one word. Long: -1.2 for three."""

    def step(words: tuple[int, ...]) -> Array:
        return np.array([-1.0, -0.4]) if not words else np.array([-9.0, -0.4])

    assert beam_search(step, 2, 3, end=0).tokens == (0,)
    assert beam_search(step, 2, 3, end=0, alpha=1.0).tokens == (1, 1, 1)


@pytest.mark.parametrize("wrong", [{"p": 0.0}, {"p": 1.5}, {"k": 0}, {"temperature": 0.0}])
def test_what_cannot_be_is_told(wrong: dict[str, float]) -> None:
    """Instead of nan."""
    with pytest.raises(ShapeError):
        top_k_top_p(np.zeros(3), **wrong)  # type: ignore[arg-type]
    with pytest.raises(ShapeError):
        beam_search(lambda words: np.zeros(3), 0, 3, end=0)
