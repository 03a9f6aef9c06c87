"""Texts with small edits: synonyms, insertions, swaps, deletions.

    n = max(1, round(share · T)) edits in a text of T tokens (deletion: each token with that share)
    synonym:  a token that has synonyms ← one of them
    insert:   a synonym of some token, at a place at random
    swap:     two tokens change places
    delete:   tokens are left out, but one always stays

Letters: T tokens.

The trap is the label again: "not good" with one token deleted, or swapped, is another opinion, and
a synonym of one sense may be wrong in another. Small shares (0.05–0.1) and labels that hang on many
words (topics) are safe; negation, order and numbers are not. `keep` names tokens never touched.

Source: Wei and Zou, 2019 (EDA).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from ..shapes import must

__all__ = ["random_deletion", "random_insertion", "random_swap", "synonym_replacement"]

Tokens = Sequence[str]
Synonyms = Mapping[str, Sequence[str]]


def synonym_replacement(
    tokens: Tokens,
    synonyms: Synonyms,
    share: float,
    rng: np.random.Generator,
    *,
    keep: Collection[str] = (),
) -> list[str]:
    """The tokens, n of those that have synonyms replaced by one of them; fewer if fewer have."""
    out = list(tokens)
    able = [place for place, token in enumerate(out) if synonyms.get(token) and token not in keep]
    for place in rng.permutation(able)[: _edits(tokens, share)]:
        out[place] = _one_of(synonyms[out[place]], rng)
    return out


def random_insertion(
    tokens: Tokens, synonyms: Synonyms, share: float, rng: np.random.Generator
) -> list[str]:
    """The tokens in order, with n synonyms of some of them put in at places at random."""
    out = list(tokens)
    able = [token for token in tokens if synonyms.get(token)]
    for _ in range(_edits(tokens, share) if able else 0):
        new = _one_of(synonyms[_one_of(able, rng)], rng)
        out.insert(int(rng.integers(len(out) + 1)), new)
    return out


def random_swap(
    tokens: Tokens, share: float, rng: np.random.Generator, *, keep: Collection[str] = ()
) -> list[str]:
    """The same tokens after n changes of places, of two different places each."""
    out = list(tokens)
    able = [place for place, token in enumerate(out) if token not in keep]
    for _ in range(_edits(tokens, share) if len(able) > 1 else 0):
        one, other = rng.choice(able, size=2, replace=False)
        out[one], out[other] = out[other], out[one]
    return out


def random_deletion(
    tokens: Tokens, share: float, rng: np.random.Generator, *, keep: Collection[str] = ()
) -> list[str]:
    """The tokens, each left out with that probability; if none would stay, one does."""
    _edits(tokens, share)
    left = [token for token in tokens if token in keep or rng.random() >= share]
    return left if left or not tokens else [_one_of(tokens, rng)]


def _edits(tokens: Tokens, share: float) -> int:
    must(0 <= share <= 1, "share must lie from 0 to 1", share, "0.1 edits a word in ten.")
    return max(1, round(share * len(tokens))) if share and len(tokens) else 0


def _one_of(words: Sequence[str], rng: np.random.Generator) -> str:
    return words[int(rng.integers(len(words)))]
