# 35 Announces more dimensions than there may be.
# must: stopped protocol
# with: frames

import os
import struct


def f():
    os.write(
        3,
        frame(
            6, asked(), HEAD + b"A" + bytes([11, 1, 9]) + struct.pack("<9Q", *[1] * 9) + bytes(8)
        ),
    )
    while True:
        pass
