# 69 Sends bytes until the deadline has long passed, then the rest at once.
# limits: {"wall_seconds": 0.15, "cpu_seconds": 1.0}
# must: stopped wall-time
# with: frames

import os
import struct
import time


def f():
    answer = frame(6, asked(), HEAD + b"S" + struct.pack("<I", 10**6) + bytes(10**6))
    end, place = time.monotonic() + 0.4, 0
    while time.monotonic() < end:
        os.write(3, answer[place : place + 1])
        place += 1
    os.write(3, answer[place:])
    time.sleep(10**6)
