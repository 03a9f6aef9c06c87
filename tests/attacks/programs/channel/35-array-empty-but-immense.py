# 35 Announces no numbers in a shape that NumPy cannot have.
# must: stopped protocol
# with: frames

import os
import struct


def f():
    os.write(
        3,
        frame(
            6, asked(), HEAD + b"A" + bytes([11, 1, 3]) + struct.pack("<QQQ", 0, 1 << 62, 1 << 62)
        ),
    )
    while True:
        pass
