# 69 Answers one byte every ten milliseconds.
# must: stopped wall-time
# limits: {"wall_seconds": 0.15}

import os
import struct

HEAD = b"U\0\0\0\0" * 2 + b"M\0\0\0\0"


def frame(kind, number, body):
    return struct.pack("<B3xIQ", kind, number, len(body)) + body

import time


def f():
    answer = frame(6, 2, HEAD + b"S" + struct.pack("<I", 10**5) + bytes(10**5))
    for place in range(len(answer)):
        os.write(3, answer[place : place + 1])
        time.sleep(0.01)
