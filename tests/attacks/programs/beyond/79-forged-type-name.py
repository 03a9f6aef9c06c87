# 79 Forges the description of a foreign value, a hundred thousand characters of terminal code.
# must: stopped protocol
# with: frames

import os
import struct


def f():
    os.write(3, frame(6, asked(), HEAD + b"X" + struct.pack("<I", 4 * 10**5) + b"\x1b[2J" * 10**5))
    while True:
        pass
