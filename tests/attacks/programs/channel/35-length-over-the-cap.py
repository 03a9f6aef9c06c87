# 35 Announces an answer a little too long.
# must: stopped output

import os
import struct

HEAD = b"U\0\0\0\0" * 2 + b"M\0\0\0\0"


def frame(kind, number, body):
    return struct.pack("<B3xIQ", kind, number, len(body)) + body


def f():
    os.write(3, struct.pack("<B3xIQ", 6, 2, (1 << 20) + 4097))
    while True:
        pass
