"""Words and sentences of a text.

A word is a run of letters and digits, in lower case; an apostrophe within it stays ("don't" is
one). A sentence ends at . ! or ? before white space.

The traps are full stops that end nothing: in 3.14 (no white space follows, so it is safe) and in
abbreviations, of which the common ones are known here. Languages without spaces need another way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from ..shapes import Labels

__all__ = ["count_words", "sentences", "vocabulary", "words"]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+")
_ABBREVIATED = re.compile(r"(?:^|[\s(])(?:e\.g|i\.e|etc|vs|cf|Dr|Mr|Mrs|Ms|Prof|Fig|Eq|No)\.$")


def words(text: str) -> list[str]:
    """The words in order, in lower case."""
    return _WORD.findall(text.lower())


def sentences(text: str) -> list[str]:
    """The sentences in order, white space at their ends removed."""
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        if not _ABBREVIATED.search(text[start : end.start()]):
            found.append(text[start : end.end()].strip())
            start = end.end()
    rest = text[start:].strip()
    return [*found, rest] if rest else found


def vocabulary(documents: Iterable[Sequence[str]]) -> dict[str, int]:
    """A column for each word of the documents (lists of words), in alphabetical order."""
    return {
        word: column
        for column, word in enumerate(sorted({w for words in documents for w in words}))
    }


def count_words(documents: Sequence[Sequence[str]], columns: Mapping[str, int]) -> Labels:
    """How often each word occurs in each document: integers (N, V). Unknown words are left out."""
    counts = np.zeros((len(documents), len(columns)), dtype=np.int64)  # (N, V)
    known = [
        (row, columns[word])
        for row, document in enumerate(documents)
        for word in document
        if word in columns
    ]
    if known:
        np.add.at(counts, tuple(np.array(known).T), 1)
    return counts
