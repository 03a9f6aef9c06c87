# 79 The same where it is graded, with right values.
# against: stable-softmax
# must: stopped protocol
# with: frames

import os
import struct


def text(said):
    return b"S" + struct.pack("<I", len(said)) + said


def softmax(x, axis=-1):
    import numpy as np

    e = np.exp(x - x.max(axis=axis, keepdims=True))
    right = np.ascontiguousarray(e / e.sum(axis=axis, keepdims=True), dtype=float)
    name = text(b"x`![y](http://a.example/b)`\x1b[31m")
    array = b"A" + bytes([11, 1, x.ndim]) + struct.pack(f"<{x.ndim}Q", *x.shape) + right.tobytes()
    answer = b"U\1\0\0\0" + name + b"U\0\0\0\0" + b"M\0\0\0\0" + array
    os.write(3, frame(6, asked(), answer))
    while True:
        pass
