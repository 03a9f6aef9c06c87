# 68 Announces a mebibyte and falls silent.
# must: stopped wall-time
# limits: {"wall_seconds": 0.15}
# with: frames

import os
import struct
import time


def f():
    os.write(3, struct.pack("<B3xIQI", 6, asked(), 1 << 20, 0))
    time.sleep(10**6)
