# 35 Announces no numbers in a shape that NumPy cannot have.
# must: stopped protocol

import os
import struct

HEAD = b"U\0\0\0\0" * 2 + b"M\0\0\0\0"


def frame(kind, number, body):
    return struct.pack("<B3xIQ", kind, number, len(body)) + body


def f():
    os.write(3, frame(6, 2, HEAD + b"A" + bytes([11, 1, 3]) + struct.pack("<QQQ", 0, 1 << 62, 1 << 62)))
    while True:
        pass
