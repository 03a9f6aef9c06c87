# 35 Sends a boolean that is neither true nor false.
# must: stopped protocol
# with: frames

import os


def f():
    os.write(3, frame(6, asked(), HEAD + b"A" + bytes([0, 1, 0]) + b"\2"))
    while True:
        pass
