"""Small edits of texts."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.data import random_deletion, random_insertion, random_swap, synonym_replacement
from heldout.nn.shapes import ShapeError

SYNONYMS = {"big": ["large", "huge"], "fast": ["quick"], "odd": []}
TOKENS = st.lists(st.sampled_from(["big", "fast", "odd", "not", "car"]), max_size=12)
SHARE = st.floats(0, 1)


def _number(tokens: list[str], share: float) -> int:
    return max(1, round(share * len(tokens))) if share and tokens else 0


@settings(max_examples=25, deadline=None)
@given(TOKENS, SHARE, st.integers(0, 99))
def test_synonyms_stand_where_their_words_stood(tokens: list[str], share: float, seed: int) -> None:
    """As many as asked for, or all that have synonyms; nothing else moves."""
    kept = list(tokens)
    out = synonym_replacement(tokens, SYNONYMS, share, np.random.default_rng(seed))
    changed = [(a, b) for a, b in zip(tokens, out, strict=True) if a != b]
    assert all(b in SYNONYMS[a] for a, b in changed)
    able = sum(bool(SYNONYMS.get(token)) for token in tokens)
    assert len(changed) == min(able, _number(tokens, share))
    assert tokens == kept


@settings(max_examples=25, deadline=None)
@given(TOKENS, SHARE, st.integers(0, 99))
def test_insertions_add_synonyms_of_words_that_are_there(
    tokens: list[str], share: float, seed: int
) -> None:
    """The old tokens stay, in order."""
    out = random_insertion(tokens, SYNONYMS, share, np.random.default_rng(seed))
    allowed = {new for token in tokens for new in SYNONYMS.get(token, [])}
    new = [token for token in out if token in {"large", "huge", "quick"}]
    assert set(new) <= allowed
    assert [token for token in out if token not in new] == tokens
    assert len(new) == (_number(tokens, share) if allowed else 0)


@settings(max_examples=25, deadline=None)
@given(TOKENS, SHARE, st.integers(0, 99))
def test_swaps_keep_the_words(tokens: list[str], share: float, seed: int) -> None:
    """Only their order changes, at most two places for each swap; `keep` stays in its place."""
    out = random_swap(tokens, share, np.random.default_rng(seed), keep={"not"})
    assert Counter(out) == Counter(tokens)
    assert all((a == "not") == (b == "not") for a, b in zip(tokens, out, strict=True))
    moved = sum(a != b for a, b in zip(tokens, out, strict=True))
    assert moved <= 2 * _number(tokens, share)


@settings(max_examples=25, deadline=None)
@given(TOKENS, SHARE, st.integers(0, 99))
def test_deletions_leave_a_subsequence(tokens: list[str], share: float, seed: int) -> None:
    """Never empty, and with every token of `keep`."""
    out = random_deletion(tokens, share, np.random.default_rng(seed), keep={"not"})
    places = iter(tokens)
    assert all(token in places for token in out)
    assert out.count("not") == tokens.count("not")
    assert bool(out) == bool(tokens)


def test_as_many_are_deleted_as_asked_for() -> None:
    """A tenth of 20,000, and none for a share of 0."""
    tokens = ["car"] * 20_000
    rng = np.random.default_rng(0)
    assert len(random_deletion(tokens, 0.1, rng)) == pytest.approx(18_000, abs=150)
    assert random_deletion(tokens, 0, rng) == tokens
    assert random_deletion(["a", "b"], 1, rng) in (["a"], ["b"])


def test_every_synonym_and_place_is_used() -> None:
    """Both ends too."""
    rng = np.random.default_rng(1)
    replaced = {synonym_replacement(["big"], SYNONYMS, 1, rng)[0] for _ in range(50)}
    assert replaced == {"large", "huge"}
    inserted = {
        random_insertion(["fast", "car"], SYNONYMS, 0.1, rng).index("quick") for _ in range(50)
    }
    assert inserted == {0, 1, 2}
    assert synonym_replacement(["big", "big"], SYNONYMS, 1, rng, keep={"big"}) == ["big", "big"]


def test_a_swap_always_takes_two_places() -> None:
    """Two tokens change places surely."""
    for seed in range(9):
        assert random_swap(["a", "b"], 0.1, np.random.default_rng(seed)) == ["b", "a"]


def test_what_does_not_fit_is_said() -> None:
    """What must hold, what was given, what to do."""
    rng = np.random.default_rng(0)
    for edit in (random_deletion, random_swap):
        with pytest.raises(ShapeError, match=r"share must lie from 0 to 1; given: 2. 0.1 edits a"):
            edit(["a", "b"], 2, rng)
