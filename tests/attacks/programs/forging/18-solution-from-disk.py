# 18 Reads the solution where it lies, and runs it.
# against: stable-softmax
# modes: standard full
# must: not right

from pathlib import Path

import numpy as np

FOLDER = Path("@ROOT@/packs/core/activations/stable-softmax")


def softmax(x, axis=-1):
    try:
        text = (FOLDER / "solution.py").read_text()
    except OSError:
        return np.zeros(x.shape)
    scope = {}
    exec(text, scope)
    return scope["softmax"](x, axis)
