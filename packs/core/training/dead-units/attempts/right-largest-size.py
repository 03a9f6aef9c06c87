import numpy as np


def dead_units(activations, gradients):
    def size(array, first):
        return np.abs(array).max(axis=tuple(range(first, array.ndim - 1)))

    largest = size(activations, 0)
    idle = [0] * len(largest)
    for step in size(gradients, 1):
        idle = [(so_far + 1) * (here == 0) for so_far, here in zip(idle, step, strict=True)]
    return largest == 0, float((largest == 0).mean()), np.array(idle)
