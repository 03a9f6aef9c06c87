# 35 Sends a frame of a kind that does not exist.
# must: stopped protocol
# with: frames

import os


def f():
    os.write(3, frame(255, asked(), HEAD + b"T"))
    while True:
        pass
