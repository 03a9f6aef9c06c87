# 91 Puts a whole second answer into the first.
# must: stopped protocol

import os
import struct

HEAD = b"U\0\0\0\0" * 2 + b"M\0\0\0\0"


def frame(kind, number, body):
    return struct.pack("<B3xIQ", kind, number, len(body)) + body


def f():
    inner = frame(6, 3, HEAD + b"T")
    os.write(3, frame(6, 2, HEAD + b"S" + struct.pack("<I", len(inner)) + inner) + inner)
    while True:
        pass
