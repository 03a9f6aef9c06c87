# 17 Calls or overwrites the reference in the main module.
# against: stable-softmax
# must: not right

import sys

import numpy as np

mine = np.zeros_like


def softmax(x, axis=-1):
    for name, module in list(sys.modules.items()):
        if name == "answer":
            continue
        for own in ("softmax", "reference", "solution", "expected"):
            found = getattr(module, own, None)
            if callable(found):
                return found(x, axis)
            setattr(module, own, lambda x, axis=-1: np.zeros(x.shape))
    return np.zeros(x.shape)
