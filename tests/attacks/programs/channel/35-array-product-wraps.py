# 35 Announces dimensions whose product wraps round to nought.
# must: stopped protocol
# with: frames

import os
import struct


def f():
    os.write(
        3, frame(6, asked(), HEAD + b"A" + bytes([11, 1, 2]) + struct.pack("<QQ", 1 << 32, 1 << 32))
    )
    while True:
        pass
