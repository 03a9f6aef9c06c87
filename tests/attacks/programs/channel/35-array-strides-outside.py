# 35 Announces strides that lead out of its memory.
# must: stopped protocol
# with: frames

import os
import struct


def f():
    os.write(
        3,
        frame(
            6,
            asked(),
            HEAD + b"A" + bytes([11, 5, 1]) + struct.pack("<Qq4d", 4, -(1 << 20), *[0] * 4),
        ),
    )
    while True:
        pass
