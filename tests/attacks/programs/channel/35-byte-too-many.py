# 35 Sends one byte after its answer.
# must: stopped protocol
# with: frames

import os


def f():
    os.write(3, frame(6, asked(), HEAD + b"T") + b"!")
    while True:
        pass
