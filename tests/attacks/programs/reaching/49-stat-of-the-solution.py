# 49 Learns by stat how long the solution is.
# modes: full
# must: raised FileNotFoundError

import os


def f():
    return os.stat("@ROOT@/packs/core/activations/stable-softmax/solution.py").st_size
