# 78 Answers with ten thousand arrays of no dimensions.
# must: returned
# with: frames

import os
import struct


def f():
    os.write(
        3,
        frame(
            6,
            asked(),
            HEAD + b"L" + struct.pack("<I", 10**4) + (b"A" + bytes([0, 1, 0, 1])) * 10**4,
        ),
    )
    while True:
        pass
