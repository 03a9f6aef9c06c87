from collections import Counter
from math import log, sqrt

import numpy as np


def tf_idf(documents, smooth=False, normalize=False):
    n = len(documents)
    df = Counter()
    for document in documents:
        df.update(set(document))
    vocabulary = sorted(df)
    matrix = []
    for document in documents:
        counts = Counter(document)
        row = []
        for term in vocabulary:
            idf = log((1 + n) / (1 + df[term])) + 1 if smooth else log(n) - log(df[term])
            row.append(counts[term] * idf / len(document) if document else 0.0)
        if normalize:
            length = sqrt(sum(v * v for v in row))
            if length > 0:
                row = [v / length for v in row]
        matrix.append(row)
    return np.array(matrix).reshape(n, len(vocabulary)), vocabulary
