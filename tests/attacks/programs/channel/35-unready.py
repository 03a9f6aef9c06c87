# 35 Says that it could not be jailed.
# must: stopped protocol

import os
import struct

HEAD = b"U\0\0\0\0" * 2 + b"M\0\0\0\0"


def frame(kind, number, body):
    return struct.pack("<B3xIQ", kind, number, len(body)) + body


def f():
    os.write(3, frame(4, 2, b"S\1\0\0\0a"))
    while True:
        pass
