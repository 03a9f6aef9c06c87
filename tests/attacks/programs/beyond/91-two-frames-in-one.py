# 91 Puts a whole second answer into the first.
# must: stopped protocol
# with: frames

import os
import struct


def f():
    inner = frame(6, asked() + 1, HEAD + b"T")
    os.write(3, frame(6, asked(), HEAD + b"S" + struct.pack("<I", len(inner)) + inner) + inner)
    while True:
        pass
