# 35 Announces a text of 4 GiB.
# must: stopped protocol

import os
import struct

HEAD = b"U\0\0\0\0" * 2 + b"M\0\0\0\0"


def frame(kind, number, body):
    return struct.pack("<B3xIQ", kind, number, len(body)) + body


def f():
    os.write(3, frame(6, 2, HEAD + b"S" + struct.pack("<I", (1 << 32) - 1) + b"x"))
    while True:
        pass
