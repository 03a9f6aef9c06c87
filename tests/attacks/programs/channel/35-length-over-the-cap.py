# 35 Announces an answer a little too long.
# must: stopped output
# with: frames

import os
import struct


def f():
    os.write(3, struct.pack("<B3xIQI", 6, asked(), (1 << 20) + 4097, 0))
    while True:
        pass
