# 35 Announces an answer of 2**64 bytes.
# must: stopped output
# with: frames

import os
import struct


def f():
    os.write(3, struct.pack("<B3xIQI", 6, asked(), (1 << 64) - 1, 0))
    while True:
        pass
