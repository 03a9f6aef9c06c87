# 35 Raises an error whose name is a number.
# must: stopped protocol
# with: frames

import os


def f():
    os.write(3, frame(7, asked(), b"TTNT"))
    while True:
        pass
