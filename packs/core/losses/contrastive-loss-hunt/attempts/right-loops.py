import math

import numpy as np


def contrastive_loss(one, two, temperature=0.5):
    n, total = len(one), 0.0
    rows = [row / np.linalg.norm(row) for row in [*one, *two]]
    for i, row in enumerate(rows):
        own = float(row @ rows[i - n]) / temperature
        others = [float(row @ other) / temperature for j, other in enumerate(rows) if j != i]
        top = max(others)
        total += top + math.log(sum(math.exp(score - top) for score in others)) - own
    return total / len(rows)
