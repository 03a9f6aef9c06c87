# 78 Answers with a hundred thousand arrays of no dimensions.
# must: returned

import os
import struct

HEAD = b"U\0\0\0\0" * 2 + b"M\0\0\0\0"


def frame(kind, number, body):
    return struct.pack("<B3xIQ", kind, number, len(body)) + body


def f():
    os.write(3, frame(6, 2, HEAD + b"L" + struct.pack("<I", 10**5) + (b"A" + bytes([0, 1, 0, 1])) * 10**5))
    while True:
        pass
