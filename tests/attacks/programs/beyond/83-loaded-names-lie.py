# 83 Says that it defines the function, and does not.
# against: stable-softmax
# must: not right

import os
import struct

HEAD = b"U\0\0\0\0" * 2 + b"M\0\0\0\0"


def frame(kind, number, body):
    return struct.pack("<B3xIQ", kind, number, len(body)) + body


def text(said):
    return b"S" + struct.pack("<I", len(said)) + said


os.write(3, frame(5, 1, b"U\1\0\0\0" + text(b"softmax")))
os.read(3, 1)
os._exit(0)
