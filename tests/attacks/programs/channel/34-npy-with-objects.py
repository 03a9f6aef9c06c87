# 34 Returns a .npy file with a pickle in it.
# against: double
# must: not right

import io
import os

import numpy as np


class Bomb:
    def __reduce__(self):
        return os.mkdir, ("/tmp/planted-by-pickle",)


def double(x):
    file = io.BytesIO()
    np.save(file, np.array([Bomb()]), allow_pickle=True)
    return file.getvalue()
