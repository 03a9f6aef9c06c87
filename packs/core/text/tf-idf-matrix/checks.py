"""What the TF-IDF matrix is tried with."""

import math
from fractions import Fraction

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("weights", "vocabulary")
TOLERANCE = (1e-9, 1e-9)
_WORDS = ("loss", "the", "The", "batch", "a", "norm", "zebra", "B", "é", "mean-0", "step")


def inputs(draw):
    """Documents of many lengths from a small vocabulary, some words far more frequent."""
    count, terms = draw.sizes("N", "V", most=9)
    documents = []
    for _ in range(count):
        length = draw.integer(0, 3 + 2 * draw.scale)
        places = [draw.integer(0, terms - 1) for _ in range(length)]
        documents.append([_WORDS[min(place, draw.integer(0, terms - 1))] for place in places])
    return {
        "documents": documents,
        **draw.options(smooth=(True, False), normalize=(True, False)),
    }


def _case(says, *texts, **given):
    return point(says, documents=[text.split() for text in texts], **given)


_EMPTY = "A document may be empty, also all of them."
_ZEROS = "any other row of zeros, stays zeros, with `normalize` too"
_HOLD = "the number of documents that contain $w$"
_SORTED = "**sorted** as Python sorts text"
_SMOOTH = r"$\text{idf}(w) = \ln \dfrac{1 + N}{1 + N_w} + 1$"
_LEAST = "N at least 1"

POINTS = {
    "a word often in one document": _case(_HOLD, "a a a a a b", "b c", "b b", "d"),
    "a word of every document": _case(_HOLD, "x y", "x z z", "x"),
    "a word of every document, smoothed": _case(_SMOOTH, "x y", "x z z", "x", smooth=True),
    "long and short documents": _case(
        r"\frac{\text{occurrences of } w \text{ in } d}{\text{tokens in } d}",
        "p q q r r r p p",
        "q s",
    ),
    "unsorted words": _case(_SORTED, "pear apple", "Zoo apple fig", "10 9 fig"),
    "capitals": _case('`"The"` and `"the"` are two terms', "The the the", "the"),
    "an empty document": _case(_EMPTY, "a b", "", "a c"),
    "an empty document, both options": _case(
        _EMPTY, "a b b", "", "a c", smooth=True, normalize=True
    ),
    "empty documents only": _case(_EMPTY, "", "", normalize=True),
    "one document": _case(_LEAST, "u v v"),
    "one document, normalised": _case(_ZEROS, "u v v", normalize=True),
    "one document, both options": _case(_LEAST, "u v v", smooth=True, normalize=True),
    "a row of zeros beside others": _case(_ZEROS, "k", "k m", "k m n", normalize=True),
    "as many documents as terms": _case(
        "each row is divided by its Euclidean length", "a b c", "a a b", "c", normalize=True
    ),
}

CREDIT = [
    credit(60, "the weights", output="weights"),
    credit(15, "the vocabulary", output="vocabulary"),
    credit(
        20,
        "empty documents, and rows of zeros",
        points=(
            "an empty document",
            "an empty document, both options",
            "empty documents only",
            "one document, normalised",
            "a row of zeros beside others",
        ),
    ),
    credit(5, "`documents` left alone", effects=True),
]

EXAMPLE = {
    "documents": [["the", "cat", "sat"], ["the", "dog", "sat", "down"], ["the", "cat"]],
}


def second_opinion(documents, smooth=False, normalize=False):
    """Entry by entry with list.count and exact fractions; the logarithm comes last."""
    vocabulary = []
    for document in documents:
        for token in document:
            if token not in vocabulary:
                vocabulary.append(token)
    vocabulary.sort()
    rows = []
    for document in documents:
        row = []
        for term in vocabulary:
            holding = sum(1 for other in documents if term in other)
            if smooth:
                idf = math.log1p(Fraction(len(documents) - holding, 1 + holding)) + 1
            else:
                idf = math.log1p(Fraction(len(documents) - holding, holding))
            share = Fraction(document.count(term), len(document)) if document else 0
            row.append(float(share) * idf)
        size = math.hypot(*row)
        rows.append([value / size for value in row] if normalize and size else row)
    return np.array(rows, dtype=float).reshape(len(documents), len(vocabulary)), vocabulary


SURVIVORS = {
    "strict=True → strict=False": "equivalent: there is a row for each document",
    "row[column[token]] += 1 → row[column[token]] += 2": "equivalent: counts twice as large give "
    "the same shares",
    "np.where(length > 0, length, 1) → np.where(length > 0, length, 2)": "equivalent: a row of "
    "zeros, divided by anything",
}
