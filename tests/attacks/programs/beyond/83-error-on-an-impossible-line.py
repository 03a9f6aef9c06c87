# 83 Raises on a line of three thousand digits.
# must: raised a
# with: frames

import os
import struct


def f():
    line = b"I" + struct.pack("<I", 3000) + b"f" * 3000
    os.write(3, frame(7, asked(), b"S\1\0\0\0a" * 2 + line + b"S\1\0\0\0a"))
    while True:
        pass
