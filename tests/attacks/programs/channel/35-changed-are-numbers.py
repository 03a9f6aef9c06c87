# 35 Names changed arguments by numbers.
# must: stopped protocol

import os
import struct

HEAD = b"U\0\0\0\0" * 2 + b"M\0\0\0\0"


def frame(kind, number, body):
    return struct.pack("<B3xIQ", kind, number, len(body)) + body


def f():
    os.write(3, frame(6, 2, b"U\1\0\0\0TU\0\0\0\0M\0\0\0\0T"))
    while True:
        pass
