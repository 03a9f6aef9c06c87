# 35 Announces one number spread over a tebibyte.
# must: stopped protocol
# with: frames

import os
import struct


def f():
    os.write(
        3, frame(6, asked(), HEAD + b"A" + bytes([11, 5, 1]) + struct.pack("<Qqd", 1, 1 << 40, 0))
    )
    while True:
        pass
