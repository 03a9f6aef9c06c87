# 68 Sends half a heading and falls silent.
# must: stopped wall-time
# limits: {"wall_seconds": 0.15}

import os
import struct

HEAD = b"U\0\0\0\0" * 2 + b"M\0\0\0\0"


def frame(kind, number, body):
    return struct.pack("<B3xIQ", kind, number, len(body)) + body

import time


def f():
    os.write(3, frame(6, 2, HEAD + b"T")[:7])
    time.sleep(10**6)
