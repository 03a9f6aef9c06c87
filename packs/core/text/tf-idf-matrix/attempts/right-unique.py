import numpy as np


def tf_idf(documents, smooth=False, normalize=False):
    n = len(documents)
    terms = sorted(set().union(*documents))
    v = len(terms)
    index = dict(zip(terms, range(v), strict=True))
    flat = [i * v + index[t] for i, document in enumerate(documents) for t in document]
    counts = np.bincount(np.array(flat, dtype=int), minlength=n * v).reshape(n, v).astype(float)
    lengths = np.array([max(len(document), 1) for document in documents])
    df = np.count_nonzero(counts, axis=0)
    idf = np.log1p(n) - np.log1p(df) + 1 if smooth else np.log(n / np.maximum(df, 1))
    weights = counts / lengths[:, np.newaxis] * idf
    if normalize:
        for row in weights:
            size = np.sqrt(row @ row)
            if size:
                row /= size
    return weights, terms
