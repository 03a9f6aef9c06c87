# 91 Begins a frame and lets the harness finish it.
# limits: {"wall_seconds": 0.15}
# must: stopped wall-time | stopped protocol
# with: frames

import os
import struct


def f():
    os.write(3, struct.pack("<B3xIQI", 6, asked(), 100, 0))
    return True
