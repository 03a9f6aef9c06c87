# 78 Answers with fifty thousand empty lists, which are larger once they are read.
# must: returned
# with: frames

import os
import struct


def f():
    os.write(3, frame(6, asked(), HEAD + b"L" + struct.pack("<I", 50_000) + b"L\0\0\0\0" * 50_000))
    while True:
        pass
