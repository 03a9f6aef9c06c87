# 35 Says that it could not be jailed.
# must: stopped protocol
# with: frames

import os


def f():
    os.write(3, frame(4, asked(), b"S\1\0\0\0a"))
    while True:
        pass
