# 35 Announces a dimension that is negative as a signed number.
# must: stopped protocol
# with: frames

import os
import struct


def f():
    os.write(3, frame(6, asked(), HEAD + b"A" + bytes([11, 1, 2]) + struct.pack("<Qq", 0, -1)))
    while True:
        pass
