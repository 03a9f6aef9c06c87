# expect: length-in-terms
import numpy as np


def tf_idf(documents, smooth=False, normalize=False):
    n, vocabulary = len(documents), sorted({t for d in documents for t in d})
    counts = np.array([[d.count(t) for t in vocabulary] for d in documents], dtype=float)
    counts = counts.reshape(n, len(vocabulary))
    tf = counts / np.maximum((counts > 0).sum(axis=1, keepdims=True), 1)
    df = (counts > 0).sum(axis=0)
    idf = np.log((1 + n) / (1 + df)) + 1 if smooth else np.log(n / df)
    weights = tf * idf
    if normalize:
        length = np.linalg.norm(weights, axis=1, keepdims=True)
        weights /= np.where(length > 0, length, 1)
    return weights, vocabulary
