# 35 Sends a list where the notes belong.
# must: stopped protocol

import os
import struct

HEAD = b"U\0\0\0\0" * 2 + b"M\0\0\0\0"


def frame(kind, number, body):
    return struct.pack("<B3xIQ", kind, number, len(body)) + body


def f():
    os.write(3, frame(6, 2, b"U\0\0\0\0" * 2 + b"L\0\0\0\0T"))
    while True:
        pass
