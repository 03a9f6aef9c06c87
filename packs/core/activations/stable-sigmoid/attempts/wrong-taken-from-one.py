# expect: taken-from-one
import numpy as np


def sigmoid(x):
    up = 1 / (1 + np.exp(-np.abs(x)))
    return np.where(x >= 0, up, 1 - up)
