import numpy as np


def tf_idf(
    documents: list[list[str]], smooth: bool = False, normalize: bool = False
) -> tuple[np.ndarray, list[str]]:
    """TF-IDF weights (N, V), and the V terms of their columns."""
    vocabulary = sorted({token for document in documents for token in document})
    column = {term: place for place, term in enumerate(vocabulary)}
    counts = np.zeros((len(documents), len(vocabulary)))  # (N, V)
    for row, document in zip(counts, documents, strict=True):
        for token in document:
            row[column[token]] += 1
    tf = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)  # (N, V)
    extra = 1 if smooth else 0
    holding = (counts > 0).sum(axis=0)  # (V,), documents, not occurrences
    weights = tf * (np.log((extra + len(documents)) / (extra + holding)) + extra)  # (N, V)
    if normalize:
        length = np.linalg.norm(weights, axis=1, keepdims=True)  # (N, 1)
        weights /= np.where(length > 0, length, 1)
    return weights, vocabulary
