# 35 Announces an array of 2**66 numbers.
# must: stopped protocol
# with: frames

import os
import struct


def f():
    os.write(
        3, frame(6, asked(), HEAD + b"A" + bytes([11, 1, 2]) + struct.pack("<QQ", 1 << 33, 1 << 33))
    )
    while True:
        pass
