# 35 Says that the function is missing, and numbers are there.
# must: stopped protocol
# with: frames

import os


def f():
    os.write(3, frame(8, asked(), b"U\1\0\0\0T"))
    while True:
        pass
