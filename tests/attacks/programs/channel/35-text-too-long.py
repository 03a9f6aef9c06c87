# 35 Announces a text of 4 GiB.
# must: stopped protocol
# with: frames

import os
import struct


def f():
    os.write(3, frame(6, asked(), HEAD + b"S" + struct.pack("<I", (1 << 32) - 1) + b"x"))
    while True:
        pass
