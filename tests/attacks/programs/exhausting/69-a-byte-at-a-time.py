# 69 Answers one byte every ten milliseconds.
# must: stopped wall-time
# limits: {"wall_seconds": 0.15}
# with: frames

import os
import struct
import time


def f():
    answer = frame(6, asked(), HEAD + b"S" + struct.pack("<I", 10**5) + bytes(10**5))
    for place in range(len(answer)):
        os.write(3, answer[place : place + 1])
        time.sleep(0.01)
