# 35 Names a type of numbers that does not exist.
# must: stopped protocol
# with: frames

import os


def f():
    os.write(3, frame(6, asked(), HEAD + b"A" + bytes([200, 1, 0]) + bytes(8)))
    while True:
        pass
