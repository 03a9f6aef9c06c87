# 35 Announces 255 dimensions of length one.
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
            HEAD + b"A" + bytes([11, 1, 255]) + struct.pack("<255Q", *[1] * 255) + bytes(8),
        ),
    )
    while True:
        pass
