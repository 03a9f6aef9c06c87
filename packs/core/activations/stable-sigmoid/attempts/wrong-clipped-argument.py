# expect: clipped-argument
import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-np.clip(x, -88, 88).astype(float)))
