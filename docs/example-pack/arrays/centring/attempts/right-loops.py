import numpy as np


def centre(x, axis=0):
    moved = np.moveaxis(x, axis, 0)
    mean = sum(moved) / len(moved)
    return np.moveaxis(np.stack([part - mean for part in moved]), 0, axis)
