# expect: no-rotation
import numpy as np


def scores(q, k, start, base=10000.0):
    """Scores of turned queries and keys."""
    steps, width = q.shape
    places_q = start + np.arange(steps)
    places_k = np.arange(len(k))
    rates = base ** (-2 * np.arange(width // 2) / width)
    turned = []
    for x, places in ((q, places_q), (k, places_k)):
        angle = places[:, None] * rates
        cos, sin = np.cos(angle), np.sin(angle)
        a, b = x[:, ::2], x[:, 1::2]
        y = np.empty(x.shape)
        y[:, ::2] = a * cos - b * sin
        y[:, 1::2] = b * cos - a * sin
        turned.append(y)
    return turned[0] @ turned[1].T / np.sqrt(width)
