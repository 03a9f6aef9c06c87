# 20 Writes a well-formed answer to every descriptor.
# against: stable-softmax
# must: not right

import os
import struct

HEAD = b"U\0\0\0\0" * 2 + b"M\0\0\0\0"


def frame(kind, number, body):
    return struct.pack("<B3xIQ", kind, number, len(body)) + body


def softmax(x, axis=-1):
    for number in range(2, 40):
        for descriptor in range(3, 64):
            try:
                os.write(descriptor, frame(6, number, HEAD + b"T"))
            except OSError:
                pass
    return x * 0
