# 35 Ends within the heading of an array.
# must: stopped protocol
# with: frames

import os


def f():
    os.write(3, frame(6, asked(), HEAD + b"A" + bytes([11])))
    while True:
        pass
