# 35 Names changed arguments by numbers.
# must: stopped protocol
# with: frames

import os


def f():
    os.write(3, frame(6, asked(), b"U\1\0\0\0TU\0\0\0\0M\0\0\0\0T"))
    while True:
        pass
