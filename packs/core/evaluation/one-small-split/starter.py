import numpy as np


def held_out(x, y, count):
    """The fold that holds out each row (N,), and each row as its fold's model sees it (N, D)."""
    scaled = (x - x.mean(axis=0)) / x.std(axis=0)
    fold = np.arange(len(x)) * count // len(x)
    return fold, scaled
