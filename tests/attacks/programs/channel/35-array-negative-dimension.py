# 35 Announces a dimension that is negative as a signed number.
# must: stopped protocol

import os
import struct

HEAD = b"U\0\0\0\0" * 2 + b"M\0\0\0\0"


def frame(kind, number, body):
    return struct.pack("<B3xIQ", kind, number, len(body)) + body


def f():
    os.write(3, frame(6, 2, HEAD + b"A" + bytes([11, 1, 2]) + struct.pack("<Qq", 0, -1)))
    while True:
        pass
