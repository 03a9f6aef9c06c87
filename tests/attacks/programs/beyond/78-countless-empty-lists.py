# 78 Answers with two hundred thousand empty lists, which are larger once they are read.
# must: returned

import os
import struct

HEAD = b"U\0\0\0\0" * 2 + b"M\0\0\0\0"


def frame(kind, number, body):
    return struct.pack("<B3xIQ", kind, number, len(body)) + body


def f():
    os.write(3, frame(6, 2, HEAD + b"L" + struct.pack("<I", 190_000) + b"L\0\0\0\0" * 190_000))
    while True:
        pass
