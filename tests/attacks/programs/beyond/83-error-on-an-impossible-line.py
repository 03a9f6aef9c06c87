# 83 Raises on a line of three thousand digits.
# must: raised a

import os
import struct

HEAD = b"U\0\0\0\0" * 2 + b"M\0\0\0\0"


def frame(kind, number, body):
    return struct.pack("<B3xIQ", kind, number, len(body)) + body


def f():
    line = b"I" + struct.pack("<I", 3000) + b"f" * 3000
    os.write(3, frame(7, 2, b"S\1\0\0\0a" * 2 + line + b"S\1\0\0\0a"))
    while True:
        pass
