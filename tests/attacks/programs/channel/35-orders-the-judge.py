# 35 Sends the judge a call to make.
# must: stopped protocol

import os
import struct

HEAD = b"U\0\0\0\0" * 2 + b"M\0\0\0\0"


def frame(kind, number, body):
    return struct.pack("<B3xIQ", kind, number, len(body)) + body


def f():
    os.write(3, frame(2, 2, b"S\1\0\0\0fL\0\0\0\0M\0\0\0\0"))
    while True:
        pass
