import numpy as np


def scores(q, k, start, base=10000.0):
    D = q.shape[1]
    rates = base ** -(np.arange(0, D, 2) / D)

    def turned(x, first):
        z = x[:, ::2] + 1j * x[:, 1::2]
        return z * np.exp(1j * np.outer(np.arange(first, first + len(x)), rates))

    return (turned(q, start) @ turned(k, 0).conj().T).real / D**0.5
