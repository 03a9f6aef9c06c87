# 35 Announces a list of four thousand million items.
# must: stopped protocol
# with: frames

import os
import struct


def f():
    os.write(3, frame(6, asked(), HEAD + b"L" + struct.pack("<I", (1 << 32) - 1)))
    while True:
        pass
