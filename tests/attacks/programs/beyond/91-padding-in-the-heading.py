# 91 Fills the unused bytes of a heading.
# calls: 1
# must: returned True | stopped protocol

import os
import struct

HEAD = b"U\0\0\0\0" * 2 + b"M\0\0\0\0"


def frame(kind, number, body):
    return struct.pack("<B3xIQ", kind, number, len(body)) + body


def f():
    answer = bytearray(frame(6, 2, HEAD + b"T"))
    answer[1:4] = b"\xff\xff\xff"
    os.write(3, answer)
    while True:
        pass
