# 69 Sends single bytes as fast as it can, so that the judge always has some to read.
# must: stopped cpu-time | stopped wall-time
# limits: {"wall_seconds": 0.15}
# with: frames

import os
import struct


def f():
    answer = frame(6, asked(), HEAD + b"S" + struct.pack("<I", 10**6) + bytes(10**6))
    for place in range(len(answer)):
        os.write(3, answer[place : place + 1])
    while True:
        pass
