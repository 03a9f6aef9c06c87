# 35 Sends more data than it announces.
# must: stopped protocol
# with: frames

import os
import struct


def f():
    os.write(
        3, frame(6, asked(), HEAD + b"A" + bytes([11, 1, 1]) + struct.pack("<Q", 4) + bytes(33))
    )
    while True:
        pass
