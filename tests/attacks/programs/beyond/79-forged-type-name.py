# 79 Forges the description of a foreign value, a hundred thousand characters of terminal code.
# must: stopped protocol

import os
import struct

HEAD = b"U\0\0\0\0" * 2 + b"M\0\0\0\0"


def frame(kind, number, body):
    return struct.pack("<B3xIQ", kind, number, len(body)) + body


def f():
    os.write(3, frame(6, 2, HEAD + b"X" + struct.pack("<I", 4 * 10**5) + b"\x1b[2J" * 10**5))
    while True:
        pass
