"""Words, sentences, vocabularies."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.text import count_words, sentences, vocabulary, words


def test_words_are_runs_of_letters_and_digits_in_lower_case() -> None:
    """Punctuation parts them, an apostrophe within a word does not."""
    assert words("Don't panic: 42 Äpfel, re-read_it!") == [
        "don't",
        "panic",
        "42",
        "äpfel",
        "re",
        "read",
        "it",
    ]
    assert words(" …  ") == []


def test_sentences_end_where_they_end() -> None:
    """Not within a number, nor after an abbreviation; a quotation mark stays with its sentence."""
    text = 'It is 3.14, e.g. here. Dr. Who asked: "Why?" Because!\nNo end'
    assert sentences(text) == [
        "It is 3.14, e.g. here.",
        'Dr. Who asked: "Why?"',
        "Because!",
        "No end",
    ]
    assert sentences("  ") == []


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="ab .!?\n", max_size=40))
def test_no_word_is_lost_between_sentences(text: str) -> None:
    """The words of the sentences are the words of the text, in order."""
    assert [word for sentence in sentences(text) for word in words(sentence)] == words(text)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.sampled_from("abcde"), max_size=6), max_size=5))
def test_counts_are_those_of_a_slow_loop(documents: list[list[str]]) -> None:
    """A row for each document, a column for each word in alphabetical order."""
    columns = vocabulary(documents)
    assert list(columns) == sorted({word for document in documents for word in document})
    assert list(columns.values()) == list(range(len(columns)))
    counts = count_words(documents, columns)
    assert counts.shape == (len(documents), len(columns))
    for row, document in enumerate(documents):
        assert [document.count(word) for word in columns] == counts[row].tolist()


def test_unknown_words_are_left_out() -> None:
    """They have no column."""
    np.testing.assert_array_equal(count_words([["x", "y", "x"]], {"x": 0}), [[2]])
