# 69 Sends bytes until the deadline has long passed, then the rest at once.
# limits: {"wall_seconds": 0.15, "cpu_seconds": 1.0}
# must: stopped wall-time

import os
import struct

HEAD = b"U\0\0\0\0" * 2 + b"M\0\0\0\0"


def frame(kind, number, body):
    return struct.pack("<B3xIQ", kind, number, len(body)) + body

import time


def f():
    answer = frame(6, 2, HEAD + b"S" + struct.pack("<I", 10**6) + bytes(10**6))
    end, place = time.monotonic() + 0.4, 0
    while time.monotonic() < end:
        os.write(3, answer[place : place + 1])
        place += 1
    os.write(3, answer[place:])
    time.sleep(10**6)
