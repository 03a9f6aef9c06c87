# 35 Sets flags that mean nothing.
# must: stopped protocol
# with: frames

import os


def f():
    os.write(3, frame(6, asked(), HEAD + b"A" + bytes([11, 248, 0]) + bytes(8)))
    while True:
        pass
